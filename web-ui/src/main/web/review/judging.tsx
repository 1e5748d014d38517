import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import {
  type Calibration,
  type Criterion,
  type Evaluation,
  type Mark,
  reviews,
  type Said,
  type Scorecard,
} from "../api/reviews.ts";
import type { Recording } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { fineClock, moment } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useLanguage, useWords } from "../words/words.ts";
import type { Control } from "./player.tsx";
import { total } from "./score.ts";

interface Props {
  recording: Recording;
  control: () => Control | null;
}

/** Evaluations of a call: those given, with what was said to them, and the sheet for the next one. */
export function Judging({ recording, control }: Props) {
  const words = useReviewWords();
  const common = useWords();
  const { api, user } = useSession();
  const [given, setGiven] = useState<Evaluation[]>([]);
  const [cards, setCards] = useState<Scorecard[]>([]);
  const [sessions, setSessions] = useState<Calibration[]>([]);
  const [filling, setFilling] = useState(false);
  const [error, setError] = useState("");
  const judges = user.roles.includes("reviewer");

  const load = useCallback(() => {
    const door = reviews(api);
    Promise.all([
      door.evaluations(recording.id),
      door.scorecards(),
      judges ? door.calibrations() : Promise.resolve({ items: [], next: null }),
    ]).then(
      ([evaluations, all, calibrations]) => {
        setGiven(evaluations.items);
        setCards(all.items);
        setSessions(
          calibrations.items.filter(
            (one) => !one.closed && one.raters.includes(user.name) && one.recordings.includes(recording.id),
          ),
        );
      },
      (problem) => setError(explain(problem, common)),
    );
  }, [api, recording.id, judges, user.name, common]);
  useEffect(load, [load]);

  const cardOf = (one: Evaluation) =>
    cards.find((card) => card.id === one.scorecard && card.version === one.version);
  return (
    <section class="card judging" aria-label={words.judge}>
      <h2>{words.judge}</h2>
      {error && <Notice tone="bad">{error}</Notice>}
      {given.length === 0 && !filling && <p class="muted">{words.noEvaluations}</p>}
      {given.map((one) => (
        <Given key={one.id} evaluation={one} card={cardOf(one)} control={control} onChange={load} />
      ))}
      {judges && recording.decision.mode !== "statutory" && !filling && (
        <button type="button" class="button wide" data-action="judge" onClick={() => setFilling(true)}>
          {words.judgeThis}
        </button>
      )}
      {filling && (
        <Sheet
          recording={recording.id}
          cards={cards}
          sessions={sessions}
          control={control}
          onGiven={() => {
            setFilling(false);
            load();
          }}
          onCancel={() => setFilling(false)}
        />
      )}
    </section>
  );
}

interface GivenProps {
  evaluation: Evaluation;
  card: Scorecard | undefined;
  control: () => Control | null;
  onChange: () => void;
}

function Given({ evaluation, card, control, onChange }: GivenProps) {
  const words = useReviewWords();
  const common = useWords();
  const language = useLanguage();
  const { api, user } = useSession();
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const own = evaluation.agent === user.name;
  const may: Said[] = evaluation.calibration
    ? []
    : own
      ? evaluation.status === "given"
        ? ["reply", "dispute"]
        : ["reply"]
      : user.roles.includes("reviewer")
        ? evaluation.status === "disputed"
          ? ["reply", "uphold", "withdraw"]
          : evaluation.status === "withdrawn"
            ? ["reply"]
            : ["reply", "withdraw"]
        : [];
  const say = (said: Said) =>
    reviews(api)
      .reply(evaluation.id, said, text)
      .then(
        () => {
          setText("");
          setError("");
          onChange();
        },
        (problem) => setError(explain(problem, common, true)),
      );
  return (
    <article class={`evaluation status-${evaluation.status}`} data-evaluation={evaluation.id}>
      <header class="comment-head">
        <strong class="score">{evaluation.score.percent} %</strong>
        <span>
          {card?.name ?? words.card} <span class="muted small">{words.version(evaluation.version)}</span>
        </span>
        <span class="chip">{words.status[evaluation.status]}</span>
      </header>
      <p class="muted small">
        {words.by(evaluation.evaluator)} · {moment(evaluation.at, language)}
        {evaluation.calibration && ` · ${words.calibration}`}
      </p>
      {evaluation.score.missed.length > 0 && (
        <p class="hint warn">
          <Icon name="warning" size={16} /> {words.missed}
        </p>
      )}
      <ul class="marks">
        {evaluation.answers.map((answer) => {
          const criterion = card?.criteria.find(({ key }) => key === answer.criterion);
          return (
            <li key={answer.criterion}>
              <span>{criterion?.text ?? answer.criterion}</span>
              <strong class="number">
                {answer.points === null ? "–" : `${answer.points} / ${criterion?.most ?? "?"}`}
              </strong>
              {answer.atMillis !== null && (
                <button
                  type="button"
                  class="button small quiet"
                  aria-label={words.jump(fineClock(answer.atMillis))}
                  onClick={() => control()?.seek((answer.atMillis ?? 0) / 1000)}
                >
                  {fineClock(answer.atMillis)}
                </button>
              )}
              {answer.note && <span class="muted small mark-note">{answer.note}</span>}
            </li>
          );
        })}
      </ul>
      {evaluation.note && <p class="comment-text">{evaluation.note}</p>}
      <ul class="threads">
        {evaluation.replies.map((reply) => (
          <li key={reply.at} class="comment">
            <div class="comment-head">
              <strong>{reply.author}</strong>
              <span class="chip">{words.said[reply.said]}</span>
              <time class="muted small" dateTime={reply.at}>
                {moment(reply.at, language)}
              </time>
            </div>
            <p class="comment-text">{reply.text}</p>
          </li>
        ))}
      </ul>
      {may.length > 0 && (
        <div class="stack">
          <label class="field">
            <span class="hidden">{words.reply}</span>
            <textarea
              rows={2}
              maxLength={2000}
              placeholder={words.reply}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <div class="buttons">
            {may.map((said) => (
              <button
                type="button"
                key={said}
                class="button small"
                data-said={said}
                disabled={!text.trim()}
                onClick={() => void say(said)}
              >
                {words[said]}
              </button>
            ))}
          </div>
          {error && (
            <p class="hint warn" role="alert">
              {error}
            </p>
          )}
        </div>
      )}
    </article>
  );
}

