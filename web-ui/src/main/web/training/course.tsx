import { useState } from "preact/hooks";
import { Shown, useLoaded } from "../admin/loaded.tsx";
import { type Clip, type Course, type Question, training } from "../api/training.ts";
import { Icon } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useSession } from "../parts/session.ts";
import { useTrainingWords } from "../words/training.ts";
import { useWords } from "../words/words.ts";
import { Meter } from "./training.tsx";

interface Props {
  id: string;
  teaches: boolean;
  onEdit: (course: Course) => void;
  onGone: () => void;
}

/** A collection from clip to clip. */
export function CourseView({ id, teaches, onEdit, onGone }: Props) {
  const words = useTrainingWords();
  const { api } = useSession();
  const loaded = useLoaded(() => training(api).course(id), [api, id]);
  return (
    <Shown of={loaded}>
      {(course) => (
        <>
          <section class="card stack">
            <h2>{course.name}</h2>
            {course.text && <p class="comment-text">{course.text}</p>}
            <Meter course={course} />
            {teaches && (
              <div class="buttons">
                <button type="button" class="button small" onClick={() => onEdit(course)}>
                  {words.edit}
                </button>
                <button
                  type="button"
                  class="button small quiet"
                  aria-label={words.removeName(course.name)}
                  onClick={() => training(api).drop(course.id).then(onGone, onGone)}
                >
                  {words.remove}
                </button>
              </div>
            )}
          </section>
          {course.items.map((clip) => (
            <ClipView key={clip.key} course={course.id} clip={clip} onDone={loaded.load} />
          ))}
          {teaches && <Everybody id={course.id} />}
        </>
      )}
    </Shown>
  );
}

function ClipView({ course, clip, onDone }: { course: string; clip: Clip; onDone: () => void }) {
  const words = useTrainingWords();
  const { api } = useSession();
  const note = () => {
    if (!clip.heard)
      training(api)
        .heard(course, clip.key)
        .then(onDone, () => {});
  };
  return (
    <section class="card stack" data-clip={clip.key}>
      <h2>
        {clip.title}{" "}
        {clip.heard && (
          <span class="chip state-ready">
            <Icon name="check" size={14} /> {words.heard}
          </span>
        )}
      </h2>
      {clip.note && <p class="comment-text">{clip.note}</p>}
      {clip.gone ? (
        <Notice tone="warn">{words.gone}</Notice>
      ) : (
        <audio
          controls
          preload="none"
          class="clip"
          aria-label={words.clip(clip.title)}
          src={training(api).clipUrl(course, clip.key)}
          onEnded={note}
        />
      )}
      {clip.recording && !clip.gone && (
        <a class="small" href={hashOf({ page: "recording", id: clip.recording })}>
          {words.recording}
        </a>
      )}
      {clip.quiz.length > 0 && <Quiz course={course} clip={clip} onDone={onDone} />}
    </section>
  );
}

/** Question after question; what is right is told after each. */
function Quiz({ course, clip, onDone }: { course: string; clip: Clip; onDone: () => void }) {
  const words = useTrainingWords();
  const common = useWords();
  const { api } = useSession();
  const open = clip.quiz.findIndex(({ chosen }) => chosen === null || chosen === undefined);
  const [at, setAt] = useState(open < 0 ? 0 : open);
  const [option, setOption] = useState<number | null>(null);
  const [error, setError] = useState("");
  const question = clip.quiz[at];
  if (!question) return null;
  const answered = question.chosen !== null && question.chosen !== undefined;
  const answer = () => {
    if (option === null) return;
    training(api)
      .answer(course, clip.key, at, option)
      .then(
        () => {
          setOption(null);
          setError("");
          onDone();
        },
        (problem) => setError(explain(problem, common, true)),
      );
  };
  return (
    <form
      class="stack quiz"
      onSubmit={(event) => {
        event.preventDefault();
        answer();
      }}
    >
      <p class="muted small">{words.question(at + 1, clip.quiz.length)}</p>
      <fieldset class="criterion" disabled={answered}>
        <legend>{question.text}</legend>
        {question.options.map((text, i) => (
          <label key={text} class="choice">
            <input
              type="radio"
              name={`quiz-${clip.key}-${at}`}
              checked={answered ? question.chosen === i : option === i}
              onChange={() => setOption(i)}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      {answered && <Told question={question} />}
      {error && (
        <p class="hint warn" role="alert">
          {error}
        </p>
      )}
      <div class="buttons">
        {!answered && (
          <button type="submit" class="button primary" disabled={option === null}>
            {words.answer}
          </button>
        )}
        {answered && at + 1 < clip.quiz.length && (
          <button type="button" class="button" onClick={() => setAt(at + 1)}>
            {words.next}
          </button>
        )}
      </div>
    </form>
  );
}

function Told({ question }: { question: Question }) {
  const words = useTrainingWords();
  const right = question.chosen === question.right;
  return (
    <Notice tone={right ? "good" : "info"}>
      {right ? words.right : words.wrong(question.options[question.right ?? 0] ?? "")} {question.why}
    </Notice>
  );
}

function Everybody({ id }: { id: string }) {
  const words = useTrainingWords();
  const { api } = useSession();
  const loaded = useLoaded(() => training(api).progress(id), [api, id]);
  return (
    <section class="card stack">
      <h2>{words.people}</h2>
      <Shown of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{words.nobody}</p>
          ) : (
            <ul class="entries">
              {items.map((one) => (
                <li key={one.trainee} class="entry">
                  <strong>{one.trainee}</strong>
                  <span class="grow">
                    <Meter course={one} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
}
