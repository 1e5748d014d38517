import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Call, Row } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { endingWords } from "../parts/names.ts";
import { Agreed, DirectionMark, Empty, ErrorBox, Skeleton, SmallLight, Who } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useNews, useNow, useSession } from "../parts/session.ts";
import { clock, moment } from "../parts/time.ts";
import { type Loaded, merged } from "../review/merge.ts";
import { walk } from "../review/walk.ts";
import { useLanguage, useWords } from "../words/words.ts";

type Line = Row & { id: string };

const pageSize = 50;
const lines = (page: { items: Row[]; next: string | null }): Loaded<Line> => ({
  items: page.items.map((row) => ({ ...row, id: row.call })),
  next: page.next,
});

/** The book: calls that run now, and one row for each answered one. */
export function Calls() {
  const words = useWords();
  const { api } = useSession();
  const [live, setLive] = useState<Call[]>([]);
  const [book, setBook] = useState<Loaded<Line> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    document.title = `${words.calls.title} · Mitschnitt`;
  }, [words]);

  const load = useCallback(() => {
    api.live().then(
      (page) => setLive(page.items.filter((call) => call.phase !== "ended")),
      () => {},
    );
    api.rows(null, pageSize).then(
      (page) => {
        setBook((before) => (before ? merged(before, lines(page)) : lines(page)));
        setError(null);
      },
      (problem) => setError(problem),
    );
  }, [api]);
  const soon = useCallback(() => {
    if (timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      load();
    }, 200);
  }, [load]);
  useEffect(() => {
    load();
    return () => {
      if (timer.current !== null) clearTimeout(timer.current);
    };
  }, [load]);
  useNews(
    {
      connected: load,
      call: ({ call }) => {
        setLive((before) => {
          const others = before.filter((one) => one.id !== call.id);
          return call.phase === "ended" ? others : [call, ...others];
        });
        soon();
      },
      recording: soon,
    },
    [load, soon],
  );

  const more = () => {
    if (!book?.next) return;
    api.rows(book.next, pageSize).then(
      (page) => setBook({ items: [...book.items, ...lines(page).items], next: page.next }),
      (problem) => setError(problem),
    );
  };

  return (
    <div class="calls">
      <div class="page-head">
        <h1>{words.calls.title}</h1>
        <span class="muted">{words.calls.lead}</span>
      </div>
      <section aria-labelledby="live-title">
        <h2 id="live-title">{words.calls.live}</h2>
        {live.length === 0 ? (
          <p class="muted">{words.calls.noLive}</p>
        ) : (
          <ul class="live-calls">
            {live.map((call) => (
              <Live key={call.id} call={call} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="book-title">
        <h2 id="book-title">{words.calls.answered}</h2>
        {error !== null && !book && <ErrorBox text={explain(error, words)} retry={load} />}
        {error !== null && book && (
          <p class="hint warn" role="alert">
            <Icon name="warning" size={16} /> {explain(error, words)}
          </p>
        )}
        {book === null && error === null && <Skeleton rows={5} />}
        {book && book.items.length === 0 && (
          <Empty icon="list" title={words.calls.empty}>
            <p>{words.calls.emptyText}</p>
          </Empty>
        )}
        {book && book.items.length > 0 && <Book rows={book.items} />}
        {book?.next && (
          <button type="button" class="button more" onClick={more}>
            {words.recordings.more}
          </button>
        )}
      </section>
    </div>
  );
}

function Live({ call }: { call: Call }) {
  const words = useWords();
  const { api, user } = useSession();
  const [error, setError] = useState<unknown>(null);
  const now = useNow(true);
  const began = new Date(call.answeredAt ?? call.startedAt).getTime();
  const mine = call.agent === user.name && user.roles.includes("agent");
  const mayHangUp = mine || user.roles.includes("admin");
  const mayStop = mine || user.roles.includes("admin") || user.roles.includes("compliance");
  return (
    <li class="card live-call" data-call={call.id}>
      <div class="live-top">
        <DirectionMark direction={call.direction} />
        <Who party={call.customer} />
        <span class="spacer" />
        <span class="number">{clock(now - began)}</span>
      </div>
      <div class="live-top">
        <SmallLight call={call} />
        <span class="muted">
          {words.phase[call.phase]}
          {call.agent ? ` · ${call.agent}` : ""}
        </span>
      </div>
      {(mayHangUp || mayStop) && (
        <div class="buttons">
          {mayStop && call.light.state === "on" && (
            <button
              type="button"
              class="button small"
              onClick={() => api.stopRecording(call.id).catch(setError)}
            >
              {words.calls.stopRecording}
            </button>
          )}
          {mayHangUp && (
            <button type="button" class="button small" onClick={() => api.hangup(call.id).catch(setError)}>
              {words.calls.hangup}
            </button>
          )}
        </div>
      )}
      {error !== null && (
        <p class="hint warn" role="alert">
          {explain(error, words)}
        </p>
      )}
    </li>
  );
}

function Book({ rows }: { rows: Line[] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <div class="table calls-table">
      <div class="table-head" aria-hidden="true">
        <span />
        <span>{words.recordings.who}</span>
        <span>{words.recordings.agent}</span>
        <span>{words.recordings.when}</span>
        <span class="number">{words.recordings.length}</span>
        <span>{words.calls.outcome}</span>
        <span>{words.calls.end}</span>
      </div>
      <ul class="rows" onKeyDown={walk}>
        {rows.map((row) => (
          <li key={row.call} class="row" data-call={row.call} data-state={row.state}>
            <DirectionMark direction={row.direction} />
            {row.recording && row.state === "recorded" ? (
              <a class="row-link" href={hashOf({ page: "recording", id: row.recording })}>
                <Who party={row.customer} />
              </a>
            ) : (
              <Who party={row.customer} />
            )}
            <span class="cell-agent">
              <span class="label">{words.recordings.agent}</span>
              {row.agent || "–"}
            </span>
            <time class="cell-when" dateTime={row.startedAt}>
              {moment(row.startedAt, language)}
            </time>
            <span class="cell-length number">
              {clock(
                row.endedAt ? new Date(row.endedAt).getTime() - new Date(row.answeredAt).getTime() : null,
              )}
            </span>
            <span class="cell-outcome">
              <Outcome row={row} />
            </span>
            <span class="cell-end muted">{endingWords(row.ending, words)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ row }: { row: Row }) {
  const words = useWords();
  switch (row.state) {
    case "recorded":
      return (
        <>
          <span class="chip state-ready">
            <Icon name="play" size={14} /> {words.calls.recorded}
          </span>
          <Agreed decision={row.decision} consent={row.consent} />
        </>
      );
    case "not-recorded":
      return (
        <>
          <span class={`chip ${row.reason?.why === "failed" ? "state-failed" : "state-off"}`}>
            <Icon name="recordOff" size={14} /> {words.calls.notRecorded}
          </span>
          <span class="why">
            {row.reason ? (words.notRecorded[row.reason.why] ?? row.reason.detail) : ""}
            {row.reason?.why === "failed" && row.reason.detail && (
              <span class="muted small"> {row.reason.detail}</span>
            )}
          </span>
        </>
      );
    case "open":
      return <span class="chip state-pending">{words.calls.openRow}</span>;
    default:
      return row.state satisfies never;
  }
}
