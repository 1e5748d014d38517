import { useEffect, useState } from "preact/hooks";
import { type Filters, noFilters } from "../api/client.ts";
import { reviews, type SavedFilter } from "../api/reviews.ts";
import { Icon } from "../parts/icons.tsx";
import { useSession } from "../parts/session.ts";
import { useReviewWords } from "../words/review.ts";

/** Filters as they are kept: each part that asks for something. */
export function kept(filters: Filters): string {
  const some = Object.entries(filters).filter(([, value]) => value !== "");
  return new URLSearchParams(some).toString();
}

/** What was kept; parts that are not known are left out. */
export function unkept(query: string): Filters {
  const found: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(query)) if (key in noFilters) found[key] = value;
  return { ...noFilters, ...found } as Filters;
}

/** Searches with a name, one press away. */
export function Searches(props: { filters: Filters; onChoose: (filters: Filters) => void }) {
  const words = useReviewWords();
  const { api } = useSession();
  const [saved, setSaved] = useState<SavedFilter[]>([]);
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    reviews(api)
      .filters()
      .then(
        ({ items }) => setSaved(items),
        () => {},
      );
  }, [api]);
  const put = (next: SavedFilter[]) =>
    reviews(api)
      .saveFilters(next)
      .then(
        () => {
          setSaved(next);
          setName(null);
        },
        () => {},
      );
  const now = kept(props.filters);
  if (saved.length === 0 && now === "") return null;
  return (
    <section class="searches" aria-label={words.saved}>
      <ul>
        {saved.map((one) => (
          <li key={one.name} class="chip search-chip">
            <button
              type="button"
              class="quiet"
              aria-pressed={one.query === now}
              onClick={() => props.onChoose(unkept(one.query))}
            >
              {one.name}
            </button>
            <button
              type="button"
              class="quiet"
              aria-label={words.removeSearch(one.name)}
              onClick={() => void put(saved.filter(({ name: other }) => other !== one.name))}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {now !== "" && name === null && !saved.some(({ query }) => query === now) && (
        <button type="button" class="button small quiet" onClick={() => setName("")}>
          <Icon name="star" size={16} /> {words.saveSearch}
        </button>
      )}
      {name !== null && (
        <form
          class="buttons"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) {
              void put([
                ...saved.filter((one) => one.name !== name.trim()),
                { name: name.trim(), query: now },
              ]);
            }
          }}
        >
          <input
            aria-label={words.searchName}
            placeholder={words.searchName}
            maxLength={80}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <button type="submit" class="button small primary">
            {words.saveSearch}
          </button>
        </form>
      )}
    </section>
  );
}
