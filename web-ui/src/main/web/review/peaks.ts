/** One column of a drawn waveform, -1..1. */
export interface Column {
  min: number;
  max: number;
}

/**
 * The peaks of one channel brought to `width` columns. Peaks come as minimum and maximum in turn, -128..127; a column
 * takes the extremes of all peaks that it touches, so that no click is lost however far one looks from.
 */
export function columns(peaks: readonly number[], width: number): Column[] {
  const count = Math.floor(peaks.length / 2);
  const result: Column[] = [];
  for (let x = 0; x < width; x++) {
    if (count === 0) {
      result.push({ min: 0, max: 0 });
      continue;
    }
    const first = Math.min(count - 1, Math.floor((x * count) / width));
    const last = Math.max(first, Math.ceil(((x + 1) * count) / width) - 1);
    let min = 127;
    let max = -128;
    for (let i = first; i <= Math.min(last, count - 1); i++) {
      min = Math.min(min, peaks[2 * i] ?? 0);
      max = Math.max(max, peaks[2 * i + 1] ?? 0);
    }
    result.push({ min: min / 128, max: max / 128 });
  }
  return result;
}

/** The loudest excursion of both channels, 0..1; a quiet call is drawn larger by its reciprocal. */
export function loudest(...channels: (readonly number[])[]): number {
  let top = 0;
  for (const peaks of channels) for (const value of peaks) top = Math.max(top, Math.abs(value));
  return top / 128;
}
