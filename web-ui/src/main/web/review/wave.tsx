import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Span, SpanKind, Waveform } from "../api/types.ts";
import { clock, fineClock } from "../parts/time.ts";
import { useWords } from "../words/words.ts";
import { audible, type Mix } from "./channels.ts";
import { columns, loudest } from "./peaks.ts";

interface Props {
  waveform: Waveform | null;
  /** Of the sound, in seconds. */
  duration: number;
  /** Read with each drawing, so that playing does not redraw the page. */
  position: () => number;
  /** Counts up whenever the position changed without playing. */
  version: number;
  playing: boolean;
  mix: Mix;
  onSeek: (seconds: number) => void;
  sliderRef: RefObject<HTMLDivElement>;
  /** The stretch that is played over and over, in seconds. */
  loop: { from: number; to: number } | null;
}

/** Both channels on a canvas, customer above, agent below; the whole picture is the seek bar. */
export function Wave(props: Props) {
  const { waveform, duration, position, version, playing, mix, onSeek, sliderRef, loop } = props;
  const words = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const dragging = useRef(false);
  const [hover, setHover] = useState<number | null>(null);
  const [spoken, setSpoken] = useState(0);
  const [, redraw] = useState(0);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const paint = () => draw(element, waveform, duration, position(), mix);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const later = () => requestAnimationFrame(paint);
    scheme.addEventListener("change", later);
    window.addEventListener("mitschnitt:theme", later);
    let frame = 0;
    const follow = () => {
      paint();
      frame = requestAnimationFrame(follow);
    };
    if (playing) follow();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      scheme.removeEventListener("change", later);
      window.removeEventListener("mitschnitt:theme", later);
    };
    // Version stands for the position
  }, [waveform, duration, playing, mix, version, position]);

  useEffect(() => {
    setSpoken(position());
    if (!playing) return;
    const timer = setInterval(() => setSpoken(position()), 500);
    return () => clearInterval(timer);
    // Version stands for the position
  }, [playing, version, position]);

  const secondsAt = (event: PointerEvent): number => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration;
  };
  const spans = hover === null || !waveform ? [] : spansAt(waveform.spans, hover * 1000);
  const shown = Math.min(spoken, duration);

  return (
    <div class="wave">
      <div class="wave-names" aria-hidden="true">
        <span class="channel-customer">{words.player.customer}</span>
        <span class="channel-agent">{words.player.agent}</span>
      </div>
      <div
        ref={sliderRef}
        class="wave-slider"
        role="slider"
        tabIndex={0}
        aria-label={words.player.seek}
        aria-valuemin={0}
        aria-valuemax={Math.round(duration)}
        aria-valuenow={Math.round(shown)}
        aria-valuetext={words.player.position(clock(shown * 1000), clock(duration * 1000))}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          dragging.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          onSeek(secondsAt(event));
        }}
        onPointerMove={(event) => {
          const at = secondsAt(event);
          setHover(at);
          if (dragging.current) onSeek(at);
        }}
        onPointerUp={() => {
          dragging.current = false;
          redraw((n) => n + 1);
        }}
        onPointerCancel={() => {
          dragging.current = false;
        }}
        onPointerLeave={() => setHover(null)}
      >
        <canvas ref={canvas} />
        {loop && duration > 0 && (
          <div
            class="wave-loop"
            style={{
              left: `${((100 * loop.from) / duration).toFixed(2)}%`,
              width: `${((100 * (loop.to - loop.from)) / duration).toFixed(2)}%`,
            }}
          />
        )}
        {hover !== null && duration > 0 && (
          <div
            class={`wave-tip${hover > duration * 0.5 ? " left" : ""}`}
            style={{ left: `${((hover / duration) * 100).toFixed(2)}%` }}
          >
            <span>{fineClock(hover * 1000)}</span>
            {spans.map((span) => (
              <span key={`${span.leg}${span.kind}${span.fromMillis}`} class={`span-${span.kind}`}>
                {words.player.spanTip(
                  words.player.spans[span.kind],
                  words.player[span.leg],
                  fineClock(span.fromMillis),
                  fineClock(span.toMillis),
                )}
              </span>
            ))}
          </div>
        )}
      </div>
      {waveform && waveform.spans.length > 0 && <Legend spans={waveform.spans} />}
    </div>
  );
}

