import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Recording, Waveform } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { useSession } from "../parts/session.ts";
import { clock, fineClock } from "../parts/time.ts";
import { useWords } from "../words/words.ts";
import { audible, type Channel, fullMix, type Mix, Mixer } from "./channels.ts";
import { keyAction } from "./keys.ts";
import { clamp, speeds, step } from "./speed.ts";
import { Wave } from "./wave.tsx";

export function Player({ recording }: { recording: Recording }) {
  const words = useWords();
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
        case "help":
          return setKeys((now) => !now);
        default:
          return action satisfies never;
      }
    },
    [toggle, seek, position, duration, toggleMute],
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
      />
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
          {words.player.keyList.map(([key, meaning]) => (
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
