import { useCallback, useEffect, useState } from "preact/hooks";
import { reviews, type Sample } from "../api/reviews.ts";
import { Empty, ErrorBox, Notice, Skeleton } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useSession } from "../parts/session.ts";
import { day, moment } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useLanguage, useWords } from "../words/words.ts";

/** Plans for draws, and the draws with what is needed to do them again. */
export function Samples({ may }: { may: boolean }) {
  const words = useReviewWords();
  const common = useWords();
  const language = useLanguage();
  const { api } = useSession();
  const [samples, setSamples] = useState<Sample[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [refusal, setRefusal] = useState("");
  const [form, setForm] = useState({ name: "", from: day(-1), to: day(-8), count: 3, perAgent: true });
  const load = useCallback(() => {
    reviews(api)
      .samples()
      .then(({ items }) => setSamples([...items].reverse()), setError);
  }, [api]);
  useEffect(load, [load]);
  if (error !== null) return <ErrorBox text={explain(error, common)} retry={load} />;
  if (samples === null) return <Skeleton rows={3} />;
  const done = (deed: Promise<unknown>) =>
    deed.then(
      () => {
        setRefusal("");
        load();
      },
      (problem) => setRefusal(explain(problem, common, true)),
    );
  return (
    <>
      <p class="muted">{words.samplesLead}</p>
      {may && (
        <form
          class="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            void done(
              reviews(api).planSample({
                ...form,
                from: new Date(`${form.from}T00:00:00`).toISOString(),
                to: new Date(`${form.to}T00:00:00`).toISOString(),
              }),
            );
          }}
        >
          <h2>{words.newSample}</h2>
          <div class="filters-more bare">
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
              <span>{words.from}</span>
              <input
                type="date"
                required
                value={form.from}
                onInput={(event) => setForm({ ...form, from: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.to}</span>
              <input
                type="date"
                required
                value={form.to}
                onInput={(event) => setForm({ ...form, to: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.howMany}</span>
              <input
                type="number"
                min="1"
                max="1000"
                value={form.count}
                onInput={(event) => setForm({ ...form, count: Number(event.currentTarget.value) })}
              />
            </label>
          </div>
          <div class="buttons">
            <label class="check">
              <input
                type="checkbox"
                checked={form.perAgent}
                onChange={(event) => setForm({ ...form, perAgent: event.currentTarget.checked })}
              />
              {words.perAgent}
            </label>
            <span class="spacer" />
            <button type="submit" class="button primary">
              {words.plan}
            </button>
          </div>
        </form>
      )}
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      {samples.length === 0 && <Empty icon="star" title={words.none} />}
      {samples.map((sample) => (
        <section key={sample.id} class="card stack">
          <h2>{sample.name}</h2>
          <p class="muted small">
            {moment(sample.from, language)} – {moment(sample.to, language)} · {sample.count}{" "}
            {sample.perAgent && words.perAgent} · {words.by(sample.author)}
          </p>
          <p>
            <span class={sample.committedBefore ? "chip state-ready" : "chip state-failed"}>
              {sample.committedBefore ? words.committedBefore : words.committedAfter}
            </span>
          </p>
          <dl class="pairs stacked">
            <div>
              <dt>{words.commitment}</dt>
              <dd>
                <code class="breakable">{sample.commitment}</code>
              </dd>
            </div>
            {sample.draw && (
              <div>
                <dt>{words.seed}</dt>
                <dd>
                  <code class="breakable">{sample.draw.seed}</code>
                </dd>
              </div>
            )}
          </dl>
          {sample.draw ? (
            <>
              <p>{words.drawn(sample.draw.drawn.length, sample.draw.population.length)}</p>
              <ul class="buttons">
                {sample.draw.drawn.map((id, i) => (
                  <li key={id}>
                    <a class="button small" href={hashOf({ page: "recording", id })}>
                      {i + 1} · {sample.draw?.population.find(({ recording }) => recording === id)?.agent}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            may && (
              <div class="buttons">
                <button
                  type="button"
                  class="button small"
                  disabled={new Date(sample.to).getTime() > Date.now()}
                  onClick={() => void done(reviews(api).draw(sample.id))}
                >
                  {words.draw}
                </button>
              </div>
            )
          )}
        </section>
      ))}
    </>
  );
}
