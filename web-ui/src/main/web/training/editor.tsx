import { useState } from "preact/hooks";
import { type CourseWish, freshKey, training } from "../api/training.ts";
import { Icon } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useTrainingWords } from "../words/training.ts";
import { useWords } from "../words/words.ts";

type ItemWish = CourseWish["items"][number];
type QuestionWish = ItemWish["quiz"][number];

interface Props {
  id: string | null;
  wish: CourseWish;
  onSaved: (id: string) => void;
  onCancel: () => void;
}

/** A collection while it is written. */
export function Editor(props: Props) {
  const words = useTrainingWords();
  const common = useWords();
  const { api } = useSession();
  const [wish, setWish] = useState(props.wish);
  const [refusal, setRefusal] = useState("");
  const item = (at: number, part: Partial<ItemWish>) =>
    setWish({ ...wish, items: wish.items.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const move = (at: number, by: 1 | -1) => {
    const items = [...wish.items];
    const [moved] = items.splice(at, 1);
    if (moved) items.splice(at + by, 0, moved);
    setWish({ ...wish, items });
  };
  const save = () =>
    (props.id ? training(api).change(props.id, wish) : training(api).add(wish)).then(
      ({ id }) => props.onSaved(id),
      (problem) => setRefusal(explain(problem, common, true)),
    );
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <section class="card stack">
        <label class="field">
          <span>{words.name}</span>
          <input
            name="course-name"
            required
            maxLength={100}
            value={wish.name}
            onInput={(event) => setWish({ ...wish, name: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{words.text}</span>
          <textarea
            rows={2}
            maxLength={2000}
            value={wish.text}
            onInput={(event) => setWish({ ...wish, text: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{words.trainees}</span>
          <input
            placeholder={words.traineesHint}
            value={wish.trainees.join(", ")}
            onChange={(event) =>
              setWish({ ...wish, trainees: event.currentTarget.value.split(/[\s,]+/).filter(Boolean) })
            }
          />
        </label>
      </section>
      {wish.items.map((one, at) => (
        <section key={one.key} class="card stack" aria-label={words.clip(one.title || one.key)}>
          <div class="two">
            <label class="field">
              <span>{words.clipTitle}</span>
              <input
                required
                maxLength={200}
                value={one.title}
                onInput={(event) => item(at, { title: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.recording}</span>
              <input
                required
                pattern="[0-9a-f]{32}"
                value={one.recording}
                onInput={(event) => item(at, { recording: event.currentTarget.value.trim() })}
              />
            </label>
          </div>
          <div class="buttons">
            <label class="inline-field">
              <span>{words.from}</span>
              <input
                type="number"
                min="0"
                step="0.1"
                value={one.fromMillis / 1000}
                onInput={(event) =>
                  item(at, { fromMillis: Math.round(Number(event.currentTarget.value) * 1000) })
                }
              />
            </label>
            <label class="inline-field">
              <span>{words.to}</span>
              <input
                type="number"
                min="0"
                step="0.1"
                value={one.toMillis === null ? "" : one.toMillis / 1000}
                onInput={(event) =>
                  item(at, {
                    toMillis: event.currentTarget.value
                      ? Math.round(Number(event.currentTarget.value) * 1000)
                      : null,
                  })
                }
              />
            </label>
            <span class="spacer" />
            <button type="button" class="button small" disabled={at === 0} onClick={() => move(at, -1)}>
              {words.up}
            </button>
            <button
              type="button"
              class="button small"
              disabled={at === wish.items.length - 1}
              onClick={() => move(at, 1)}
            >
              {words.down}
            </button>
            <button
              type="button"
              class="square quiet"
              aria-label={words.removeClip}
              onClick={() => setWish({ ...wish, items: wish.items.filter((_, i) => i !== at) })}
            >
              <Icon name="close" />
            </button>
          </div>
          <label class="field">
            <span>{words.note}</span>
            <textarea
              rows={2}
              maxLength={2000}
              value={one.note}
              onInput={(event) => item(at, { note: event.currentTarget.value })}
            />
          </label>
          {one.quiz.map((question, i) => (
            <QuestionFields
              key={`${one.key}${i}`}
              name={`${one.key}-${i}`}
              question={question}
              onChange={(next) => item(at, { quiz: one.quiz.map((old, j) => (j === i ? next : old)) })}
              onRemove={() => item(at, { quiz: one.quiz.filter((_, j) => j !== i) })}
            />
          ))}
          <div class="buttons">
            <button
              type="button"
              class="button small"
              onClick={() =>
                item(at, { quiz: [...one.quiz, { text: "", options: ["", ""], right: 0, why: "" }] })
              }
            >
              {words.addQuestion}
            </button>
          </div>
        </section>
      ))}
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() =>
            setWish({
              ...wish,
              items: [
                ...wish.items,
                {
                  key: freshKey(wish.items),
                  title: "",
                  note: "",
                  recording: "",
                  fromMillis: 0,
                  toMillis: null,
                  quiz: [],
                },
              ],
            })
          }
        >
          {words.addClip}
        </button>
        <span class="spacer" />
        <button type="button" class="button quiet" onClick={props.onCancel}>
          {words.cancel}
        </button>
        <button type="submit" class="button primary">
          {words.save}
        </button>
      </div>
    </form>
  );
}

interface FieldsProps {
  name: string;
  question: QuestionWish;
  onChange: (question: QuestionWish) => void;
  onRemove: () => void;
}

function QuestionFields({ name, question, onChange, onRemove }: FieldsProps) {
  const words = useTrainingWords();
  return (
    <fieldset class="criterion">
      <legend class="hidden">{words.questionText}</legend>
      <div class="buttons">
        <input
          class="grow"
          required
          aria-label={words.questionText}
          placeholder={words.questionText}
          maxLength={500}
          value={question.text}
          onInput={(event) => onChange({ ...question, text: event.currentTarget.value })}
        />
        <button type="button" class="square quiet" aria-label={words.removeQuestion} onClick={onRemove}>
          <Icon name="close" />
        </button>
      </div>
      {question.options.map((option, i) => (
        <div key={`${name}${i}`} class="buttons option">
          <input
            type="radio"
            name={`right-${name}`}
            aria-label={words.isRight(i + 1)}
            checked={question.right === i}
            onChange={() => onChange({ ...question, right: i })}
          />
          <input
            class="grow"
            required
            aria-label={words.option(i + 1)}
            placeholder={words.option(i + 1)}
            maxLength={300}
            value={option}
            onInput={(event) =>
              onChange({
                ...question,
                options: question.options.map((old, j) => (j === i ? event.currentTarget.value : old)),
              })
            }
          />
        </div>
      ))}
      <div class="buttons">
        <button
          type="button"
          class="button small"
          disabled={question.options.length >= 8}
          onClick={() => onChange({ ...question, options: [...question.options, ""] })}
        >
          {words.addOption}
        </button>
        <input
          class="grow"
          aria-label={words.why}
          placeholder={words.why}
          maxLength={2000}
          value={question.why}
          onInput={(event) => onChange({ ...question, why: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}
