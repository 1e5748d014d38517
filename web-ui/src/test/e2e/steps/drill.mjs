// The fault drill: kill -9 at random moments with several calls running, restart, and compare the book with what was said.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Person } from "../parts/api.mjs";
import { freshPorts, Product, temporary } from "../parts/product.mjs";
import { pause, until } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";
import { agentCalls, joinedAt, mp3Millis } from "./kill.mjs";

/** One-party: the gate opens when both talk, so the call records from its first moment. */
const NUMBER = "+493023125545";
const CALLS = 4;
const MAY_LACK = 500;

/** A busy machine starts slowly; what is measured begins afterwards. */
const PATIENCE = 150_000;

/** Round after round until the minutes are over, one at least; ends with the table. */
export async function killDrill(steps, minutes) {
  const end = Date.now() + minutes * 60_000;
  const rounds = [];
  for (let round = 1; round === 1 || Date.now() < end; round++) {
    const talk = 1_000 + Math.floor(Math.random() * 9_000);
    await steps.step(`drill ${round}: kill -9 after ${talk} ms with ${CALLS} calls`, async () => {
      const result = await killWith(CALLS, talk);
      rounds.push(result);
      return words(result);
    });
  }
  table(rounds);
}

async function killWith(calls, talkMillis) {
  const data = await temporary("drill");
  const ports = await freshPorts();
  const before = await started(ports, data);
  const phones = Array.from({ length: calls }, () => agentCalls(before.base, NUMBER, 300));
  await Promise.all(phones.map((phone) => phone.said('"joined"', PATIENCE)));
  await pause(talkMillis);
  await before.kill();
  const died = Date.now();
  const talked = phones.map((phone) => died - joinedAt(phone.output)).sort(ascending);
  await Promise.all(phones.map((phone) => phone.stop()));

  const after = await started(ports, data);
  const reviewer = await Person.login(after.base, "reviewer");
  let rows = [];
  await until("every row is closed", PATIENCE, async () => {
    rows = (await reviewer.get("/calls")).items.filter((row) => row.dialled === NUMBER);
    return rows.length >= calls && rows.every((row) => row.state !== "open");
  });
  const playable = Date.now() - died;
  const wrong = rows.filter((row) => row.state !== "recorded");
  check(rows.length === calls, `${rows.length} rows for ${calls} calls`);
  check(wrong.length === 0, `rows that are not recorded: ${JSON.stringify(wrong.map((row) => row.reason))}`);
  const recorded = [];
  for (const row of rows) {
    recorded.push(mp3Millis(await reviewer.bytes(`/recordings/${row.recording}/audio`)));
  }
  recorded.sort(ascending);
  await until("no journal is left", 10_000, async () => (await journals(data)) === 0);
  const metrics = await (await fetch(`${after.base}/metrics`)).text();
  const backlog = Number(/^mitschnitt_backlog_recordings (\d+)/m.exec(metrics)[1]);
  await after.stop();
  const missing = talked.map((millis, i) => millis - recorded[i]);
  check(backlog === 0, `${backlog} recordings are left behind`);
  check(Math.max(...missing) <= MAY_LACK, `missing per call: ${missing.join(", ")} ms`);
  return { calls, missing, playable };
}

async function started(ports, data) {
  const product = new Product({ ports, data });
  await product.ready(PATIENCE);
  return product;
}

async function journals(data) {
  const files = await readdir(join(data, "journal"));
  return files.filter((name) => name.endsWith(".mj")).length;
}

function words({ missing, playable }) {
  return `missing per call ${missing.join(", ")} ms; all playable ${playable} ms after the kill`;
}

function table(rounds) {
  const missing = rounds.flatMap((round) => round.missing).sort(ascending);
  const playable = rounds.map((round) => round.playable).sort(ascending);
  const at = (list, share) => list[Math.min(list.length - 1, Math.floor(list.length * share))];
  console.log("\nwhat                                        bar       measured");
  console.log(`kills with ${CALLS} calls running                  -         ${rounds.length} passed`);
  console.log(`calls: present, playable, no orphan         all       ${missing.length}`);
  if (missing.length > 0) {
    console.log(
      `missing per call, median / most             500 ms    ${at(missing, 0.5)} / ${missing.at(-1)} ms`,
    );
    console.log(
      `all playable after the kill, median / most  30 s      ${at(playable, 0.5)} / ${playable.at(-1)} ms`,
    );
  }
}

function ascending(a, b) {
  return a - b;
}
