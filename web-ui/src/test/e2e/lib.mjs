// What the browser journeys share: a Chromium with a fake microphone, log-in, ears, and one line of result.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

/** Options from the command line: every journey takes `--base`; logins are `name:password`. */
export function options(more = {}) {
  const text = (value) => (value === undefined ? { type: "string" } : { type: "string", default: value });
  const spec = {
    base: text("http://127.0.0.1:8080"),
    agent: text("anna:anna"),
    reviewer: text("reviewer:reviewer"),
    admin: text("admin:admin"),
    dial: text(),
    out: text(),
    wav: text(),
    talk: text("6"),
    tone: text(),
    ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, text(value)])),
  };
  return parseArgs({ options: spec }).values;
}

/** `$CHROMIUM`, or the first Chromium on the path. */
export function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome"];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error("no Chromium on the path: install chromium, or name it in $CHROMIUM");
}

/** Flags that keep the browser quiet and on this machine. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/**
 * A browser whose microphone plays `wav` over and over. `microphone: "none"` leaves the machine's own devices,
 * `"unasked"` has a fake device that nobody allowed.
 */
export async function launch({ wav, microphone = "granted" } = {}) {
  const args = [...flags];
  if (microphone !== "none") args.push("--use-fake-device-for-media-stream");
  if (microphone === "granted") args.push("--use-fake-ui-for-media-stream");
  if (wav) args.push(`--use-file-for-fake-audio-capture=${wav}`);
  return chromium.launch({ executablePath: browserPath(), headless: true, args });
}

/** A context with our ears in it; errors of the page are collected in `context.troubles`. */
export async function open(browser, more = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: "en-GB",
    acceptDownloads: true,
    ...more,
  });
  context.troubles = [];
  await context.addInitScript(ears);
  context.on("weberror", (event) => context.troubles.push(String(event.error())));
  context.on("console", (message) => {
    // A refused resource is reported by the browser itself; a blocked one would break the strict page policy.
    if (message.type() === "error" && /Content Security Policy|Uncaught/.test(message.text())) {
      context.troubles.push(message.text());
    }
  });
  return context;
}

/** Runs in the page before its scripts: plain microphone, and an ear at every loudspeaker that WebAudio feeds. */
function ears() {
  const media = navigator.mediaDevices;
  if (media) {
    const ask = media.getUserMedia.bind(media);
    // Noise suppression takes a steady tone for noise.
    media.getUserMedia = (constraints) =>
      ask({
        ...constraints,
        audio: constraints?.audio && {
          echoCancellation: false,
          noiseSuppression: false,
          autoGainControl: false,
        },
      });
  }
  const taps = [];
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode) taps.push(earAt(this, connect));
    return connect.call(this, target, ...rest);
  };
  function earAt(node, join) {
    const splitter = node.context.createChannelSplitter(2);
    join.call(node, splitter);
    return [0, 1].map((channel) => {
      const analyser = node.context.createAnalyser();
      analyser.fftSize = 8192;
      analyser.smoothingTimeConstant = 0;
      join.call(splitter, analyser, channel);
      return analyser;
    });
  }
  function strongest(analyser) {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const width = analyser.context.sampleRate / analyser.fftSize;
    let best = 0;
    bins.forEach((level, index) => {
      if (index * width > 80 && level > bins[best]) best = index;
    });
    return { hz: Math.round(best * width), db: Math.round(bins[best] * 10) / 10 };
  }
  // When the news of a stored recording reached the page, to tell the product's time from the page's.
  const Source = window.EventSource;
  window.EventSource = class extends Source {
    constructor(...all) {
      super(...all);
      this.addEventListener("recording", (event) => {
        if (JSON.parse(event.data).kind === "stored") window.__storedAt = Date.now();
      });
    }
  };
  window.__ears = {
    /** The strongest tone of the newest loudspeaker, left and right. */
    speakers: () => (taps.at(-1) ?? []).map(strongest),
    /** The strongest tone that a media element's live stream carries. */
    stream: async (selector) => {
      const element = document.querySelector(selector);
      if (!element?.srcObject) return { hz: 0, db: Number.NEGATIVE_INFINITY };
      if (!window.__liveEar) {
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        connect.call(context.createMediaStreamSource(element.srcObject), analyser);
        window.__liveEar = { analyser, stream: element.srcObject };
        await context.resume();
      }
      return strongest(window.__liveEar.analyser);
    },
    forget: () => {
      window.__liveEar?.analyser.context.close();
      window.__liveEar = undefined;
    },
  };
}

export async function login(page, base, account) {
  const [name, password] = account.split(":");
  await page.goto(base);
  await page.fill("[name=username]", name);
  await page.fill("[name=password]", password);
  await page.click("form button[type=submit]");
  await page.waitForSelector(".top nav a", { timeout: 15_000 });
}

/** A page of a logged-in user at `hash`. */
export async function pageOf(context, base, account, hash) {
  const page = await context.newPage();
  await login(page, base, account);
  if (hash) await page.evaluate((to) => (location.hash = to), hash);
  return page;
}

/** Waits until `probe` answers something true; answers that. */
export async function until(what, probe, millis = 10_000, pause = 100) {
  const end = Date.now() + millis;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${millis} ms in vain for ${what}`);
    await new Promise((wake) => setTimeout(wake, pause));
  }
}

export function check(condition, text) {
  if (!condition) throw new Error(text);
}

/** Whether a heard tone is the expected one, within 3 per cent; without an expectation anything audible will do. */
export function heard(tone, expected, floor = -70) {
  if (!Number.isFinite(tone.db) || tone.db < floor) return false;
  return expected === undefined || Math.abs(tone.hz - Number(expected)) <= Number(expected) * 0.03 + 8;
}

/** A WAV of one steady tone, 48 kHz mono, long enough to loop without a click: whole periods. */
export function toneWav(hertz, seconds = 10) {
  const rate = 48_000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(Math.round(9000 * Math.sin((2 * Math.PI * hertz * i) / rate)), 44 + 2 * i);
  }
  return wav;
}

/** The microphone's file: the one that was named, else a tone of our own. */
export function microphoneFile(wav, hertz = 620) {
  if (wav) return { path: wav, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "mitschnitt-mic-"));
  const path = join(folder, "tone.wav");
  writeFileSync(path, toneWav(hertz));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function axeSource() {
  return readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
}

/** Runs a journey, prints its result as one line of JSON, and ends with 0 or 1. */
export async function journey(name, body) {
  const result = { journey: name, ok: false };
  try {
    await body(result);
    result.ok = true;
  } catch (error) {
    result.error = String(error?.message ?? error)
      .split("\n")
      .slice(0, 6)
      .join(" | ");
  }
  console.log(JSON.stringify(result));
  process.exit(result.ok ? 0 : 1);
}
