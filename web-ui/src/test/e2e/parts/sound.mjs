// Measures an MP3 with a decoder that is not ours: ffmpeg.
import { spawnSync } from "node:child_process";

const RATE = 16_000;

/** Left and right as samples of 16 kHz. */
export function decode(file) {
  const args = ["-v", "error", "-i", file, "-f", "s16le", "-ac", "2", "-ar", String(RATE), "-"];
  const { status, stdout, stderr } = spawnSync("ffmpeg", args, { maxBuffer: 512 << 20 });
  if (status !== 0) {
    throw new Error(`ffmpeg cannot decode ${file}: ${stderr}`);
  }
  const count = Math.floor(stdout.length / 4);
  const left = new Float64Array(count);
  const right = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    left[i] = stdout.readInt16LE(4 * i);
    right[i] = stdout.readInt16LE(4 * i + 2);
  }
  return { rate: RATE, left, right, millis: Math.round((count * 1000) / RATE) };
}

/** Mean level of a tone in dB of full scale, over windows of 100 ms between two moments. */
export function level(pcm, hertz, { from = 0, to = pcm.length } = {}) {
  const powers = windows(pcm, hertz, from, to);
  return decibel(powers.reduce((a, b) => a + b, 0) / Math.max(1, powers.length));
}

/** Level of its loudest window. */
export function peak(pcm, hertz) {
  return decibel(Math.max(0, ...windows(pcm, hertz, 0, pcm.length)));
}

/** Loudness of everything, in dB of full scale. */
export function rms(pcm) {
  return decibel(pcm.reduce((sum, x) => sum + (x / 32_768) ** 2, 0) / Math.max(1, pcm.length));
}

function windows(pcm, hertz, from, to) {
  const length = RATE / 10;
  const powers = [];
  for (let at = from; at + length <= to; at += length) {
    powers.push(power(pcm, at, length, hertz));
  }
  return powers;
}

/** Goertzel's filter under a Hann window; 1 = a sine of full scale. */
function power(pcm, from, length, hertz) {
  const omega = (2 * Math.PI * hertz) / RATE;
  const coefficient = 2 * Math.cos(omega);
  let one = 0;
  let two = 0;
  for (let i = 0; i < length; i++) {
    const zero = pcm[from + i] * (1 - Math.cos((2 * Math.PI * i) / length)) + coefficient * one - two;
    two = one;
    one = zero;
  }
  return (one * one + two * two - coefficient * one * two) / ((32_768 * length) / 2) ** 2;
}

function decibel(power) {
  return power < 1e-12 ? -120 : 10 * Math.log10(power);
}

/**
 * Faults of a recording in which the customer sounds one tone and the agent another; `before` is a tone that may not be
 * in it. Empty when there are none.
 */
export function faults(sound, { customer, agent, before, millis, tolerance = 100, apart = 30 }) {
  const list = [];
  const say = (wrong, words) => wrong && list.push(words);
  say(level(sound.left, customer) < -45, `no ${customer} Hz on the left`);
  say(level(sound.right, agent) < -45, `no ${agent} Hz on the right`);
  say(level(sound.left, customer) - level(sound.left, agent) < apart, `${agent} Hz on the left`);
  say(level(sound.right, agent) - level(sound.right, customer) < apart, `${customer} Hz on the right`);
  if (before) {
    say(
      level(sound.left, customer) - peak(sound.left, before) < apart,
      "sound from before the gate on the left",
    );
    say(
      level(sound.right, agent) - peak(sound.right, before) < apart,
      "sound from before the gate on the right",
    );
  }
  if (millis !== undefined) {
    say(Math.abs(sound.millis - millis) > tolerance, `${sound.millis} ms long instead of ${millis}`);
  }
  return list;
}

/** The figures of a recording, for the table. */
export function figures(sound, { customer, agent }) {
  const left = level(sound.left, customer) - level(sound.left, agent);
  const right = level(sound.right, agent) - level(sound.right, customer);
  return `${sound.millis} ms, left ${left.toFixed(1)} dB apart, right ${right.toFixed(1)} dB apart`;
}
