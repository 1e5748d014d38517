// The fuzzing itself, to be run in a network of its own: node fuzz-alone.mjs SEED SECONDS. Ends with a table; exit 0 or 1.
import { Person } from "../parts/api.mjs";
import { liveHeap, metric, threadNames, weight } from "../parts/body.mjs";
import { Chance } from "../parts/chance.mjs";
import { Http, Media, SipOverTcp, SipOverUdp, SipOverWebSocket } from "../parts/hostile.mjs";
import { CLASS_PATH, freshPorts, Product, removeTemporary, temporary } from "../parts/product.mjs";
import { Program, pause, stopAll, until } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

const NUMBER = "+493023125545";
const ROUND_SECONDS = 20;

/** Long enough for calls that nobody acknowledges: 64 T1, twice (RFC 3261 section 13.3.1.4). */
const QUIET_MILLIS = 150_000;
const MAY_LEAK = { descriptors: 40, mebibytes: 40 };

/** Pools of Vert.x that fill up once and then stay as they are (20 threads each). */
const POOLS = /^vert\.x-(worker-thread|internal-blocking)-#$/;
const POOL = 20;

async function fuzzed(seed, seconds) {
  const ports = await freshPorts();
  const product = await Product.start({ ports, data: await temporary("fuzz") });
  const pid = product.program.pid;
  const people = await Promise.all(
    ["reviewer", "compliance", "auditor", "anna"].map((name) => Person.login(product.base, name)),
  );
  const hostile = [
    new SipOverUdp(ports),
    new SipOverTcp(ports),
    new SipOverWebSocket(ports),
    new Media(ports),
    new Http(ports, people),
  ];
  await callGoes(product);
  const before = { ...(await weight(pid)), heap: await liveHeap(pid) };
  const namesBefore = await threadNames(pid);
  const said = product.program.output.length;
  const chance = new Chance(seed);
  const end = Date.now() + seconds * 1_000;
  let calls = 0;
  do {
    const round = Math.min(end, Date.now() + ROUND_SECONDS * 1_000);
    const call = callGoes(product, { underFire: true });
    while (Date.now() < round) {
      await Promise.all(hostile.map((one) => one.burst(chance)));
      await pause(20);
      check(
        product.program.child.exitCode === null,
        `the product ended:\n${product.program.output.slice(-3_000)}`,
      );
    }
    await call;
    calls++;
    await until("the product is ready", 30_000, async () => (await fetch(`${product.base}/health/ready`)).ok);
  } while (Date.now() < end);
  for (const one of hostile) {
    one.close();
  }
  await until(
    "no call is left",
    QUIET_MILLIS,
    async () => (await metric(product.base, "mitschnitt_live_calls")) === 0,
    500,
  );
  await callGoes(product);
  const after = { ...(await weight(pid)), heap: await liveHeap(pid) };
  const output = product.program.output.slice(said);
  const more = grown(namesBefore, await threadNames(pid));
  await product.stop();
  for (const one of hostile) {
    console.log(`${one.name.padEnd(20)} ${String(one.sent).padStart(8)} sent`);
  }
  console.log(`calls under fire     ${String(calls).padStart(8)} all right`);
  for (const what of ["threads", "descriptors", "heap"]) {
    console.log(`${what.padEnd(20)} ${Math.round(before[what])} before, ${Math.round(after[what])} after`);
  }
  console.log(`more threads         ${more.join(", ") || "none"}`);
  const traces = output
    .split("\n")
    .filter((line) => /^\s+at |^[\w.]+Exception|^\S+ ERROR| \| at /.test(line));
  const { broken } = hostile.at(-1);
  check(broken.length === 0, `answers of 500 and above:\n${broken.slice(0, 10).join("\n")}`);
  check(traces.length === 0, `in the log:\n${traces.slice(0, 20).join("\n")}`);
  check(more.length === 0, "threads are left over");
  check(after.descriptors - before.descriptors <= MAY_LEAK.descriptors, "descriptors are left over");
  check(after.heap - before.heap <= MAY_LEAK.mebibytes, "memory is left over");
}

function grown(before, after) {
  return Object.entries(after)
    .filter(([name, count]) => count > (POOLS.test(name) ? POOL : (before[name] ?? 0) + 2))
    .map(([name, count]) => `${name} +${count - (before[name] ?? 0)}`);
}

/** An agent dials, both hear each other. */
async function callGoes(product, { underFire = false } = {}) {
  const words = ["--base", product.base, "--dial", NUMBER, "--talk", "2000", "--seconds", "60", "--plain"];
  const { code, output } = await new Program("java", [
    "-Xmx256m",
    "-cp",
    CLASS_PATH,
    "io.mitschnitt.webui.selftest.Dial",
    ...words,
  ]).ended;
  check(code === 0, `a call ${underFire ? "under fire " : ""}fails:\n${output.slice(-600)}`);
}

const [seed, seconds] = process.argv.slice(2).map(Number);
let code = 0;
try {
  await fuzzed(seed, seconds);
} catch (error) {
  console.log(`FAULT ${error.message}`);
  code = 1;
} finally {
  await stopAll();
  await removeTemporary();
}
process.exit(code);
