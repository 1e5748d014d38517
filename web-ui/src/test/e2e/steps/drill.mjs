// The fault drill: kill, stop and damage things while calls run, and compare the book with what was said. Every round ends
// with each call as a verified recording; ./verify runs a short form of it.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Person } from "../parts/api.mjs";
import { metric } from "../parts/body.mjs";
import { everyRow, Load } from "../parts/load.mjs";
import { freshPorts, Product, RECORDER_CLASS_PATH, temporary } from "../parts/product.mjs";
import { freePort, Program, pause, until } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";
import { mp3Millis } from "./kill.mjs";

const MAY_LACK = 500;

/** A recording begins when the bridge is made, a little before both have heard each other. */
const MAY_BE_LONGER = 2_500;

/** A busy machine starts slowly; what is measured begins afterwards. */
const PATIENCE = 150_000;

/** Half the minutes go to kills, the rest to the store and to damage; each at least once. */
export async function drill(steps, minutes) {
  const end = Date.now() + minutes * 30_000;
  const kills = [];
  for (let round = 1; round === 1 || Date.now() < end; round++) {
    const talk = 1_000 + Math.floor(Math.random() * 9_000);
    await steps.step(`kill -9 after ${talk} ms with 20 calls (${round})`, async () => {
      const result = await killWith(20, talk);
      kills.push(result);
      return killWords(result);
    });
  }
  table(kills);
  const away = Math.max(20, minutes * 15);
  await steps.step(`the store stands still for ${away} s`, () => storeAway("stopped", 10, away));
  await steps.step(`the store is killed, and is back after ${away} s`, () => storeAway("killed", 10, away));
  await steps.step("a byte of each journal is damaged while the product is down", () => damaged(4));
}

/** The short form, with few calls. */
export async function drillShort(steps) {
  await steps.step("the store stands still for 8 s", () => storeAway("stopped", 2, 8));
  await steps.step("a byte of a journal is damaged while the product is down", () => damaged(1));
}

async function killWith(calls, talkMillis) {
  const data = await temporary("drill");
  const ports = await freshPorts();
  const before = await started({ ports, data });
  const phones = new Load(before.base, { atOnce: calls, talkMillis: 600_000, minutes: 10, apart: 150 });
  await phones.joinedAll(calls, PATIENCE);
  await pause(talkMillis);
  await before.kill();
  const died = Date.now();
  const talked = phones.joined().map((at) => died - at);
  await phones.stop();

  const after = await started({ ports, data });
  const recorded = await recordings(after, calls);
  const playable = Date.now() - died;
  await until("no journal is left", 10_000, async () => (await journals(data)).length === 0);
  const backlog = await metric(after.base, "mitschnitt_backlog_recordings");
  await after.stop();
  // which call is which is not told apart: the longest was begun first
  const missing = sorted(talked).map((millis, i) => millis - sorted(recorded.map((one) => one.millis))[i]);
  check(backlog === 0, `${backlog} recordings are left behind`);
  const words = `missing per call: ${missing.join(", ")} ms`;
  check(Math.max(...missing) <= MAY_LACK && Math.min(...missing) >= -MAY_BE_LONGER, words);
  return { missing, playable };
}

/** Calls begin, talk and end while the store is away. What was said is there soon after it is back. */
async function storeAway(how, calls, seconds) {
  const data = await temporary("store");
  const store = new Store(join(data, "store.mv.db"), await freePort());
  await store.start();
  const ports = await freshPorts();
  const env = { MITSCHNITT_STORE_URI: store.uri };
  const product = await startedPatiently({ ports, data, env });
  const talkMillis = Math.max(5_000, seconds * 500);
  const phones = new Load(product.base, {
    atOnce: calls,
    talkMillis: talkMillis + seconds * 500,
    minutes: 0.01,
    apart: 150,
  });
  await phones.joinedAll(calls, PATIENCE);
  await pause(2_000);
  await store.away(how);
  await pause(seconds * 1_000);
  const ready = await fetch(`${product.base}/health/ready`).then((answer) => answer.json());
  await store.back(how);
  const back = Date.now();
  await phones.ended();
  const failed = phones.outcomes().filter((call) => !call.ok);
  check(failed.length === 0, `calls that failed: ${failed.map((call) => call.why).join("; ")}`);
  const recorded = await recordings(product, calls);
  const drained = Date.now() - back;
  const lost = await metric(product.base, "mitschnitt_lost_payloads_total");
  await product.stop();
  await store.stop();
  const missing = sorted(phones.outcomes().map((call) => call.millis)).map(
    (millis, i) => millis - sorted(recorded.map((one) => one.millis))[i],
  );
  const words = `missing per call ${missing.join(", ")} ms; payloads lost ${lost}; drained ${drained} ms after it was back; health said ${ready.status}`;
  check(lost === 0 && Math.max(...missing) <= MAY_LACK, words);
  check(drained <= Math.max(20, seconds + 20) * 1_000, words);
  return words;
}

