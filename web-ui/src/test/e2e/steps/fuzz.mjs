// Odd and hostile input at every door, in a network namespace that has nothing but a loopback: what a spoiled message makes
// the product send cannot reach anybody.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { run } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

const ALONE = ["-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
const SHORT_SECONDS = 10;

export async function fuzz(steps, minutes, seed = String(Math.floor(Math.random() * 2 ** 31))) {
  await steps.step(`fuzz: seed ${seed}, ${minutes} minutes`, () => fuzzed(seed, minutes * 60));
}

/** The same seed each time: what is checked before each landing must not depend on luck. */
export async function fuzzShort(steps) {
  if (spawnSync("unshare", [...ALONE, "true"]).status === 0) {
    await steps.step(`fuzz: seed 1, ${SHORT_SECONDS} s`, () => fuzzed("1", SHORT_SECONDS));
  } else {
    console.log("fuzz: left out, for this machine gives nobody a network of their own (unshare -rn)");
  }
}

async function fuzzed(seed, seconds) {
  const program = join(import.meta.dirname, "fuzz-alone.mjs");
  const words = [...ALONE, process.execPath, program, seed, String(seconds)];
  const { code, output } = await run("unshare", words, { expected: null, millis: seconds * 1_000 + 600_000 });
  check(code === 0, `seed ${seed}\n${output.trim()}`);
  return output.trim();
}
