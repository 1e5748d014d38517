import type { Waveform } from "../api/types.ts";

/** A stretch of the sound, in seconds. */
export interface Stretch {
  from: number;
  to: number;
}

/** Swing of a peak, of 255, below which a channel counts as silent. */
const quiet = 8;
/** What is left of a silence at each end, so that no word is cut. */
const margin = 0.25;

/** Stretches in which neither channel talks for at least `least` seconds, their ends left out. */
export function silences(waveform: Waveform, least = 1.5): Stretch[] {
  const step = waveform.millisPerPeak / 1000;
  const count = Math.floor(Math.max(waveform.customer.length, waveform.agent.length) / 2);
  const loud = (peaks: number[], at: number) => (peaks[2 * at + 1] ?? 0) - (peaks[2 * at] ?? 0) > quiet;
  const found: Stretch[] = [];
  let begun = -1;
  for (let i = 0; i <= count; i++) {
    const silent = i < count && !loud(waveform.customer, i) && !loud(waveform.agent, i);
    if (silent && begun < 0) begun = i;
    if (!silent && begun >= 0) {
      const from = begun * step;
      const to = i * step;
      if (to - from >= least) found.push({ from: from + margin, to: to - margin });
      begun = -1;
    }
  }
  return found;
}

/** Where to go on from `seconds` if silence is skipped; the same where nothing is to skip. */
export function beyondSilence(seconds: number, all: readonly Stretch[]): number {
  const inside = all.find(({ from, to }) => seconds >= from && seconds < to - 0.05);
  return inside ? inside.to : seconds;
}

export function lengthOf(all: readonly Stretch[]): number {
  return all.reduce((sum, { from, to }) => sum + to - from, 0);
}
