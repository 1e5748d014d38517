import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Filters, noFilters } from "../api/client.ts";
import type { Recording } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { who } from "../parts/names.ts";
import { Agreed, DirectionMark, Empty, ErrorBox, Skeleton, Who } from "../parts/pieces.tsx";
import { hashOf, hasRole } from "../parts/route.ts";
import { explain, useNews, useSession } from "../parts/session.ts";
import { clock, day, moment } from "../parts/time.ts";
import { useReviewWords } from "../words/review.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Bulk } from "./bulk.tsx";
import { merged } from "./merge.ts";
import { Searches } from "./searches.tsx";
import { walk } from "./walk.ts";

const pageSize = 50;
/** Milliseconds of quiet after the last key before a search is sent. */
const debounce = 250;

/** What was last searched for, so that coming back from a recording finds the list as it was. */
let last: Filters = noFilters;

interface Found {
  items: Recording[];
  next: string | null;
}

export function Recordings() {
  const words = useWords();
  const { api, user } = useSession();
  const [filters, setFilters] = useState<Filters>(last);
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [arrived, setArrived] = useState<string | null>(null);
  const [live, setLive] = useState(false);
  const [loadingMore, setLoadingMore] = useState(false);
  const turn = useRef(0);

  useEffect(() => {
    document.title = `${words.recordings.title} · Mitschnitt`;
  }, [words]);

  const change = (part: Partial<Filters>) => {
    last = { ...filters, ...part };
    setFilters(last);
  };

  const search = useCallback(
    async (asked: Filters, keep: boolean) => {
      const mine = ++turn.current;
      try {
        const page = await api.recordings(asked, null, pageSize);
        if (mine !== turn.current) return;
        setFound((before) => (keep && before ? merged(before, page) : page));
        setError(null);
      } catch (problem) {
        if (mine === turn.current) setError(problem);
      }
    },
    [api],
  );

  useEffect(() => {
    const timer = setTimeout(() => void search(filters, false), found === null ? 0 : debounce);
    return () => clearTimeout(timer);
    // What was found does not start a new search
  }, [filters, search]);

  const current = useRef(filters);
  current.current = filters;
  useNews(
    {
      connected: () => {
        setLive(true);
        void search(current.current, true);
      },
      recording: (news) => {
        void search(current.current, true).then(() => {
          if (news.kind === "stored") setArrived(news.recording);
        });
      },
    },
    [search],
  );

  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (ids: string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  const sorts = hasRole(user, "reviewer", "trainer", "compliance");

  const more = async () => {
    if (!found?.next || loadingMore) return;
    setLoadingMore(true);
    const mine = turn.current;
    try {
      const page = await api.recordings(filters, found.next, pageSize);
      if (mine === turn.current) {
        setFound((before) => before && { items: [...before.items, ...page.items], next: page.next });
      }
    } catch (problem) {
      setError(problem);
    } finally {
      setLoadingMore(false);
    }
  };

  const filtered = JSON.stringify(filters) !== JSON.stringify(noFilters);
  return (
    <div class="recordings">
      <div class="page-head">
        <h1>{words.recordings.title}</h1>
        {live && (
          <span class="chip live-chip">
            <span class="dot" aria-hidden="true" />
            {words.recordings.live}
          </span>
        )}
        <span class="spacer" />
        {found && (
          <span class="muted">{words.recordings.shown(found.items.length, found.next !== null)}</span>
        )}
      </div>
      <Searches filters={filters} onChoose={(saved) => change(saved)} />
      <FilterBar filters={filters} change={change} clear={() => change(noFilters)} filtered={filtered} />
      <p class="hidden" role="status">
        {arrived ? words.recordings.arrived : ""}
      </p>
      {error !== null && !found && (
        <ErrorBox text={explain(error, words)} retry={() => void search(filters, false)} />
      )}
      {error !== null && found && (
        <p class="hint warn" role="alert">
          <Icon name="warning" size={16} /> {explain(error, words)}
        </p>
      )}
      {found === null && error === null && <Skeleton rows={6} />}
      {found && found.items.length === 0 && (
        <Empty icon="wave" title={filtered ? words.recordings.emptyFiltered : words.recordings.empty}>
          {filtered ? (
            <button type="button" class="button" onClick={() => change(noFilters)}>
              {words.recordings.clear}
            </button>
          ) : (
            <p>{words.recordings.emptyText}</p>
          )}
        </Empty>
      )}
      {sorts && found && chosen.size > 0 && (
        <Bulk
          items={found.items.filter(({ id }) => chosen.has(id))}
          onDone={() => {
            setChosen(new Set());
            void search(filters, true);
          }}
        />
      )}
      {found && found.items.length > 0 && (
        <List items={found.items} arrived={arrived} chosen={sorts ? chosen : null} onChoose={choose} />
      )}
      {found?.next && <More busy={loadingMore} onMore={() => void more()} />}
    </div>
  );
}

/** Goes on with the list when its end comes near; a button for those who do not scroll. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const words = useWords();
  const end = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    const element = end.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && latest.current(),
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
    // Asked anew after each page: the end may still be in sight
  }, [busy]);
  return (
    <button ref={end} type="button" class="button more" disabled={busy} onClick={onMore}>
      {busy ? words.loading : words.recordings.more}
    </button>
  );
}

interface ListProps {
  items: Recording[];
  arrived: string | null;
  /** Null where nothing can be chosen. */
  chosen: ReadonlySet<string> | null;
  onChoose: (ids: string[], on: boolean) => void;
}

