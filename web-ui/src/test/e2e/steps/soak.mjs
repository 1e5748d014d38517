// The soak: calls come and go for a long time; what the product weighs must not grow, and every call is a recording.
import { Person } from "../parts/api.mjs";
import { liveHeap, metric, weight } from "../parts/body.mjs";
import { everyRow, Load } from "../parts/load.mjs";
import { freshPorts, Product, temporary } from "../parts/product.mjs";
import { pause, until } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

const AT_ONCE = 4;
const TALK_MILLIS = 15_000;
const SAMPLES = 12;

/** Growth of the live heap between the first and the last third that is still noise. */
const MAY_GROW = { share: 0.05, mebibytes: 4 };

export async function soak(steps, minutes) {
  await steps.step(`soak: ${AT_ONCE} calls at a time for ${minutes} minutes`, () => soaked(minutes));
}

async function soaked(minutes) {
  const product = await Product.start({ ports: await freshPorts(), data: await temporary("soak") });
  const pid = product.program.pid;
  const calls = new Load(product.base, { atOnce: AT_ONCE, talkMillis: TALK_MILLIS, minutes });
  const samples = [];
  const every = (minutes * 60_000) / SAMPLES;
  await until(
    "calls are running",
    60_000,
    async () => (await metric(product.base, "mitschnitt_live_calls")) > 0,
  );
  for (let i = 0; i < SAMPLES && calls.program.child.exitCode === null; i++) {
    await pause(every);
    samples.push({ ...(await weight(pid)), heap: await liveHeap(pid) });
    process.stdout.write(".");
  }
  await calls.ended();
  const reviewer = await Person.login(product.base, "reviewer");
  await until(
    "every row is closed",
    60_000,
    async () => (await metric(product.base, "mitschnitt_open_recordings")) === 0,
  );
  await until(
    "nothing waits",
    60_000,
    async () => (await metric(product.base, "mitschnitt_backlog_recordings")) === 0,
  );
  const rows = await everyRow(reviewer);
  const lost = await metric(product.base, "mitschnitt_lost_payloads_total");
  await product.stop();
  return judged(samples, calls.outcomes(), rows, lost);
}

function judged(samples, calls, rows, lost) {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const first = median(samples.slice(0, third).map((s) => s.heap));
  const last = median(samples.slice(-third).map((s) => s.heap));
  const failed = calls.filter((call) => !call.ok);
  const recorded = rows.filter((row) => row.state === "recorded").length;
  const most = (key) => Math.max(...samples.map((s) => s[key]));
  const table = [
    `calls ${calls.length}, failed ${failed.length}; rows ${rows.length}, recorded ${recorded}; payloads lost ${lost}`,
    `live heap, median of the first third / of the last: ${first.toFixed(1)} / ${last.toFixed(1)} MiB`,
    `RSS most ${most("rss")} MiB; threads ${span(samples, "threads")}; descriptors ${span(samples, "descriptors")}`,
  ].join("\n");
  check(calls.length > 0, `no call was placed\n${table}`);
  check(failed.length === 0, `${table}\nfirst failure: ${failed[0]?.why}`);
  check(recorded === calls.length && rows.length === calls.length && lost === 0, table);
  check(last - first <= Math.max(first * MAY_GROW.share, MAY_GROW.mebibytes), `the heap grows\n${table}`);
  return table;
}

function span(samples, key) {
  const values = samples.map((s) => s[key]);
  return `${Math.min(...values)} to ${Math.max(...values)}`;
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
