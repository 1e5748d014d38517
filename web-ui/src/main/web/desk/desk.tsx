import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Light, Row } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { dialable, who } from "../parts/names.ts";
import { BigLight, DirectionMark, Notice, Who } from "../parts/pieces.tsx";
import { explain, useNews, useNow, usePhone, useSession } from "../parts/session.ts";
import { clock, moment, timeOfDay } from "../parts/time.ts";
import { useTransferWords } from "../words/transfer.ts";
import { useLanguage, useWords, type Words } from "../words/words.ts";
import { failure } from "./failure.ts";
import { MicrophoneHelp, MicrophonePanel } from "./meter.tsx";
import type { Over, Phone, PhoneCall, Registration } from "./phone.ts";
import { PresenceCard } from "./presence.tsx";
import { ConsultationPanel, TransferPanel } from "./transfer.tsx";

export function Desk({ phone }: { phone: Phone }) {
  const words = useWords();
  const language = useLanguage();
  const { node } = useSession();
  const state = usePhone(phone);
  const [number, setNumber] = useState("");

  useEffect(() => {
    document.title = `${words.desk.title} · Mitschnitt`;
  }, [words]);

  const dial = (target: string) => {
    setNumber(target);
    void phone.dial(dialable(target), target);
  };
  const { call, over } = state;
  const since = call?.recordedSince ?? null;

  return (
    <div class="desk">
      <div class="desk-main">
        <div class="page-head">
          <h1>{words.desk.title}</h1>
          <Status registration={state.registration} />
        </div>
        <BigLight
          light={call?.stage === "opening" ? null : (call?.light ?? null)}
          since={since === null ? null : timeOfDay(since, language)}
        />
        {state.trouble && <MicrophoneHelp trouble={state.trouble} />}
        {over && !call && <OverNotice over={over} onClose={() => phone.dismiss()} />}
        {call ? (
          <CallCard call={call} phone={phone} />
        ) : (
          <Dialler
            number={number}
            setNumber={setNumber}
            dial={dial}
            ready={state.registration.state === "ready"}
          />
        )}
      </div>
      <div class="desk-side">
        <PresenceCard />
        {node?.demo && (
          <DemoCard
            number={node.demo.number}
            dial={dial}
            free={!call && state.registration.state === "ready"}
          />
        )}
        <MicrophonePanel inCall={state.microphone} trouble={state.trouble} />
        <NotifyOffer />
        <Recent dial={dial} free={!call && state.registration.state === "ready"} />
      </div>
    </div>
  );
}

function statusText(registration: Registration, words: Words): string {
  if (registration.state !== "offline") return "";
  switch (registration.why) {
    case "no-connection":
      return words.desk.retryIn(words.desk.whyNoConnection);
    case "unregistered":
      return words.desk.retryIn(words.desk.whyUnregistered);
    case "refused":
      return words.desk.retryIn(words.desk.whyRefused(registration.status));
    default:
      return registration satisfies never;
  }
}

function Status({ registration }: { registration: Registration }) {
  const words = useWords();
  const why = statusText(registration, words);
  return (
    <div class={`status ${registration.state}`} role="status" data-registration={registration.state}>
      <span class="dot" aria-hidden="true" />
      <span>
        <strong>{words.desk[registration.state]}</strong>
        {why && <span class="status-why">{why}</span>}
      </span>
    </div>
  );
}

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const letters: Record<string, string> = {
  "2": "abc",
  "3": "def",
  "4": "ghi",
  "5": "jkl",
  "6": "mno",
  "7": "pqrs",
  "8": "tuv",
  "9": "wxyz",
  "0": "+",
};

function Keypad({ press }: { press: (key: string) => void }) {
  const words = useWords();
  return (
    <div class="keypad" role="group" aria-label={words.desk.keypad}>
      {keys.map((key) => (
        <button type="button" key={key} class="key" onClick={() => press(key)}>
          {key}
          <small aria-hidden="true">{letters[key] ?? " "}</small>
        </button>
      ))}
    </div>
  );
}

interface DiallerProps {
  number: string;
  setNumber: (number: string) => void;
  dial: (number: string) => void;
  ready: boolean;
}

function Dialler({ number, setNumber, dial, ready }: DiallerProps) {
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      class="card dialler"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && number.trim()) dial(number);
      }}
    >
      <label class="field">
        <span>{words.desk.number}</span>
        <span class="with-button">
          <input
            ref={field}
            class="dial-field"
            name="number"
            type="tel"
            autocomplete="off"
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
            aria-describedby="number-hint"
          />
          {number && (
            <button
              type="button"
              class="quiet square"
              aria-label={words.desk.backspace}
              onClick={() => setNumber(number.slice(0, -1))}
            >
              <Icon name="backspace" />
            </button>
          )}
        </span>
      </label>
      <p class="hint" id="number-hint">
        {words.desk.numberHint}
      </p>
      <Keypad press={(key) => setNumber(number + key)} />
      <button type="submit" class="button go wide" data-action="call" disabled={!ready || !number.trim()}>
        <Icon name="phone" /> {words.desk.call}
      </button>
    </form>
  );
}