function List({ items, arrived, chosen, onChoose }: ListProps) {
  const words = useWords();
  const more = useReviewWords();
  const language = useLanguage();
  return (
    <div class={chosen ? "table recordings-table choosing" : "table recordings-table"}>
      {chosen && (
        <label class="check all-check">
          <input
            type="checkbox"
            checked={items.every(({ id }) => chosen.has(id))}
            onChange={(event) =>
              onChoose(
                items.map(({ id }) => id),
                event.currentTarget.checked,
              )
            }
          />
          {more.selectAll}
        </label>
      )}
      <div class="table-head" aria-hidden="true">
        <span />
        <span>{words.recordings.who}</span>
        <span>{words.recordings.agent}</span>
        <span>{words.recordings.when}</span>
        <span class="number">{words.recordings.length}</span>
        <span>{words.recordings.agreed}</span>
        <span>{words.recordings.state}</span>
      </div>
      <ul class="rows" onKeyDown={walk} aria-describedby="list-keys">
        {items.map((item) => (
          <li
            key={item.id}
            class={item.id === arrived ? "row fresh" : "row"}
            data-recording={item.id}
            data-call={item.call}
            data-state={item.state}
          >
            {chosen ? (
              <input
                type="checkbox"
                class="row-check"
                aria-label={more.select(who(item.customer, words))}
                checked={chosen.has(item.id)}
                onChange={(event) => onChoose([item.id], event.currentTarget.checked)}
              />
            ) : (
              <DirectionMark direction={item.direction} />
            )}
            <a class="row-link" href={hashOf({ page: "recording", id: item.id })}>
              <Who party={item.customer} />
            </a>
            <span class="cell-agent">
              <span class="label">{words.recordings.agent}</span>
              {item.agent || "–"}
            </span>
            <time class="cell-when" dateTime={item.startedAt}>
              {moment(item.startedAt, language)}
            </time>
            <span class="cell-length number">{clock(item.durationMs)}</span>
            <span class="cell-agreed">
              <Agreed decision={item.decision} consent={item.consent} />
            </span>
            <span class="cell-state">
              {item.state !== "ready" && (
                <span class={`chip state-${item.state}`}>{words.recordingState[item.state]}</span>
              )}
              {item.imported && <span class="chip">{words.imported.chip}</span>}
              {item.score !== null && item.score !== undefined && (
                <span class="chip score-chip" title={more.score}>
                  <Icon name="star" size={14} />
                  <span class="hidden">{more.score} </span>
                  {item.score}
                </span>
              )}
              {(item.comments ?? 0) > 0 && (
                <span class="chip" title={more.comments}>
                  <Icon name="comment" size={14} />
                  <span class="hidden">{more.comments} </span>
                  {item.comments}
                </span>
              )}
              {(item.tags ?? []).map((tag) => (
                <span key={tag} class="chip tag">
                  {tag}
                </span>
              ))}
              {item.state === "ready" && <span class="hidden">{words.recordingState[item.state]}</span>}
            </span>
          </li>
        ))}
      </ul>
      <p class="hint" id="list-keys">
        {words.recordings.keys}
      </p>
    </div>
  );
}

