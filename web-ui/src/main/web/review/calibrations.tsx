import { useCallback, useEffect, useState } from "preact/hooks";
import { type Agreement, type Calibration, reviews, type Scorecard } from "../api/reviews.ts";
import { Empty, ErrorBox, Notice, Skeleton } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useSession } from "../parts/session.ts";
import { useReviewWords } from "../words/review.ts";
import { useWords } from "../words/words.ts";

/** Sessions of several raters, and how far they agreed. */
export function Calibrations({ may }: { may: boolean }) {
  const words = useReviewWords();
  const common = useWords();
  const { api, user } = useSession();
  const [sessions, setSessions] = useState<Calibration[] | null>(null);
  const [cards, setCards] = useState<Scorecard[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [refusal, setRefusal] = useState("");
  const [form, setForm] = useState({ name: "", recordings: "", scorecard: "", raters: user.name });
  const load = useCallback(() => {
    setError(null);
    Promise.all([reviews(api).calibrations(), reviews(api).scorecards()]).then(([all, known]) => {
      setSessions([...all.items].reverse());
      setCards(known.items);
    }, setError);
  }, [api]);
  useEffect(load, [load]);
  if (error !== null) return <ErrorBox text={explain(error, common)} retry={load} />;
  if (sessions === null) return <Skeleton rows={3} />;
  const names = new Map(cards.map((card) => [card.id, card.name]));
  const begin = () =>
    reviews(api)
      .calibrate({
        name: form.name,
        recordings: form.recordings.split(/[\s,]+/).filter(Boolean),
        scorecard: form.scorecard || ([...names.keys()][0] ?? ""),
        raters: form.raters.split(/[\s,]+/).filter(Boolean),
      })
      .then(
        () => {
          setRefusal("");
          setForm({ ...form, name: "", recordings: "" });
          load();
        },
        (problem) => setRefusal(explain(problem, common, true)),
      );
  return (
    <>
      <p class="muted">{words.calibrationLead}</p>
      {may && (
        <form
          class="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            void begin();
          }}
        >
          <h2>{words.newCalibration}</h2>
          <div class="two">
            <label class="field">
              <span>{words.name}</span>
              <input
                required
                maxLength={100}
                value={form.name}
                onInput={(event) => setForm({ ...form, name: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.card}</span>
              <select
                value={form.scorecard}
                onChange={(event) => setForm({ ...form, scorecard: event.currentTarget.value })}
              >
                {[...names].map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label class="field">
              <span>{words.recordings}</span>
              <textarea
                required
                rows={3}
                placeholder={words.recordingsHint}
                value={form.recordings}
                onInput={(event) => setForm({ ...form, recordings: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.raters}</span>
              <input
                required
                placeholder={words.ratersHint}
                value={form.raters}
                onInput={(event) => setForm({ ...form, raters: event.currentTarget.value })}
              />
            </label>
          </div>
          {refusal && <Notice tone="bad">{refusal}</Notice>}
          <div class="buttons">
            <button type="submit" class="button primary">
              {words.begin}
            </button>
          </div>
        </form>
      )}
      {sessions.length === 0 && <Empty icon="star" title={words.none} />}
      {sessions.map((session) => (
        <section key={session.id} class="card">
          <h2>
            {session.name} <span class="chip">{session.closed ? words.closed : words.open}</span>
          </h2>
          <p class="muted small">
            {names.get(session.scorecard)} {words.version(session.version)} · {session.raters.join(", ")}
          </p>
          {session.closed ? (
            <Result session={session} card={cards.find((one) => one.id === session.scorecard)} />
          ) : (
            <>
              <ul class="buttons">
                {session.recordings.map((id, i) => (
                  <li key={id}>
                    <a class="button small" href={hashOf({ page: "recording", id })}>
                      {words.recordings} {i + 1}
                    </a>
                  </li>
                ))}
              </ul>
              {may && (
                <button
                  type="button"
                  class="button small"
                  onClick={() => reviews(api).closeCalibration(session.id).then(load, setError)}
                >
                  {words.close}
                </button>
              )}
            </>
          )}
        </section>
      ))}
    </>
  );
}

function Result({ session, card }: { session: Calibration; card: Scorecard | undefined }) {
  const words = useReviewWords();
  const { api } = useSession();
  const [agreement, setAgreement] = useState<Agreement | null>(null);
  useEffect(() => {
    reviews(api)
      .agreement(session.id)
      .then(setAgreement, () => {});
  }, [api, session.id]);
  if (!agreement) return <Skeleton rows={1} />;
  const shown = (alpha: number | null | undefined) =>
    alpha === null || alpha === undefined ? words.untold : alpha.toFixed(2);
  return (
    <>
      <table class="plain">
        <caption class="hidden">{words.alpha}</caption>
        <thead>
          <tr>
            <th scope="col">{words.byCriterion}</th>
            <th scope="col" class="number">
              {words.alpha}
            </th>
          </tr>
        </thead>
        <tbody>
          {(card?.criteria ?? []).map(({ key, text }) => (
            <tr key={key}>
              <th scope="row">{text}</th>
              <td class="number">{shown(agreement.byCriterion[key])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.overall}</th>
            <td class="number">{shown(agreement.overall)}</td>
          </tr>
        </tbody>
      </table>
      <p class="hint">{words.alphaHint}</p>
    </>
  );
}
