/** The speeds that the player offers, slowest first. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next speed up or down from the present one; it stays where there is none. */
export function step(speed: number, by: 1 | -1): number {
  if (by > 0) return speeds.find((candidate) => candidate > speed + 1e-6) ?? speed;
  return [...speeds].reverse().find((candidate) => candidate < speed - 1e-6) ?? speed;
}

/** Into the sound, in seconds. */
export function clamp(seconds: number, duration: number): number {
  return Math.min(Math.max(0, seconds), Math.max(0, duration));
}