interface FilterProps {
  filters: Filters;
  change: (part: Partial<Filters>) => void;
  clear: () => void;
  filtered: boolean;
}

function FilterBar({ filters, change, clear, filtered }: FilterProps) {
  const words = useWords();
  const more = useReviewWords();
  const [open, setOpen] = useState(false);
  const ranges: [string, string][] = [
    [words.recordings.today, day(0)],
    [words.recordings.week, day(6)],
    [words.recordings.month, day(29)],
    [words.recordings.always, ""],
  ];
  return (
    <search class={open ? "filters open" : "filters"}>
      <div class="filters-first">
        <label class="field search-field">
          <span class="hidden">{words.recordings.search}</span>
          <Icon name="search" />
          <input
            type="search"
            name="q"
            placeholder={words.recordings.searchHint}
            value={filters.q}
            onInput={(event) => change({ q: event.currentTarget.value })}
          />
        </label>
        <div class="segments" role="group" aria-label={words.recordings.when}>
          {ranges.map(([text, from]) => (
            <button
              type="button"
              key={text}
              aria-pressed={filters.from === from && filters.to === ""}
              onClick={() => change({ from, to: "" })}
            >
              {text}
            </button>
          ))}
        </div>
        <button
          type="button"
          class="button"
          aria-expanded={open}
          aria-controls="more-filters"
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" size={18} /> {words.recordings.filters}
        </button>
      </div>
      <div class="filters-more" id="more-filters" hidden={!open}>
        <label class="field">
          <span>{words.recordings.number}</span>
          <input
            name="filter-number"
            inputMode="tel"
            autocomplete="off"
            value={filters.number}
            onInput={(event) => change({ number: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{words.recordings.agent}</span>
          <input
            name="filter-agent"
            autocomplete="off"
            value={filters.agent}
            onInput={(event) => change({ agent: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{words.recordings.direction}</span>
          <select
            name="filter-direction"
            value={filters.direction}
            onChange={(event) => change({ direction: event.currentTarget.value as Filters["direction"] })}
          >
            <option value="">{words.recordings.anyDirection}</option>
            <option value="inbound">{words.direction.inbound}</option>
            <option value="outbound">{words.direction.outbound}</option>
          </select>
        </label>
        <label class="field">
          <span>{more.tag}</span>
          <input
            name="filter-tag"
            autocomplete="off"
            placeholder={more.tagsHint}
            value={filters.tag}
            onInput={(event) => change({ tag: event.currentTarget.value })}
          />
        </label>
        {(["minScore", "maxScore", "minDuration", "maxDuration"] as const).map((key) => (
          <label key={key} class="field">
            <span>{more[key]}</span>
            <input
              name={`filter-${key}`}
              inputMode="numeric"
              pattern="[0-9]*"
              autocomplete="off"
              value={filters[key]}
              onInput={(event) => change({ [key]: event.currentTarget.value.replace(/\D/g, "") })}
            />
          </label>
        ))}
        <label class="field">
          <span>{more.consent}</span>
          <select
            name="filter-consent"
            value={filters.consent}
            onChange={(event) => change({ consent: event.currentTarget.value })}
          >
            <option value="">{more.anyConsent}</option>
            {(["agreed", "told", "objected", "no-answer", "withdrawn"] as const).map((kind) => (
              <option key={kind} value={kind}>
                {words.consent[kind]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{more.group}</span>
          <input
            name="filter-group"
            autocomplete="off"
            value={filters.group}
            onInput={(event) => change({ group: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{more.purpose}</span>
          <input
            name="filter-purpose"
            autocomplete="off"
            value={filters.purpose}
            onInput={(event) => change({ purpose: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{words.recordings.from}</span>
          <input
            type="date"
            name="filter-from"
            value={filters.from}
            onInput={(event) => change({ from: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{words.recordings.to}</span>
          <input
            type="date"
            name="filter-to"
            value={filters.to}
            onInput={(event) => change({ to: event.currentTarget.value })}
          />
        </label>
      </div>
      {filtered && (
        <button type="button" class="button quiet" onClick={clear}>
          <Icon name="close" size={16} /> {words.recordings.clear}
        </button>
      )}
    </search>
  );
}