function Legend({ spans }: { spans: Span[] }) {
  const words = useWords();
  const kinds = (["loss", "silent", "hold", "pause"] as SpanKind[]).filter((kind) =>
    spans.some((span) => span.kind === kind),
  );
  return (
    <>
      <ul class="legend" aria-label={words.player.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <span class={`swatch span-${kind}`} aria-hidden="true" />
            {words.player.spans[kind]}
            <span class="muted">×{spans.filter((span) => span.kind === kind).length}</span>
          </li>
        ))}
      </ul>
      <ul class="hidden">
        {spans.slice(0, 50).map((span) => (
          <li key={`${span.leg}${span.kind}${span.fromMillis}`}>
            {words.player.spanTip(
              words.player.spans[span.kind],
              words.player[span.leg],
              clock(span.fromMillis),
              clock(span.toMillis),
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The spans that cover a moment; a loss of a few milliseconds is found within 150 ms of it. */
export function spansAt(spans: Span[], millis: number): Span[] {
  return spans.filter((span) => {
    const slack = Math.max(0, 150 - (span.toMillis - span.fromMillis) / 2);
    return millis >= span.fromMillis - slack && millis <= span.toMillis + slack;
  });
}

/** Width of a bar and of the gap behind it, in CSS pixels. */
const bar = 2;
const gap = 1;

function draw(
  canvas: HTMLCanvasElement,
  waveform: Waveform | null,
  duration: number,
  position: number,
  mix: Mix,
): void {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (width === 0 || height === 0) return;
  const deviceWidth = Math.round(width * ratio);
  const deviceHeight = Math.round(height * ratio);
  if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
  if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const lane = height / 2;
  const playedTo = duration > 0 ? (position / duration) * width : 0;

  for (const span of waveform?.spans ?? []) {
    if (duration <= 0) break;
    const x = (span.fromMillis / 1000 / duration) * width;
    const end = (span.toMillis / 1000 / duration) * width;
    pen.fillStyle = colour(`--span-${span.kind}`);
    pen.globalAlpha = 0.28;
    const top = span.leg === "customer" ? 0 : lane;
    pen.fillRect(x, top, Math.max(2, end - x), lane);
    pen.globalAlpha = 1;
    pen.fillRect(x, span.leg === "customer" ? 0 : height - 3, Math.max(2, end - x), 3);
  }

  const count = Math.max(1, Math.floor(width / (bar + gap)));
  // The peaks may end before or after the sound; a column stands for its share of the sound.
  const scale = waveform ? 0.94 / Math.max(0.12, loudest(waveform.customer, waveform.agent)) : 1;
  for (const channel of ["customer", "agent"] as const) {
    const middle = channel === "customer" ? lane / 2 : lane * 1.5;
    const on = audible(mix, channel);
    const peaks = waveform?.[channel] ?? [];
    const drawn = columns(peaks, count);
    const strong = colour(`--wave-${channel}`);
    const weak = colour(`--wave-${channel}-ahead`);
    drawn.forEach((column, index) => {
      const x = index * (bar + gap);
      const top = Math.min(-0.75, -column.max * scale * (lane / 2 - 3));
      const bottom = Math.max(0.75, -column.min * scale * (lane / 2 - 3));
      pen.globalAlpha = on ? 1 : 0.3;
      pen.fillStyle = x < playedTo ? strong : weak;
      pen.fillRect(x, middle + top, bar, bottom - top);
    });
  }
  pen.globalAlpha = 1;
  pen.fillStyle = colour("--line");
  pen.fillRect(0, lane - 0.5, width, 1);
  pen.fillStyle = colour("--text");
  const cursor = Math.min(width - 2, Math.max(0, playedTo - 1));
  pen.fillRect(cursor, 0, 2, height);
}