function stageText(call: PhoneCall, words: Words): string {
  switch (call.stage) {
    case "opening":
    case "trying":
      return words.desk.calling(call.who);
    case "ringing":
      return words.desk.ringing;
    case "incoming":
      return words.desk.incoming;
    case "talking":
      return call.held ? words.desk.onHold : words.desk.inCall;
    default:
      return call.stage satisfies never;
  }
}

function CallCard({ call, phone }: { call: PhoneCall; phone: Phone }) {
  const words = useWords();
  const now = useNow(call.since !== null);
  const [pad, setPad] = useState(false);
  const [transfer, setTransfer] = useState(false);
  const transferring = useTransferWords();
  const [sent, setSent] = useState("");
  const press = useCallback(
    (key: string) => {
      phone.key(key);
      setSent((before) => (before + key).slice(-16));
    },
    [phone],
  );
  const talking = call.stage === "talking";
  if (call.stage === "incoming") {
    return (
      <section class="card call-card">
        <p class="call-stage">{stageText(call, words)}</p>
        <p class="call-who">{call.who || words.recordings.anonymous}</p>
      </section>
    );
  }
  return (
    <section
      class="card call-card"
      data-stage={call.stage}
      data-call={call.id ?? ""}
      aria-label={stageText(call, words)}
    >
      <p class="call-stage" role="status">
        {stageText(call, words)}
      </p>
      <p class="call-who">
        <DirectionMark direction={call.direction} />
        {call.who || words.recordings.anonymous}
      </p>
      {call.since !== null && <p class="call-time">{clock(now - call.since)}</p>}
      {talking && (
        <div class="call-controls">
          <Control
            icon={call.muted ? "micOff" : "mic"}
            on={call.muted}
            text={call.muted ? words.desk.unmute : words.desk.mute}
            act={() => phone.mute(!call.muted)}
          />
          <Control
            icon={call.held ? "play" : "hold"}
            on={call.held}
            text={call.held ? words.desk.resume : words.desk.hold}
            act={() => phone.hold(!call.held)}
          />
          <Control
            icon="keypad"
            on={pad}
            text={pad ? words.desk.hideKeypad : words.desk.showKeypad}
            act={() => setPad(!pad)}
          />
          <Control
            icon="outbound"
            on={transfer}
            text={transfer ? transferring.close : transferring.title}
            act={() => setTransfer(!transfer)}
          />
        </div>
      )}
      {talking && pad && (
        <div class="call-pad">
          <output class="sent">{sent || " "}</output>
          <Keypad press={press} />
        </div>
      )}
      {talking && call.consultation && (
        <ConsultationPanel phone={phone} consultation={call.consultation} handing={call.handing} />
      )}
      {talking && !call.consultation && (transfer || call.handing) && (
        <TransferPanel phone={phone} handing={call.handing} />
      )}
      <button type="button" class="button stop wide" data-action="hangup" onClick={() => phone.hangUp()}>
        <Icon name="hangup" /> {talking ? words.desk.hangup : words.desk.cancel}
      </button>
      {talking && call.id !== null && (call.light.state === "on" || call.light.state === "paused") && (
        <>
          <PauseRecording id={call.id} light={call.light} now={now} />
          <StopRecording id={call.id} />
        </>
      )}
    </section>
  );
}

function Control(props: {
  icon: "mic" | "micOff" | "hold" | "play" | "keypad" | "outbound";
  on: boolean;
  text: string;
  act: () => void;
}) {
  return (
    <button type="button" class="control" aria-pressed={props.on} onClick={props.act}>
      <Icon name={props.icon} size={24} />
      <span>{props.text}</span>
    </button>
  );
}

/** Pauses and goes on; while paused it counts down to the moment at which the recording goes on by itself. */
function PauseRecording({ id, light, now }: { id: string; light: Light; now: number }) {
  const words = useWords();
  const { api } = useSession();
  const [error, setError] = useState<unknown>(null);
  const paused = light.state === "paused";
  const left = light.until ? Math.max(0, Date.parse(light.until) - now) : null;
  return (
    <>
      {error !== null && <Notice tone="bad">{explain(error, words, true)}</Notice>}
      {paused && left !== null && (
        <p class="hint" role="timer" data-left={left}>
          {words.desk.goesOnIn(clock(left))}
        </p>
      )}
      <button
        type="button"
        class="button quiet wide"
        data-action={paused ? "resume-recording" : "pause-recording"}
        onClick={() => {
          setError(null);
          api.pause(id, !paused).catch(setError);
        }}
      >
        <Icon name={paused ? "record" : "hold"} size={18} />{" "}
        {paused ? words.desk.resumeRecording : words.desk.pause}
      </button>
    </>
  );
}

