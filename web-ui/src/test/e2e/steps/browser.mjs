// People in a real Chromium: the journeys, and the sound that the reviewer's page streamed, measured by ffmpeg.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { freshPorts, Product, temporary } from "../parts/product.mjs";
import { run } from "../parts/programs.mjs";
import { decode, faults, figures } from "../parts/sound.mjs";
import { check } from "../parts/steps.mjs";

/** Told, may object, sounds 1000 Hz before the gate can be open and 440 Hz from then on. */
const NUMBER = "+493023125025";
/** Hertz of the tone that the journeys put into the fake microphone. */
const MICROPHONE = 620;
const JOURNEYS = ["journey", "inbound", "transfer", "bad-input", "judge", "rights", "speed", "a11y"];

export async function browserJourneys(steps) {
  const data = await temporary("browser");
  const product = await Product.start({ ports: await freshPorts(), data });
  for (const name of JOURNEYS) {
    const script = join(import.meta.dirname, "..", `${name}.mjs`);
    if (!existsSync(script)) {
      await steps.step(`browser: ${name}`, () => check(false, `${script} is missing`));
      continue;
    }
    const out = join(data, name);
    await steps.step(`browser: ${name}`, async () => {
      const words = [script, "--base", product.base, "--dial", NUMBER, "--out", out];
      await run("node", words, { millis: 180_000 });
    });
    if (name === "journey") {
      await steps.step("browser: the MP3 that the page streamed", () => measure(out));
    }
  }
  await product.stop();
}

async function measure(out) {
  const file = (await readdir(out)).find((name) => name.endsWith(".mp3"));
  check(file, "the journey left no MP3 behind");
  const sound = decode(join(out, file));
  const expected = { customer: 440, agent: MICROPHONE, before: 1000 };
  const list = faults(sound, expected);
  check(list.length === 0, list.join("; "));
  return figures(sound, expected);
}
