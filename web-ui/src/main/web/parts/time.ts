import type { Language } from "../words/words.ts";

/** The reader's own regional form of the page's language, such as en-GB, so that clocks read as at home. */
export function localeOf(
  language: Language,
  preferred: readonly string[] = globalThis.navigator?.languages ?? [],
): string {
  return (
    preferred.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ??
    (language === "en" ? "en-GB" : language)
  );
}

/** Milliseconds as a clock: 0:07, 12:03, 1:02:03. Unknown lengths are a dash. */
export function clock(millis: number | null): string {
  if (millis === null || !Number.isFinite(millis)) return "–";
  const all = Math.max(0, Math.floor(millis / 1000));
  const seconds = String(all % 60).padStart(2, "0");
  const minutes = Math.floor(all / 60) % 60;
  const hours = Math.floor(all / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** Milliseconds as a clock with tenths, for a player: 0:07.4. */
export function fineClock(millis: number): string {
  const tenths = Math.max(0, Math.floor(millis / 100));
  return `${clock(Math.floor(tenths / 10) * 1000)}.${tenths % 10}`;
}

/** A moment in the reader's time zone, as short as it stays clear: today by time alone. */
export function moment(iso: string | null, language: Language, now: Date = new Date()): string {
  if (iso === null) return "–";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "–";
  const time = new Intl.DateTimeFormat(localeOf(language), { hour: "2-digit", minute: "2-digit" }).format(at);
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto" }).format(-days, "day");
    return `${word}, ${time}`;
  }
  const date = new Intl.DateTimeFormat(localeOf(language), {
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(at);
  return `${date}, ${time}`;
}

/** A moment to the second, for evidence. */
export function exact(iso: string | null, language: Language): string {
  if (iso === null) return "–";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "–";
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "medium" }).format(at);
}

/** The time of day to the second. */
export function timeOfDay(iso: string | number, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: "medium" }).format(new Date(iso));
}

/** Whole days from now until then, never negative. */
export function daysUntil(iso: string, now: Date = new Date()): number {
  return Math.max(0, Math.ceil((new Date(iso).getTime() - now.getTime()) / 86_400_000));
}

/** A day of the reader's calendar as yyyy-mm-dd, `back` days ago. */
export function day(back: number, now: Date = new Date()): string {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

/** A calendar day such as 2026-11-25, whatever the reader's time zone, as short as it stays clear. */
export function dayOf(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${iso}T00:00:00Z`));
}

function dayNumber(at: Date): number {
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}
