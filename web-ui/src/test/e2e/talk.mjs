// The parts of a call that the journeys have in common: the desk, the light, the new row, the player.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, heard, until } from "./lib.mjs";

export async function deskReady(page) {
  await page.waitForSelector("[data-registration=ready]", { timeout: 20_000 });
}

/** Follows the light from the announcement to "recorded". Notes when each was seen, in ms after `began`. */
export async function lightGoesOn(page, result, began) {
  await page.waitForSelector("[data-light=undecided][data-code=asking]", { timeout: 30_000 });
  result.askingAfterMs = Date.now() - began;
  await page.waitForSelector("[data-light=on]", { timeout: 40_000 });
  result.recordedAfterMs = Date.now() - began;
  result.light = await page.locator(".light").innerText();
}

/** Listens to the loudspeaker of the softphone until the other side's voice is there. */
export async function hearsOtherSide(page, result, tone) {
  await page.evaluate(() => window.__ears.forget());
  let last;
  await until(
    `the other side's voice${tone ? ` at ${tone} Hz` : ""}`,
    async () => {
      last = await page.evaluate(() => window.__ears.stream("[data-role=remote-audio]"));
      return heard(last, tone);
    },
    15_000,
  ).finally(() => {
    result.remoteAudio = last;
  });
}

/** What the recordings list shows before the call. */
export async function knownRecordings(page) {
  await page.waitForSelector(".live-chip", { timeout: 15_000 });
  await page.waitForSelector(".row, .empty", { timeout: 15_000 });
  return new Set(
    await page.locator("[data-recording]").evaluateAll((rows) => rows.map((row) => row.dataset.recording)),
  );
}

/** Waits for the new row to be playable; answers its id and notes the time since the hang-up. */
export async function appears(page, known, hungUpAt, result, limit = 10_000) {
  const id = await until(
    "the new recording in the list",
    () =>
      page.evaluate(
        (before) =>
          [...document.querySelectorAll('[data-recording][data-state="ready"]')]
            .map((row) => row.dataset.recording)
            .find((one) => !before.includes(one)),
        [...known],
      ),
    limit,
    20,
  );
  result.hangUpToListMs = Date.now() - hungUpAt;
  result.newsToListMs = await page.evaluate(() => window.__storedAt && Date.now() - window.__storedAt);
  result.recording = id;
  return id;
}

/** Opens the recording, plays it, listens, seeks, and sees that the position stays where it was put. */
export async function plays(page, id, result, { customerTone, agentTone } = {}) {
  const opened = Date.now();
  await page.click(`[data-recording="${id}"] .row-link`);
  await page.waitForSelector(".wave canvas");
  await page.click("[data-action=play]");
  const time = () => page.evaluate(() => document.querySelector("[data-role=player-audio]").currentTime);
  await until("playing to advance", async () => (await time()) > 0.4);
  result.openToSoundMs = Date.now() - opened;

  // Speech pauses: each side must be heard at some moment, not both at once.
  const sides = [{ expected: customerTone }, { expected: agentTone }];
  await until(
    "both sides in the player",
    async () => {
      const tones = await page.evaluate(() => window.__ears.speakers());
      tones.forEach((tone, index) => {
        if (!sides[index].heard && heard(tone, sides[index].expected)) sides[index].heard = tone;
      });
      result.playerTones = sides.map((side) => side.heard ?? null);
      return sides.every((side) => side.heard);
    },
    20_000,
    60,
  );

  const duration = await page.evaluate(() => document.querySelector("[data-role=player-audio]").duration);
  result.durationS = Math.round(duration * 1000) / 1000;
  const box = await page.locator(".wave-slider").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 4);
  const wanted = duration / 2;
  await until("the seek to land", async () => Math.abs((await time()) - wanted) < 0.8, 3000, 30);
  await page.waitForTimeout(700);
  const later = await time();
  result.seek = { wanted: round(wanted), after700ms: round(later) };
  check(
    later >= wanted - 0.1 && later < wanted + 2.5,
    `the seek snapped back: ${later} instead of ${wanted}`,
  );
  await page.keyboard.press("Home");
  await until("Home to go to the beginning", async () => (await time()) < 1, 3000, 30);
}

/** Saves the MP3 as the page's own session gets it, and asks for a part of it. */
export async function downloads(page, id, out, result) {
  const got = await page.evaluate(async (recording) => {
    const url = `/api/v1/recordings/${encodeURIComponent(recording)}/audio`;
    const whole = await fetch(url);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    const part = await fetch(url, { headers: { Range: "bytes=0-99" } });
    const facts = await (await fetch(url.replace(/\/audio$/, ""))).json();
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    const partLength = (await part.arrayBuffer()).byteLength;
    return {
      status: whole.status,
      type: whole.headers.get("content-type"),
      part: part.status,
      partLength,
      facts,
      base64: btoa(text),
    };
  }, id);
  check(got.status === 200, `the audio answered ${got.status}`);
  check(
    got.part === 206 && got.partLength === 100,
    `a range answered ${got.part} with ${got.partLength} bytes`,
  );
  const mp3 = Buffer.from(got.base64, "base64");
  result.bytes = mp3.length;
  result.contentType = got.type;
  result.sha256 = got.facts.sha256;
  if (out) {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "recording.mp3"), mp3);
    writeFileSync(join(out, "recording.json"), JSON.stringify(got.facts, null, 2));
    result.file = join(out, "recording.mp3");
  }
}

function round(seconds) {
  return Math.round(seconds * 100) / 100;
}