interface SheetProps {
  recording: string;
  cards: Scorecard[];
  sessions: Calibration[];
  control: () => Control | null;
  onGiven: () => void;
  onCancel: () => void;
}

function Sheet({ recording, cards, sessions, control, onGiven, onCancel }: SheetProps) {
  const words = useReviewWords();
  const common = useWords();
  const { api } = useSession();
  const newest = useMemo(
    () =>
      cards.filter((card) => !cards.some((other) => other.id === card.id && other.version > card.version)),
    [cards],
  );
  const [session, setSession] = useState<Calibration | null>(sessions[0] ?? null);
  const [cardId, setCardId] = useState(newest[0]?.id ?? "");
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map());
  const [note, setNote] = useState("");
  const [error, setError] = useState("");
  const card = session
    ? cards.find((one) => one.id === session.scorecard && one.version === session.version)
    : newest.find((one) => one.id === cardId);
  if (!card) return <Notice tone="info">{words.noCards}</Notice>;
  const sum = total(card.criteria, marks);
  const mark = (criterion: Criterion, part: Partial<Mark>) =>
    setMarks((before) => {
      const now = before.get(criterion.key) ?? {
        criterion: criterion.key,
        points: null,
        note: "",
        atMillis: null,
      };
      return new Map(before).set(criterion.key, { ...now, ...part });
    });
  const give = () =>
    reviews(api)
      .evaluate(recording, {
        scorecard: card.id,
        version: card.version,
        answers: [...marks.values()],
        note,
        ...(session ? { calibration: session.id } : {}),
      })
      .then(onGiven, (problem) => setError(explain(problem, common, true)));
  return (
    <form
      class="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (sum.complete) void give();
      }}
    >
      {session && (
        <Notice
          tone="info"
          title={`${words.forCalibration} ${session.name}`}
          onClose={() => setSession(null)}
        >
          {words.blind}
        </Notice>
      )}
      {!session && (
        <label class="field">
          <span>{words.card}</span>
          <select
            value={cardId}
            onChange={(event) => {
              setCardId(event.currentTarget.value);
              setMarks(new Map());
            }}
          >
            {newest.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} ({words.version(one.version)})
              </option>
            ))}
          </select>
        </label>
      )}
      {card.criteria.map((criterion) => (
        <CriterionField
          key={criterion.key}
          criterion={criterion}
          mark={marks.get(criterion.key)}
          onMark={(part) => mark(criterion, part)}
          now={() => Math.round((control()?.position() ?? 0) * 1000)}
        />
      ))}
      <label class="field">
        <span>{words.overallNote}</span>
        <textarea
          rows={3}
          maxLength={2000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <p class="sheet-total" role="status">
        {words.total} <strong>{sum.percent} %</strong>
        {sum.missed.length > 0 && <span class="hint warn"> {words.missed}</span>}
      </p>
      {error && <Notice tone="bad">{error}</Notice>}
      <div class="buttons">
        <button type="submit" class="button primary" data-action="give" disabled={!sum.complete}>
          {words.give}
        </button>
        <button type="button" class="button quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  criterion: Criterion;
  mark: Mark | undefined;
  onMark: (part: Partial<Mark>) => void;
  now: () => number;
}

function CriterionField({ criterion, mark, onMark, now }: FieldProps) {
  const words = useReviewWords();
  const options: { text: string; points: number | null }[] =
    criterion.most === 1
      ? [
          { text: words.no, points: 0 },
          { text: words.yes, points: 1 },
        ]
      : Array.from({ length: criterion.most + 1 }, (_, points) => ({ text: String(points), points }));
  if (criterion.mayNotApply) options.push({ text: words.notApply, points: null });
  return (
    <fieldset class="criterion">
      <legend>
        {criterion.text}
        <span class="muted small">
          {" "}
          {words.weight(criterion.weight)}
          {criterion.mustPass && ` · ${words.mustPass}`}
        </span>
      </legend>
      <div class="choices">
        {options.map(({ text, points }) => (
          <label key={text} class="choice">
            <input
              type="radio"
              name={`criterion-${criterion.key}`}
              checked={mark !== undefined && mark.points === points}
              onChange={() => onMark({ points })}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      {mark && (
        <div class="buttons">
          <input
            class="grow"
            aria-label={words.noteFor(criterion.text)}
            placeholder={words.note}
            maxLength={2000}
            value={mark.note}
            onInput={(event) => onMark({ note: event.currentTarget.value })}
          />
          <button
            type="button"
            class="button small"
            aria-pressed={mark.atMillis !== null}
            aria-label={mark.atMillis === null ? words.anchor : words.anchored(fineClock(mark.atMillis))}
            title={words.anchor}
            onClick={() => onMark({ atMillis: mark.atMillis === null ? now() : null })}
          >
            <Icon name="clock" size={18} />
            {mark.atMillis === null ? "" : fineClock(mark.atMillis)}
          </button>
        </div>
      )}
    </fieldset>
  );
}
