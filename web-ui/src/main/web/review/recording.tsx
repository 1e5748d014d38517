import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Comment } from "../api/reviews.ts";
import type { Recording } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { endingWords, numberBelow, who } from "../parts/names.ts";
import { Agreed, DirectionMark, ErrorBox, Notice, Skeleton } from "../parts/pieces.tsx";
import { hashOf, hasRole, mayHear } from "../parts/route.ts";
import { explain, useNews, useSession } from "../parts/session.ts";
import { clock, daysUntil, exact, moment, timeOfDay } from "../parts/time.ts";
import { GiveReceipt } from "../receipt/give.tsx";
import { Collect } from "../training/collect.tsx";
import { useLanguage, useWords, type Words } from "../words/words.ts";
import { Comments } from "./comments.tsx";
import { Judging } from "./judging.tsx";
import { type Control, Player } from "./player.tsx";
import { Tags } from "./tags.tsx";
import { TalkCard } from "./talk.tsx";

export function RecordingPage({ id }: { id: string }) {
  const words = useWords();
  const language = useLanguage();
  const { api, user } = useSession();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [comments, setComments] = useState<Comment[]>([]);
  const control = useRef<Control | null>(null);
  const onControl = useCallback((now: Control | null) => {
    control.current = now;
  }, []);
  const player = useCallback(() => control.current, []);
  const follows = hasRole(user, "agent", "reviewer", "trainer", "compliance", "auditor");
  const discusses = hasRole(user, "agent", "reviewer", "trainer", "compliance");

  const load = useCallback(() => {
    api.recording(id).then(
      (found) => {
        setRecording(found);
        setError(null);
      },
      (problem) => setError(problem),
    );
  }, [api, id]);
  useEffect(load, [load]);
  useNews({ recording: (news) => news.recording === id && load() }, [id, load]);

  const title = recording ? who(recording.customer, words) : words.player.title;
  useEffect(() => {
    document.title = `${title} · Mitschnitt`;
  }, [title]);

  return (
    <div class="recording">
      <a class="back" href={hashOf({ page: "recordings" })}>
        <Icon name="back" size={18} /> {words.facts.back}
      </a>
      {error !== null && !recording && <ErrorBox text={explain(error, words)} retry={load} />}
      {!recording && error === null && <Skeleton rows={4} />}
      {recording && (
        <>
          <div class="page-head recording-head">
            <DirectionMark direction={recording.direction} />
            <h1>{title}</h1>
            <span class="muted">{numberBelow(recording.customer)}</span>
            <span class="spacer" />
            <Agreed decision={recording.decision} consent={recording.consent} />
            <span class="muted">
              {moment(recording.startedAt, language)} · {clock(recording.durationMs)}
            </span>
          </div>
          {recording.imported && (
            <Notice tone="info" title={words.imported.title}>
              {recording.origin &&
                words.imported.from(recording.origin, moment(recording.origin.at, language))}
            </Notice>
          )}
          {recording.state !== "ready" && <NotYet recording={recording} words={words} />}
          <Tags recording={recording.id} tags={recording.tags ?? []} may={discusses} />
          <div class={follows ? "beside" : ""}>
            {recording.state === "ready" && mayHear(user) && (
              <Player recording={recording} comments={comments} onControl={onControl} />
            )}
            {recording.state === "ready" && !mayHear(user) && (
              <Notice tone="info">{words.player.mayNotHear}</Notice>
            )}
            {follows && (
              <div class="beside-people">
                <Judging recording={recording} control={player} />
                <Comments recording={recording.id} may={discusses} control={player} onLoaded={setComments} />
                {hasRole(user, "trainer") && recording.state === "ready" && (
                  <Collect recording={recording.id} title={title} control={player} />
                )}
              </div>
            )}
            {recording.state === "ready" && mayHear(user) && <TalkCard recording={recording.id} />}
            {recording.receipt && hasRole(user, "agent", "compliance") && (
              <GiveReceipt recording={recording.id} />
            )}
            <Facts recording={recording} />
          </div>
        </>
      )}
    </div>
  );
}

function NotYet({ recording, words }: { recording: Recording; words: Words }) {
  switch (recording.state) {
    case "recording":
      return <Notice tone="info">{words.player.recordingNow}</Notice>;
    case "pending":
      return <Notice tone="info">{words.player.pending}</Notice>;
    case "failed":
      return <Notice tone="bad">{words.player.stateFailed}</Notice>;
    case "erased":
      return <Notice tone="warn">{words.player.erased}</Notice>;
    case "ready":
      return null;
    default:
      return recording.state satisfies never;
  }
}

