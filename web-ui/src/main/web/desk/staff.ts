import type { Choice, Presence } from "../api/types.ts";

/** What an agent can choose, as the page shows it. */
export const choices: readonly Choice[] = ["available", "break", "offline"];

/** Whole seconds until the wrap-up ends; 0 where there is none. */
export function secondsLeft(presence: Presence | null, now: number): number {
  if (presence?.wrapUpUntil == null) return 0;
  return Math.max(0, Math.ceil((Date.parse(presence.wrapUpUntil) - now) / 1000));
}
