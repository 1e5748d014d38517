import type { ComponentChildren } from "preact";
import type { Call, ConsentEvent, Decision, Direction, Light, Party } from "../api/types.ts";
import { type Look, shown } from "../desk/light.ts";
import { useWords } from "../words/words.ts";
import { Icon, type IconName } from "./icons.tsx";
import { agreement, numberBelow, who } from "./names.ts";

export function Notice(props: {
  tone: "info" | "bad" | "warn" | "good";
  title?: string | undefined;
  children: ComponentChildren;
  onClose?: (() => void) | undefined;
}) {
  const words = useWords();
  return (
    <div
      class={`notice ${props.tone}`}
      role={props.tone === "bad" || props.tone === "warn" ? "alert" : "status"}
    >
      <Icon name={props.tone === "good" ? "check" : props.tone === "info" ? "info" : "warning"} />
      <div class="notice-text">
        {props.title && <strong>{props.title}</strong>}
        <div>{props.children}</div>
      </div>
      {props.onClose && (
        <button type="button" class="quiet square" onClick={props.onClose} aria-label={words.desk.dismiss}>
          <Icon name="close" size={18} />
        </button>
      )}
    </div>
  );
}

export function ErrorBox({ text, retry }: { text: string; retry: () => void }) {
  const words = useWords();
  return (
    <div class="empty" role="alert">
      <Icon name="warning" size={32} />
      <h2>{words.error.title}</h2>
      <p>{text}</p>
      <button type="button" class="button" onClick={retry}>
        {words.retry}
      </button>
    </div>
  );
}

export function Empty({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Icon name={icon} size={36} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Grey rows where data will be. */
export function Skeleton({ rows }: { rows: number }) {
  const words = useWords();
  return (
    <div class="skeleton" role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} />
      ))}
    </div>
  );
}

export function DirectionMark({ direction }: { direction: Direction }) {
  const words = useWords();
  return (
    <span class={`direction ${direction}`} title={words.direction[direction]}>
      <Icon name={direction} size={18} />
      <span class="hidden">{words.direction[direction]}</span>
    </span>
  );
}

export function Who({ party }: { party: Party }) {
  const words = useWords();
  const below = numberBelow(party);
  return (
    <span class="who">
      <span class="who-name">{who(party, words)}</span>
      {below && <span class="who-number">{below}</span>}
    </span>
  );
}

export function Agreed({ decision, consent }: { decision: Decision; consent: ConsentEvent[] }) {
  const words = useWords();
  const kind = agreement(decision, consent);
  const icon: IconName =
    kind === "agreed" || kind === "told"
      ? "check"
      : kind === "objected" || kind === "withdrawn"
        ? "close"
        : "info";
  return (
    <span class={`agreed ${kind}`} title={words.mode[decision.mode]}>
      <Icon name={icon} size={16} />
      {words.agreed[kind]}
    </span>
  );
}

const lightIcons: Record<Look, IconName> = {
  idle: "shield",
  waiting: "clock",
  asking: "ear",
  on: "record",
  off: "recordOff",
  paused: "hold",
};

export function lightIcon(look: Look): IconName {
  return lightIcons[look];
}

/** The light in one line, for lists. */
export function SmallLight({ call }: { call: Call }) {
  const words = useWords();
  const { look, title, text } = shown(call.light, words);
  return (
    <span class={`chip light-${look}`} title={text}>
      <Icon name={lightIcon(look)} size={14} />
      {title}
    </span>
  );
}

/** The big light of the desk: colour, icon, words and the reason. */
export function BigLight({ light, since }: { light: Light | null; since: string | null }) {
  const words = useWords();
  const { look, title, text } = shown(light, words);
  return (
    <section
      class={`light light-${look}`}
      aria-label={words.light.label}
      data-light={light?.state ?? "none"}
      data-code={light?.code ?? ""}
    >
      <span class="lamp">
        <Icon name={lightIcon(look)} size={30} />
      </span>
      <div aria-live="polite" aria-atomic="true">
        <strong class="light-title">
          {title}
          {look === "on" && since && <span class="light-since"> {words.light.onSince(since)}</span>}
        </strong>
        <span class="light-text">{text}</span>
      </div>
    </section>
  );
}