/** One byte in the middle of each journal is turned over. What it said is marked as missing, the rest is a recording. */
async function damaged(calls) {
  const data = await temporary("damage");
  const ports = await freshPorts();
  const before = await started({ ports, data });
  const phones = new Load(before.base, { atOnce: calls, talkMillis: 600_000, minutes: 10, apart: 150 });
  await phones.joinedAll(calls, PATIENCE);
  await pause(4_000);
  await before.kill();
  await phones.stop();
  const files = await journals(data);
  check(files.length === calls, `${files.length} journals for ${calls} calls`);
  for (const name of files) {
    const bytes = await readFile(join(data, "journal", name));
    bytes[Math.floor(bytes.length / 2)] ^= 0x40;
    await writeFile(join(data, "journal", name), bytes);
  }
  const after = await started({ ports, data });
  const recorded = await recordings(after, calls);
  await after.stop();
  const silent = recorded.filter((one) => !one.findings.some((words) => words.includes("damaged")));
  check(silent.length === 0, `${silent.length} recordings do not say that their journal was damaged`);
  return recorded.map((one) => `${one.millis} ms; ${one.findings.join("; ")}`).join("\n");
}

/** [{millis, findings}] of the calls, all of which must be recorded. */
async function recordings(product, calls) {
  const reviewer = await Person.login(product.base, "reviewer");
  let rows = [];
  await until("every row is closed", PATIENCE, async () => {
    rows = await everyRow(reviewer);
    return rows.length >= calls && rows.every((row) => row.state !== "open");
  });
  const wrong = rows.filter((row) => row.state !== "recorded");
  check(rows.length === calls, `${rows.length} rows for ${calls} calls`);
  check(wrong.length === 0, `rows that are not recorded: ${JSON.stringify(wrong.map((row) => row.reason))}`);
  const all = [];
  for (const row of rows) {
    const millis = mp3Millis(await reviewer.bytes(`/recordings/${row.recording}/audio`));
    const { findings } = await reviewer.get(`/recordings/${row.recording}`);
    all.push({ millis, findings });
  }
  return all;
}

/** A database outside the product that can be stopped, killed and started again. */
class Store {
  constructor(file, port) {
    this.file = file;
    this.port = port;
    this.password = `p${Math.random().toString(36).slice(2)}`;
    this.uri = `mongodb://recorder:${this.password}@127.0.0.1:${port}/mitschnitt?authSource=admin&authMechanism=SCRAM-SHA-256&retryWrites=false&retryReads=false`;
  }

  async start() {
    const words = [this.file, String(this.port), this.password];
    const main = "io.mitschnitt.recorder.store.embedded.StoreProgram";
    this.program = new Program("java", ["-Xmx256m", "-cp", RECORDER_CLASS_PATH, main, ...words]);
    await this.program.said("listening", PATIENCE);
  }

  async away(how) {
    this.program.signal(how === "stopped" ? "SIGSTOP" : "SIGKILL");
    if (how === "killed") {
      await this.program.ended;
    }
  }

  async back(how) {
    if (how === "stopped") {
      this.program.signal("SIGCONT");
    } else {
      await this.start();
    }
  }

  stop() {
    return this.program.stop();
  }
}

async function started(options) {
  const product = new Product(options);
  await product.ready(PATIENCE);
  return product;
}

/** A database that has only just begun may not answer within the five seconds that a start waits. */
async function startedPatiently(options, tries = 3) {
  try {
    return await started(options);
  } catch (error) {
    if (tries === 1) {
      throw error;
    }
    return startedPatiently(options, tries - 1);
  }
}

async function journals(data) {
  const files = await readdir(join(data, "journal"));
  return files.filter((name) => name.endsWith(".mj"));
}

function killWords({ missing, playable }) {
  return `missing per call ${missing.join(", ")} ms; all playable ${playable} ms after the kill`;
}

function table(rounds) {
  const missing = sorted(rounds.flatMap((round) => round.missing));
  const playable = sorted(rounds.map((round) => round.playable));
  const at = (list, share) => list[Math.min(list.length - 1, Math.floor(list.length * share))];
  console.log("\nwhat                                        bar       measured");
  console.log(`rounds that passed                          all       ${rounds.length}`);
  console.log(`calls: present, playable, no orphan         all       ${missing.length}`);
  if (missing.length > 0) {
    console.log(
      `missing per call, median / most             500 ms    ${at(missing, 0.5)} / ${missing.at(-1)} ms`,
    );
    console.log(
      `all playable after the kill, median / most  -         ${at(playable, 0.5)} / ${playable.at(-1)} ms`,
    );
  }
}

function sorted(list) {
  return [...list].sort((a, b) => a - b);
}