function Facts({ recording }: { recording: Recording }) {
  const words = useWords();
  const language = useLanguage();
  const { decision } = recording;
  return (
    <div class="facts">
      <section class="card">
        <h2>{words.facts.title}</h2>
        <dl class="pairs">
          <Pair name={words.facts.customer}>
            {who(recording.customer, words)} {numberBelow(recording.customer)}
          </Pair>
          <Pair name={words.facts.agent}>{agents(recording) || "–"}</Pair>
          <Pair name={words.recordings.direction}>{words.direction[recording.direction]}</Pair>
          <Pair name={words.facts.dialled}>{recording.dialled || "–"}</Pair>
          <Pair name={words.facts.trunk}>{recording.trunk || "–"}</Pair>
          <Pair name={words.facts.started}>{exact(recording.startedAt, language)}</Pair>
          <Pair name={words.facts.answered}>{exact(recording.answeredAt, language)}</Pair>
          <Pair name={words.facts.length}>{clock(recording.durationMs)}</Pair>
          <Pair name={words.facts.ended}>{endingWords(recording.ending, words)}</Pair>
        </dl>
      </section>
      <section class="card">
        <h2>{words.facts.decision}</h2>
        <p class="decision">
          <Icon name="shield" /> {words.mode[decision.mode]}
        </p>
        <h3>{words.facts.why}</h3>
        <ul class="reasons">
          {decision.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <dl class="pairs">
          <Pair name={words.facts.profile}>{decision.profile || "–"}</Pair>
          <Pair name={words.facts.language}>
            {[decision.language, decision.prompt].filter(Boolean).join(" / ") || "–"}
          </Pair>
        </dl>
      </section>
      <section class="card">
        <h2>{words.facts.consent}</h2>
        <ol class="timeline">
          {recording.consent.map((event) => (
            <li key={`${event.at}${event.kind}`} class={`consent-${event.kind}`}>
              <time dateTime={event.at}>{timeOfDay(event.at, language)}</time>
              <span>
                <strong>{words.consent[event.kind]}</strong>
                {event.detail && <span class="muted small breakable">{event.detail}</span>}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section class="card">
        <h2>{words.facts.integrity}</h2>
        <dl class="pairs stacked">
          {recording.sha256 && (
            <Pair name={words.facts.sha256}>
              <Hash text={recording.sha256} />
            </Pair>
          )}
          {recording.deleteAfter && (
            <Pair name={words.facts.deleteAfter}>
              {exact(recording.deleteAfter, language)}{" "}
              <span class="muted">({words.facts.inDays(daysUntil(recording.deleteAfter))})</span>
            </Pair>
          )}
          <Pair name={words.facts.recordingId}>
            <code class="breakable">{recording.id}</code>
          </Pair>
          <Pair name={words.facts.callId}>
            <code class="breakable">{recording.call}</code>
          </Pair>
        </dl>
        {recording.findings.length > 0 && (
          <>
            <h3>{words.facts.findings}</h3>
            <ul class="reasons">
              {recording.findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section class="card">
        <h2>{words.facts.listened}</h2>
        {(recording.listenings ?? []).length === 0 ? (
          <p class="muted">{words.facts.nobody}</p>
        ) : (
          <ol class="timeline">
            {[...(recording.listenings ?? [])].reverse().map((listening, index) => (
              <li key={`${listening.at}${index}`}>
                <time dateTime={listening.at}>{moment(listening.at, language)}</time>
                <span>
                  <strong>{listening.user}</strong>{" "}
                  <span class="muted">
                    {words.roles[listening.role as keyof Words["roles"]] ?? listening.role}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Hash({ text }: { text: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      },
      () => {},
    );
  return (
    <span class="hash">
      <code class="breakable">{text}</code>
      {"clipboard" in navigator && (
        <button type="button" class="button small" onClick={copy}>
          {copied ? words.facts.copied : words.facts.copy}
        </button>
      )}
    </span>
  );
}

/** Who had the call; after a transfer each with the moment of the recording from which on. */
function agents(recording: Recording): string {
  const segments = recording.segments ?? [];
  const zero = Date.parse(recording.recordedAt ?? recording.answeredAt);
  if (segments.length < 2) return recording.agent ?? "";
  return segments
    .map(({ agent, from }) => `${agent} ${clock(Math.max(0, Date.parse(from) - zero))}`)
    .join(" → ");
}
