// kill -9 in mid-call, restart on the same data: the recording must be there, and lack half a second at most.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Person } from "../parts/api.mjs";
import { CLASS_PATH, freshPorts, Product, temporary } from "../parts/product.mjs";
import { Program, pause } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

/** One-party: the gate opens when both talk, so the call records from its first moment. */
const NUMBER = "+493023125545";
const MAY_LACK = 500;

export async function killOnce(steps) {
  await steps.step("kill -9 in mid-call, restart, play", () => kill(4_000));
}

async function kill(talkMillis) {
  const data = await temporary("kill");
  const ports = await freshPorts();
  const before = await Product.start({ ports, data });
  const phone = agentCalls(before.base, NUMBER);
  await phone.said('"joined"', 30_000);
  await pause(talkMillis);
  await before.kill();
  const talked = Date.now() - joinedAt(phone.output);
  await phone.stop();

  const restarted = Date.now();
  const after = await Product.start({ ports, data });
  const reviewer = await Person.login(after.base, "reviewer");
  const row = await reviewer.closedRow((r) => r.dialled === NUMBER, 30_000);
  const playable = Date.now() - restarted;
  check(row.state === "recorded", `the row says ${row.state}, ${JSON.stringify(row.reason)}`);
  const mp3 = await reviewer.bytes(`/recordings/${row.recording}/audio`);
  const file = join(data, "killed.mp3");
  await writeFile(file, mp3);
  const millis = mp3Millis(mp3);
  await after.stop();
  check(millis > 0, "the recording is empty");
  check(talked - millis <= MAY_LACK, `${talked - millis} ms are missing of ${talked}`);
  return `talked ${talked} ms, recorded ${millis} ms, playable ${playable} ms after the restart began`;
}

/** An agent's phone without a browser, as a program of its own; prints what happens as lines of JSON. */
export function agentCalls(base, number, seconds = 60) {
  const words = ["--base", base, "--dial", number, "--seconds", String(seconds), "--plain"];
  return new Program("java", ["-Xmx256m", "-cp", CLASS_PATH, "io.mitschnitt.webui.selftest.Dial", ...words]);
}

/** Epoch milliseconds at which both heard each other. */
export function joinedAt(output) {
  return JSON.parse(output.split("\n").find((line) => line.includes('"joined"'))).at;
}

/** Length by counting frames: constant bit rate, so every frame is as long as its header says (ISO 11172-3, 13818-3). */
export function mp3Millis(mp3) {
  const MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
  const MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
  let at = 0;
  let millis = 0;
  while (at + 4 <= mp3.length) {
    if (mp3[at] !== 0xff || (mp3[at + 1] & 0xe0) !== 0xe0) {
      at++;
      continue;
    }
    const version = (mp3[at + 1] >> 3) & 3; // 3 = MPEG 1, 2 = MPEG 2, 0 = MPEG 2.5
    const rate =
      [44_100, 48_000, 32_000][(mp3[at + 2] >> 2) & 3] / (version === 3 ? 1 : version === 2 ? 2 : 4);
    const kilobits = (version === 3 ? MPEG1 : MPEG2)[mp3[at + 2] >> 4];
    const samples = version === 3 ? 1152 : 576;
    at += Math.floor(((samples / 8) * kilobits * 1000) / rate) + ((mp3[at + 2] >> 1) & 1);
    millis += (samples * 1000) / rate;
  }
  return Math.round(millis);
}
