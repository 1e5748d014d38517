import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Filters, noFilters } from "../api/client.ts";
import type { Recording } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { Agreed, DirectionMark, Empty, ErrorBox, Skeleton, Who } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useNews, useSession } from "../parts/session.ts";
import { clock, day, moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { merged } from "./merge.ts";
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
  const { api } = useSession();
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
      {found && found.items.length > 0 && <List items={found.items} arrived={arrived} />}
      {found?.next && (
        <button type="button" class="button more" disabled={loadingMore} onClick={more}>
          {loadingMore ? words.loading : words.recordings.more}
        </button>
      )}
    </div>
  );
}

function List({ items, arrived }: { items: Recording[]; arrived: string | null }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <div class="table recordings-table">
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
            <DirectionMark direction={item.direction} />
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
              <span class={`chip state-${item.state}`}>{words.recordingState[item.state]}</span>
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
