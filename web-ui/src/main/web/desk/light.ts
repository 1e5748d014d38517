import type { LightState } from "../api/types.ts";
import type { Words } from "../words/en.ts";

/** The reasons that the gateway names by a stable key. */
export const lightCodes = [
  "undecided",
  "ringing",
  "queued",
  "asking",
  "told",
  "agreed",
  "one-party",
  "objected",
  "no-answer",
  "not-told",
  "forbidden",
  "off",
  "withdrawn",
  "stopped",
  "stricter",
  "paused",
  "pause-by-law",
  "pause-by-profile",
  "pause-without-recording",
  "not-paused",
  "recorder-down",
  "ended",
] as const;
export type LightCode = (typeof lightCodes)[number];

/** How the light looks; each look has its own colour, icon and words. */
export type Look = "idle" | "waiting" | "asking" | "on" | "off" | "paused";

/** What is shown: never colour alone. `text` says why. */
export interface Shown {
  look: Look;
  title: string;
  text: string;
}

function known(code: string): code is LightCode {
  return (lightCodes as readonly string[]).includes(code);
}

/** A light as a person reads it; `null` is the light of a desk without a call. */
export function shown(
  light: { state: LightState; code: string; reason: string } | null,
  words: Words,
): Shown {
  if (light === null) return { look: "idle", title: words.light.idle, text: words.light.idleText };
  // A code that this page does not know yet still says why, in the server's own words.
  const text = known(light.code) ? words.light.codes[light.code] : light.reason;
  switch (light.state) {
    case "on":
      return { look: "on", title: words.light.on, text };
    case "paused":
      return { look: "paused", title: words.light.paused, text };
    case "off":
      return light.code === "ended"
        ? { look: "idle", title: words.light.ended, text }
        : { look: "off", title: words.light.off, text };
    case "undecided":
      return undecided(light.code, text, words);
    default:
      return light.state satisfies never;
  }
}

function undecided(code: string, text: string, words: Words): Shown {
  if (code === "asking") return { look: "asking", title: words.light.asking, text };
  if (code === "queued") return { look: "waiting", title: words.light.queued, text };
  if (code === "ringing") return { look: "waiting", title: words.light.ringing, text };
  return { look: "waiting", title: words.light.undecided, text };
}
