import { useCallback, useEffect, useState } from "preact/hooks";
import { type Criterion, reviews, type Scorecard } from "../api/reviews.ts";
import { Icon } from "../parts/icons.tsx";
import { Empty, ErrorBox, Notice, Skeleton } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useLanguage, useWords } from "../words/words.ts";

interface Draft {
  id: string | null;
  name: string;
  criteria: Criterion[];
}

const fresh = (n: number): Criterion => ({
  key: `c${n}`,
  text: "",
  weight: 1,
  most: 1,
  mustPass: false,
  mayNotApply: false,
});

/** Scorecards, newest version first, and the builder for the next one. */
export function Cards({ may }: { may: boolean }) {
  const words = useReviewWords();
  const common = useWords();
  const language = useLanguage();
  const { api } = useSession();
  const [cards, setCards] = useState<Scorecard[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [done, setDone] = useState("");
  const load = useCallback(() => {
    reviews(api)
      .scorecards()
      .then(({ items }) => setCards(items), setError);
  }, [api]);
  useEffect(load, [load]);
  if (error !== null) return <ErrorBox text={explain(error, common)} retry={load} />;
  if (cards === null) return <Skeleton rows={3} />;
  const newest = cards.filter(
    (card) => !cards.some((other) => other.id === card.id && other.version > card.version),
  );
  return (
    <>
      {done && (
        <Notice tone="good" onClose={() => setDone("")}>
          {done}
        </Notice>
      )}
      {may && !draft && (
        <div class="buttons">
          <button
            type="button"
            class="button primary"
            data-action="new-card"
            onClick={() => setDraft({ id: null, name: "", criteria: [fresh(1)] })}
          >
            {words.newCard}
          </button>
        </div>
      )}
      {draft && (
        <Builder
          draft={draft}
          onDraft={setDraft}
          onCancel={() => setDraft(null)}
          onPublished={(card) => {
            setDraft(null);
            setDone(words.published(card.name, card.version));
            load();
          }}
        />
      )}
      {newest.length === 0 && !draft && <Empty icon="star" title={words.none} />}
      <div class="two">
        {newest.map((card) => (
          <section key={card.id} class="card" data-card={card.name}>
            <h2>
              {card.name} <span class="muted small">{words.version(card.version)}</span>
            </h2>
            <p class="muted small">
              {words.by(card.author)} · {moment(card.at, language)}
            </p>
            <ul class="marks">
              {card.criteria.map((criterion) => (
                <li key={criterion.key}>
                  <span>
                    {criterion.text}
                    {criterion.mustPass && <span class="chip">{words.mustPass}</span>}
                  </span>
                  <span class="muted small number">
                    {words.weight(criterion.weight)} · 0–{criterion.most}
                  </span>
                </li>
              ))}
            </ul>
            {may && !draft && (
              <button
                type="button"
                class="button small"
                onClick={() => setDraft({ id: card.id, name: card.name, criteria: card.criteria })}
              >
                {words.nextVersion}
              </button>
            )}
          </section>
        ))}
      </div>
    </>
  );
}

interface BuilderProps {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onCancel: () => void;
  onPublished: (card: Scorecard) => void;
}

function Builder({ draft, onDraft, onCancel, onPublished }: BuilderProps) {
  const words = useReviewWords();
  const common = useWords();
  const { api } = useSession();
  const [error, setError] = useState("");
  const change = (at: number, part: Partial<Criterion>) =>
    onDraft({
      ...draft,
      criteria: draft.criteria.map((one, i) => (i === at ? { ...one, ...part } : one)),
    });
  const add = () => {
    const used = new Set(draft.criteria.map(({ key }) => key));
    let n = draft.criteria.length + 1;
    while (used.has(`c${n}`)) n++;
    onDraft({ ...draft, criteria: [...draft.criteria, fresh(n)] });
  };
  const publish = () =>
    reviews(api)
      .publish({ ...(draft.id ? { id: draft.id } : {}), name: draft.name, criteria: draft.criteria })
      .then(onPublished, (problem) => setError(explain(problem, common, true)));
  return (
    <form
      class="card stack builder"
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <h2>{draft.id ? words.editCard(draft.name) : words.newCard}</h2>
      <label class="field">
        <span>{words.name}</span>
        <input
          name="card-name"
          required
          maxLength={100}
          value={draft.name}
          onInput={(event) => onDraft({ ...draft, name: event.currentTarget.value })}
        />
      </label>
      {draft.criteria.map((criterion, at) => (
        <fieldset key={criterion.key} class="criterion">
          <legend class="hidden">
            {words.question} {at + 1}
          </legend>
          <label class="field">
            <span>
              {words.question} {at + 1}
            </span>
            <input
              name={`question-${at}`}
              required
              maxLength={500}
              value={criterion.text}
              onInput={(event) => change(at, { text: event.currentTarget.value })}
            />
          </label>
          <div class="buttons">
            <label class="inline-field">
              <span>{words.weightLabel}</span>
              <input
                type="number"
                min="1"
                max="100"
                value={criterion.weight}
                onInput={(event) => change(at, { weight: Number(event.currentTarget.value) })}
              />
            </label>
            <label class="inline-field" title={words.bestHint}>
              <span>{words.best}</span>
              <input
                type="number"
                min="1"
                max="10"
                value={criterion.most}
                onInput={(event) => change(at, { most: Number(event.currentTarget.value) })}
              />
            </label>
            <label class="check">
              <input
                type="checkbox"
                checked={criterion.mustPass}
                onChange={(event) => change(at, { mustPass: event.currentTarget.checked })}
              />
              {words.mustPass}
            </label>
            <label class="check">
              <input
                type="checkbox"
                checked={criterion.mayNotApply}
                onChange={(event) => change(at, { mayNotApply: event.currentTarget.checked })}
              />
              {words.notApply}
            </label>
            <span class="spacer" />
            {draft.criteria.length > 1 && (
              <button
                type="button"
                class="square quiet"
                aria-label={words.removeCriterion}
                onClick={() => onDraft({ ...draft, criteria: draft.criteria.filter((_, i) => i !== at) })}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
        </fieldset>
      ))}
      {error && <Notice tone="bad">{error}</Notice>}
      <div class="buttons">
        <button type="button" class="button" onClick={add}>
          {words.addCriterion}
        </button>
        <span class="spacer" />
        <button type="button" class="button quiet" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="submit" class="button primary" data-action="publish">
          {words.publish}
        </button>
      </div>
    </form>
  );
}
