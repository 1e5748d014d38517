import { useEffect, useMemo, useState } from "preact/hooks";
import { useLoaded } from "../admin/loaded.tsx";
import { admin } from "../api/admin.ts";
import type { BoardLine, Call, RecordingNews } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { who } from "../parts/names.ts";
import { DirectionMark, Empty, SmallLight } from "../parts/pieces.tsx";
import { explain, useNews, useNow, useSession } from "../parts/session.ts";
import { clock, moment, timeOfDay } from "../parts/time.ts";
import { useAdminWords } from "../words/admin.ts";
import { useLanguage, useWords } from "../words/words.ts";

const mostAlarms = 50;

/** Every running call with its light and its sound, and what went wrong lately. */
export default function Board() {
  const words = useAdminWords();
  const common = useWords();
  const { api } = useSession();
  const [calls, setCalls] = useState<ReadonlyMap<string, Call>>(new Map());
  const [sound, setSound] = useState<ReadonlyMap<string, BoardLine>>(new Map());
  const [alarms, setAlarms] = useState<RecordingNews[]>([]);
  const [error, setError] = useState("");
  const now = useNow(calls.size > 0, 1000);
  useEffect(() => {
    document.title = `${words.board} · Mitschnitt`;
  }, [words]);
  useNews(
    {
      connected: () => {
        api.live().then(
          ({ items }) => {
            setError("");
            setCalls(new Map(items.filter(({ phase }) => phase !== "ended").map((call) => [call.id, call])));
          },
          (problem) => setError(explain(problem, common)),
        );
      },
      call: ({ call }) =>
        setCalls((before) => {
          const next = new Map(before);
          if (call.phase === "ended") next.delete(call.id);
          else next.set(call.id, call);
          return next;
        }),
      board: (board) => setSound(new Map(board.calls.map((line) => [line.id, line]))),
      recording: (news) => {
        if (news.kind === "alarm" || news.kind === "failed") {
          setAlarms((before) => [news, ...before].slice(0, mostAlarms));
        }
      },
    },
    [api, common],
  );
  const lines = useMemo(
    () => [...calls.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)),
    [calls],
  );
  const count = (state: string) => lines.filter(({ light }) => light.state === state).length;
  return (
    <div class="board">
      <div class="page-head">
        <h1>{words.board}</h1>
        <span class="muted">{words.boardLead}</span>
      </div>
      {error && (
        <p class="hint warn" role="alert">
          <Icon name="warning" size={16} /> {error}
        </p>
      )}
      <dl class="figures">
        <Figure name={words.callCount} value={lines.length} />
        <Figure name={words.recordedNow} value={count("on")} />
        <Figure name={words.notRecordedNow} value={count("off")} />
        <Figure name={words.waitingCalls} value={count("undecided")} />
      </dl>
      <div class="board-two">
        <section>
          {lines.length === 0 ? (
            <Empty icon="pulse" title={words.noCalls} />
          ) : (
            <ul class="rows">
              {lines.map((call) => (
                <Line key={call.id} call={call} sound={sound.get(call.id)} now={now} />
              ))}
            </ul>
          )}
        </section>
        <div class="stack">
          <Agents />
          <Alarms alarms={alarms} />
        </div>
      </div>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div class="card figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Line({ call, sound, now }: { call: Call; sound: BoardLine | undefined; now: number }) {
  const words = useAdminWords();
  const common = useWords();
  const poor = sound !== undefined && (sound.silent || (sound.mos !== null && sound.mos < 3.1));
  // What no second changes is drawn once: there are hundreds of lines.
  const { parties, light, began } = useMemo(
    () => ({
      parties: (
        <>
          <DirectionMark direction={call.direction} />
          <span class="who">
            <span class="who-name">{who(call.customer, common)}</span>
            <span class="who-number">{call.agent || "–"}</span>
          </span>
        </>
      ),
      light: <SmallLight call={call} />,
      began: new Date(call.startedAt).getTime(),
    }),
    [call, common],
  );
  return (
    <li class="row board-row" data-call={call.id}>
      {parties}
      <span class="number">{clock(now - began)}</span>
      {light}
      <span class={poor ? "board-sound poor" : "board-sound"}>
        {poor && <Icon name="warning" size={16} />}
        {sound?.silent && <span class="chip state-failed">{words.silentLeg}</span>}
        {sound?.mos !== null && sound?.mos !== undefined && (
          <span class="number">{words.mos(sound.mos.toFixed(1))}</span>
        )}
        {sound?.lossPercent !== null && sound?.lossPercent !== undefined && (
          <span class="number muted small">
            {words.loss(sound.lossPercent.toFixed(1))} · {sound.jitterMillis} ms
          </span>
        )}
      </span>
    </li>
  );
}

/** Who could take a call, asked anew every three seconds. */
function Agents() {
  const words = useAdminWords();
  const common = useWords();
  const language = useLanguage();
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).agents(), [api], 3);
  return (
    <section class="card">
      <h2>{words.agentsTitle}</h2>
      {loaded.value?.items.length === 0 && <p class="muted">{words.noAgents}</p>}
      <ul class="entries">
        {(loaded.value?.items ?? []).map((agent) => (
          <li key={agent.name} class="entry" data-agent={agent.name}>
            <strong>{agent.name}</strong>
            <span class={`chip presence-${agent.presence}`}>{common.presence.states[agent.presence]}</span>
            <span class="muted small">
              {words.since(moment(agent.since, language))} · {agent.groups.join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Alarms({ alarms }: { alarms: RecordingNews[] }) {
  const words = useAdminWords();
  const language = useLanguage();
  return (
    <section class="card" aria-live="polite">
      <h2>{words.alarmsTitle}</h2>
      {alarms.length === 0 ? (
        <p class="muted">{words.noAlarms}</p>
      ) : (
        <ol class="timeline">
          {alarms.map((news) => (
            <li key={`${news.recording}${news.at}${news.why}`}>
              <time dateTime={news.at}>{timeOfDay(news.at, language)}</time>
              <span>
                <strong>{news.why}</strong>
                <code class="small breakable">{news.recording}</code>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