function StopRecording({ id }: { id: string }) {
  const words = useWords();
  const { api } = useSession();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!asking) {
    return (
      <button type="button" class="button quiet wide" onClick={() => setAsking(true)}>
        <Icon name="recordOff" size={18} /> {words.desk.stopRecording}
      </button>
    );
  }
  return (
    <div class="confirm" role="group" aria-label={words.desk.stopRecording}>
      <p>{words.desk.stopRecordingConfirm}</p>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => api.stopRecording(id).then(() => setAsking(false), setError)}
        >
          {words.desk.stopRecordingYes}
        </button>
        <button type="button" class="button quiet" onClick={() => setAsking(false)}>
          {words.desk.keep}
        </button>
      </div>
    </div>
  );
}

function OverNotice({ over, onClose }: { over: Over; onClose: () => void }) {
  const words = useWords();
  const failed = over.failed ? failure(over.failed, words) : null;
  if (over.failed?.cause === "Canceled") {
    return (
      <Notice tone="info" title={over.who || words.recordings.anonymous} onClose={onClose}>
        {words.sip.cancelled}
      </Notice>
    );
  }
  if (failed) {
    return (
      <Notice tone="bad" title={over.who || words.recordings.anonymous} onClose={onClose}>
        <span data-failure={over.failed?.code ?? 0}>{failed.text}</span>
        {failed.status && <span class="sip-status">{failed.status}</span>}
      </Notice>
    );
  }
  if (over.millis === null) return null;
  return (
    <Notice tone="good" title={words.desk.ended(clock(over.millis))} onClose={onClose}>
      {over.who || words.recordings.anonymous} ·{" "}
      {over.wasRecorded ? words.calls.recorded : words.calls.notRecorded}
    </Notice>
  );
}

function DemoCard({ number, dial, free }: { number: string; dial: (number: string) => void; free: boolean }) {
  const words = useWords();
  const { api } = useSession();
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ring = async () => {
    setError(null);
    try {
      await api.callMe();
      setDone(true);
      setTimeout(() => setDone(false), 15_000);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section class="card demo-card" aria-labelledby="try-it">
      <h2 id="try-it">{words.desk.demoTitle}</h2>
      <button
        type="button"
        class="button wide"
        data-action="demo-dial"
        disabled={!free}
        onClick={() => dial(number)}
      >
        <Icon name="outbound" size={18} /> {words.desk.demoDial(number)}
      </button>
      <p class="hint">{words.desk.demoDialText}</p>
      <button type="button" class="button wide" data-action="call-me" disabled={!free} onClick={ring}>
        <Icon name="inbound" size={18} /> {words.desk.callMe}
      </button>
      <p class="hint" role="status">
        {done ? words.desk.callMeDone : words.desk.callMeText}
      </p>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
    </section>
  );
}

function NotifyOffer() {
  const words = useWords();
  const [permission, setPermission] = useState(() =>
    "Notification" in window ? Notification.permission : "denied",
  );
  if (permission !== "default") return null;
  return (
    <button
      type="button"
      class="button quiet wide"
      onClick={() => void Notification.requestPermission().then(setPermission)}
    >
      <Icon name="bell" size={18} /> {words.desk.notify}
    </button>
  );
}

function Recent({ dial, free }: { dial: (number: string) => void; free: boolean }) {
  const words = useWords();
  const language = useLanguage();
  const { api, user } = useSession();
  const [rows, setRows] = useState<Row[] | null>(null);
  const load = useCallback(() => {
    api.rows(null, 30).then(
      (page) => setRows(page.items.filter((row) => row.agent === user.name).slice(0, 8)),
      () => {},
    );
  }, [api, user]);
  useEffect(load, [load]);
  useNews(
    {
      connected: load,
      call: (news) => news.kind === "ended" && setTimeout(load, 300),
      recording: (news) => news.kind === "stored" && load(),
    },
    [load],
  );
  if (rows === null) return null;
  return (
    <section class="card recent" aria-labelledby="recent-title">
      <h2 id="recent-title">{words.desk.recent}</h2>
      {rows.length === 0 && <p class="muted">{words.desk.recentEmpty}</p>}
      <ul>
        {rows.map((row) => {
          const target = row.customer.number ?? row.customer.address;
          return (
            <li key={row.call}>
              <DirectionMark direction={row.direction} />
              <span class="recent-text">
                <Who party={row.customer} />
                <span class="muted small">{moment(row.startedAt, language)}</span>
              </span>
              {target && (
                <button
                  type="button"
                  class="quiet square"
                  disabled={!free}
                  aria-label={words.desk.callAgain(who(row.customer, words))}
                  onClick={() => dial(target)}
                >
                  <Icon name="phone" size={18} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
