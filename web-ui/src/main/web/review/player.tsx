import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Comment } from "../api/reviews.ts";
import type { Recording, Span, Waveform } from "../api/types.ts";
import { Icon, type IconName } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { useSession } from "../parts/session.ts";
import { clock, fineClock } from "../parts/time.ts";
import { usePlayerWords } from "../words/player.ts";
import { useWords } from "../words/words.ts";
import { audible, type Channel, fullMix, type Mix, Mixer } from "./channels.ts";
import { keyAction } from "./keys.ts";
import { type Marker, type MarkerKind, markers, markRoom, rows } from "./markers.ts";
import { beyondSilence, lengthOf, silences } from "./silence.ts";
import { clamp, speeds, step } from "./speed.ts";
import { Wave } from "./wave.tsx";

/** What others may do to the player. */
export interface Control {
  /** Seconds into the sound. */
  position: () => number;
  seek: (seconds: number) => void;
  /** The looped span in seconds, or null. */
  span: () => { from: number; to: number } | null;
}

interface Props {
  recording: Recording;
  comments: readonly Comment[];
  /** Told of the player when it is there, and of null when it goes. */
  onControl: (control: Control | null) => void;
}

export function Player({ recording, comments, onControl }: Props) {
  const words = useWords();
  const more = usePlayerWords();
  const { api } = useSession();
  const audio = useRef<HTMLAudioElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const mixer = useRef<Mixer | null>(null);
  const target = useRef<number | null>(null);
  const [waveform, setWaveform] = useState<Waveform | null>(null);
  const [noWaveform, setNoWaveform] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const [volume, setVolume] = useState(1);
  const [silent, setSilent] = useState(false);
  const [mix, setMix] = useState<Mix>(fullMix);
  const [duration, setDuration] = useState((recording.durationMs ?? 0) / 1000);
  const [failed, setFailed] = useState(false);
  const [keys, setKeys] = useState(false);
  const [version, setVersion] = useState(0);
  const [skipping, setSkipping] = useState(false);
  const [loopFrom, setLoopFrom] = useState<number | null>(null);
  const [loopTo, setLoopTo] = useState<number | null>(null);
  const quiet = useMemo(() => (waveform ? silences(waveform) : []), [waveform]);
  const moments = useMemo(
    () => markers(recording, waveform?.spans ?? [], comments),
    [recording, waveform, comments],
  );

  const bump = () => setVersion((n) => n + 1);

  useEffect(() => {
    api.waveform(recording.id).then(setWaveform, () => setNoWaveform(true));
  }, [api, recording.id]);
  useEffect(() => () => mixer.current?.close(), []);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.preservesPitch = true;
    element.defaultPlaybackRate = speed;
    element.playbackRate = speed;
  }, [speed]);
  useEffect(() => {
    if (audio.current) audio.current.volume = silent ? 0 : volume;
  }, [volume, silent]);
  useEffect(() => mixer.current?.set(mix), [mix]);

  /** Where the sound is, or where it is on its way to: a seek under way never snaps back. */
  const position = useCallback(() => target.current ?? audio.current?.currentTime ?? 0, []);

  const toggle = useCallback(async () => {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) return element.pause();
    setFailed(false);
    try {
      if (mixer.current === null) {
        mixer.current = new Mixer(element);
        mixer.current.set(mix);
      }
      await mixer.current.resume();
      await element.play();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) setFailed(true);
    }
  }, [mix]);

  const seek = useCallback(
    (seconds: number) => {
      const element = audio.current;
      if (!element) return;
      const to = clamp(seconds, duration);
      target.current = to;
      element.currentTime = to;
      bump();
    },
    [duration],
  );

  useEffect(() => {
    onControl({
      position,
      seek,
      span: () => (loopTo === null ? null : { from: loopFrom ?? 0, to: loopTo }),
    });
    return () => onControl(null);
  }, [onControl, position, seek, loopFrom, loopTo]);

  /** Silence and the end of a loop are left while playing, some tens of times a second. */
  useEffect(() => {
    if (!playing || (!skipping && loopTo === null)) return;
    const timer = setInterval(() => {
      if (target.current !== null) return;
      const now = position();
      if (loopTo !== null && now >= loopTo) return seek(loopFrom ?? 0);
      if (!skipping) return;
      const to = beyondSilence(now, quiet);
      if (to > now) seek(to);
    }, 40);
    return () => clearInterval(timer);
  }, [playing, skipping, loopFrom, loopTo, quiet, position, seek]);

  const beginLoop = useCallback(() => {
    const now = position();
    setLoopFrom(now);
    setLoopTo((to) => (to !== null && to > now ? to : null));
  }, [position]);
  const endLoop = useCallback(() => {
    const now = position();
    if (now > (loopFrom ?? 0) + 0.2) setLoopTo(now);
  }, [position, loopFrom]);
  const stopLoop = useCallback(() => {
    setLoopFrom(null);
    setLoopTo(null);
  }, []);
  const toMoment = useCallback(
    (by: 1 | -1) => {
      const now = position() * 1000;
      const found =
        by > 0
          ? moments.find(({ atMillis }) => atMillis > now + 250)
          : [...moments].reverse().find(({ atMillis }) => atMillis < now - 750);
      if (found) seek(found.atMillis / 1000);
    },
    [moments, position, seek],
  );

  const toggleMute = useCallback(
    (channel: Channel) =>
      setMix((before) => ({
        ...before,
        solo: null,
        muted: { ...before.muted, [channel]: audible(before, channel) },
      })),
    [],
  );
  const toggleSolo = (channel: Channel) =>
    setMix((before) => ({ ...before, solo: before.solo === channel ? null : channel }));

  const press = useMemo(
    () => (event: KeyboardEvent) => {
      const action = keyAction(event);
      if (action === null) return;
      event.preventDefault();
      switch (action) {
        case "toggle":
          return void toggle();
        case "back":
          return seek(position() - 5);
        case "forward":
          return seek(position() + 5);
        case "home":
          return seek(0);
        case "end":
          return seek(duration);
        case "slower":
          return setSpeed((now) => step(now, -1));
        case "faster":
          return setSpeed((now) => step(now, 1));
        case "mute":
          return setSilent((now) => !now);
        case "muteCustomer":
          return toggleMute("customer");
        case "muteAgent":
          return toggleMute("agent");
        case "loopFrom":
          return beginLoop();
        case "loopTo":
          return endLoop();
        case "loopOff":
          return stopLoop();
        case "skipSilence":
          return setSkipping((now) => !now);
        case "next":
          return toMoment(1);
        case "previous":
          return toMoment(-1);
        case "help":
          return setKeys((now) => !now);
        default:
          return action satisfies never;
      }
    },
    [toggle, seek, position, duration, toggleMute, beginLoop, endLoop, stopLoop, toMoment],
  );
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [press]);

  return (
    <section class="card player" aria-label={words.player.title} data-playing={playing}>
      <audio
        ref={audio}
        src={api.audioUrl(recording.id)}
        preload="metadata"
        data-role="player-audio"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onSeeked={() => {
          target.current = null;
          bump();
        }}
        onLoadedMetadata={(event) => {
          const known = event.currentTarget.duration;
          if (Number.isFinite(known) && known > 0) setDuration(known);
        }}
        onError={() => setFailed(true)}
      />
      <Wave
        waveform={waveform}
        duration={duration}
        position={position}
        version={version}
        playing={playing}
        mix={mix}
        onSeek={seek}
        sliderRef={slider}
        loop={loopTo === null ? null : { from: loopFrom ?? 0, to: loopTo }}
      />
      {moments.length > 0 && <Moments moments={moments} duration={duration} onSeek={seek} />}
      {waveform && waveform.spans.length > 0 && <Gaps spans={waveform.spans} onSeek={seek} />}
      {noWaveform && <p class="hint">{words.player.noWaveform}</p>}
      {failed && <Notice tone="bad">{words.player.failed}</Notice>}
      <div class="transport">
        <button
          type="button"
          class="square quiet"
          aria-label={words.player.back}
          title={words.player.back}
          onClick={() => seek(position() - 5)}
        >
          <Icon name="skipBack" />
        </button>
        <button
          type="button"
          class="play"
          data-action="play"
          aria-label={playing ? words.player.pause : words.player.play}
          onClick={() => void toggle()}
        >
          <Icon name={playing ? "pause" : "play"} size={28} />
        </button>
        <button
          type="button"
          class="square quiet"
          aria-label={words.player.forward}
          title={words.player.forward}
          onClick={() => seek(position() + 5)}
        >
          <Icon name="skipForward" />
        </button>
        <Time position={position} duration={duration} playing={playing} version={version} />
        <span class="spacer" />
        <label class="inline-field">
          <span>{words.player.speed}</span>
          <select
            data-action="speed"
            value={String(speed)}
            onChange={(event) => setSpeed(Number(event.currentTarget.value))}
          >
            {speeds.map((value) => (
              <option key={value} value={String(value)}>
                {value}×
              </option>
            ))}
          </select>
        </label>
        <label class="inline-field volume">
          <Icon name={silent || volume === 0 ? "mute" : "volume"} />
          <span class="hidden">{words.player.volume}</span>
          <input
            type="range"
            min="0"
            max="1"
            step="0.05"
            value={silent ? 0 : volume}
            onInput={(event) => {
              setSilent(false);
              setVolume(Number(event.currentTarget.value));
            }}
          />
        </label>
      </div>
      <div class="channels">
        {(["customer", "agent"] as const).map((channel) => (
          <div
            key={channel}
            class={`channel channel-${channel}`}
            role="group"
            aria-label={words.player[channel]}
          >
            <span class="channel-name">
              <span class="swatch" aria-hidden="true" />
              {words.player[channel]}
            </span>
            <button
              type="button"
              class="button small"
              aria-pressed={!audible(mix, channel)}
              aria-label={words.player.mute(words.player[channel])}
              data-action={`mute-${channel}`}
              onClick={() => toggleMute(channel)}
            >
              {words.player.muted}
            </button>
            <button
              type="button"
              class="button small"
              aria-pressed={mix.solo === channel}
              aria-label={words.player.solo(words.player[channel])}
              data-action={`solo-${channel}`}
              onClick={() => toggleSolo(channel)}
            >
              {words.player.soloed}
            </button>
          </div>
        ))}
        <button
          type="button"
          class="button small"
          data-action="skip-silence"
          aria-pressed={skipping}
          title={more.skipped(clock(lengthOf(quiet) * 1000))}
          onClick={() => setSkipping(!skipping)}
        >
          {more.skipSilence}
        </button>
        <button
          type="button"
          class="button small"
          data-action="loop"
          aria-pressed={loopTo !== null}
          onClick={loopTo !== null ? stopLoop : loopFrom === null ? beginLoop : endLoop}
        >
          {loopTo !== null ? more.loopOff : loopFrom === null ? more.loopFrom : more.loopTo}
        </button>
        {loopTo !== null && (
          <span class="muted small" role="status">
            {more.looping(fineClock((loopFrom ?? 0) * 1000), fineClock(loopTo * 1000))}
          </span>
        )}
        <span class="spacer" />
        <button type="button" class="button quiet" aria-expanded={keys} onClick={() => setKeys(!keys)}>
          <Icon name="keyboard" size={18} /> {words.player.keys}
        </button>
        <a
          class="button quiet"
          data-action="download"
          href={api.audioUrl(recording.id)}
          download={`mitschnitt-${recording.id}.mp3`}
        >
          <Icon name="download" size={18} /> {words.player.download}
        </a>
      </div>
      {keys && (
        <dl class="keys">
          {[...words.player.keyList, ...more.moreKeys].map(([key, meaning]) => (
            <div key={key}>
              <dt>
                {key.split(" ").map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

interface MomentsProps {
  moments: Marker[];
  duration: number;
  onSeek: (seconds: number) => void;
}

/** Marks under the picture, each where its moment is; a press goes there. */
function Moments({ moments, duration, onSeek }: MomentsProps) {
  const words = useWords();
  const more = usePlayerWords();
  const name = (marker: Marker): string => {
    switch (marker.kind) {
      case "consent":
      case "agreement":
        return marker.consent ? more.consent[marker.consent] : "";
      case "hold":
      case "pause":
      case "loss":
        return words.player.spans[marker.kind];
      case "comment":
        return more.comment(marker.author ?? "");
      case "transfer":
        return marker.author ?? "";
      default:
        return marker.kind satisfies never;
    }
  };
  const list = useRef<HTMLUListElement>(null);
  const [width, setWidth] = useState(300);
  useEffect(() => {
    const look = new ResizeObserver(() => setWidth(list.current?.clientWidth ?? 300));
    if (list.current) look.observe(list.current);
    return () => look.disconnect();
  }, []);
  const shares = moments.map(({ atMillis }) => (duration > 0 ? Math.min(1, atMillis / 1000 / duration) : 0));
  const row = rows(shares.map((share) => share * width));
  return (
    <ul
      class="moments"
      aria-label={more.markers}
      ref={list}
      style={{ height: `${markRoom * (Math.max(0, ...row) + 1)}px` }}
    >
      {moments.map((marker, i) => {
        const text = more.marker(name(marker), fineClock(marker.atMillis));
        const left = `${((shares[i] ?? 0) * 100).toFixed(2)}%`;
        return (
          <li
            key={`${marker.kind}${marker.atMillis}${i}`}
            style={{ left, top: `${markRoom * (row[i] ?? 0)}px` }}
          >
            <button
              type="button"
              class={`moment moment-${marker.kind}`}
              title={text}
              aria-label={text}
              onClick={() => onSeek(marker.atMillis / 1000)}
            >
              <Icon name={momentIcons[marker.kind]} size={14} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const momentIcons: Record<MarkerKind, IconName> = {
  consent: "info",
  agreement: "check",
  hold: "hold",
  pause: "recordOff",
  loss: "warning",
  transfer: "outbound",
  comment: "comment",
};

/** Each stretch that is not plain speech, with the reason in words. */
function Gaps({ spans, onSeek }: { spans: Span[]; onSeek: (seconds: number) => void }) {
  const words = useWords();
  const more = usePlayerWords();
  const shown = spans.filter(({ fromMillis, toMillis }) => toMillis - fromMillis >= 100).slice(0, 200);
  if (shown.length === 0) return null;
  return (
    <details class="gaps">
      <summary>{more.gaps(shown.length)}</summary>
      <ul>
        {shown.map((span) => (
          <li key={`${span.leg}${span.kind}${span.fromMillis}`}>
            <button type="button" class="button small quiet" onClick={() => onSeek(span.fromMillis / 1000)}>
              {fineClock(span.fromMillis)} – {fineClock(span.toMillis)}
            </button>
            <span>
              <strong>
                {words.player.spans[span.kind]}, {words.player[span.leg]}
              </strong>{" "}
              {more.why[span.kind]}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Time(props: { position: () => number; duration: number; playing: boolean; version: number }) {
  const { position, playing, version } = props;
  const field = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const show = () => {
      if (field.current) field.current.textContent = fineClock(position() * 1000);
      if (playing) frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
    // Version stands for the position
  }, [position, playing, version]);
  return (
    <span class="time">
      <span ref={field} data-role="position" />
      <span class="muted"> / {clock(props.duration * 1000)}</span>
    </span>
  );
}
