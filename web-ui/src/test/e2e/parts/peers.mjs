// Other people's SIP programs beside the product: kamailio as a proxy, baresip as a carrier's phone.
import { existsSync, realpathSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { ROOT } from "./product.mjs";
import { freePort, Program, portRange, run } from "./programs.mjs";

export const DOMAIN = "kam.example";
export const SECRET = "secret";

/** A proxy that everybody registers with. Says `SEEN …` of what passed through it. `strict`: no digest but SHA-256. */
export async function kamailio(directory, port, { strict = false } = {}) {
  const own = join(directory, strict ? "strict" : "kamailio");
  await mkdir(own);
  const config = join(ROOT, "web-ui/src/test/interop/kamailio.cfg");
  const words = ["-f", config, "-DD", "-E", "-l", `udp:127.0.0.1:${port}`, "-Y", own, "-w", own];
  words.push(...(strict ? ["-A", "STRICT"] : []));
  return new Program("kamailio", [...words, "-m", "32", "-M", "4", "-P", join(own, "pid")]);
}

/** The words that kamailio has seen so far, such as "BYE in the dialog", each as often as it was. */
export function seen(proxy) {
  return [...proxy.output.matchAll(/SEEN (.*)/g)].map((match) => match[1].trim());
}

/**
 * A phone with a sounding microphone. Writes what it hears to a file.
 *
 * @param more {user, proxy, tone, params, config, dial}: number, SIP URI of its proxy, hertz, more account parameters and
 *   lines of configuration, what to call at once
 */
export async function baresip(directory, name, { user, proxy, tone, params = "", config = [], dial }) {
  const own = join(directory, name);
  await mkdir(own);
  const wav = join(own, "tone.wav");
  const sine = `sine=${tone}:r=8000:d=40,volume=12dB`;
  await run("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", sine, "-ac", "1", "-c:a", "pcm_s16le", wav]);
  const account = `<sip:${user}@${DOMAIN}>;auth_user=${user};auth_pass=${SECRET};outbound="${proxy}"`;
  await writeFile(join(own, "accounts"), `${account};answermode=auto${params}\n`);
  await writeFile(join(own, "contacts"), "");
  await writeFile(join(own, "config"), [...settings(own, wav, await freePort()), ...config, ""].join("\n"));
  const words = ["-f", own, "-v", "-t", "60", ...(dial ? ["-e", `/dial ${dial}`] : [])];
  const program = new Program("baresip", words);
  program.directory = own;
  return program;
}

function settings(own, wav, port) {
  const modules = ["g711", "aufile", "aubridge", "sndfile", "srtp", "account", "menu"];
  return [
    "poll_method poll",
    `module_path ${modulePath()}`,
    `sip_listen 127.0.0.1:${port}`,
    "net_interface 127.0.0.1",
    `rtp_ports ${portRange(20)}`,
    `audio_source aufile,${wav}`,
    "audio_player aubridge,nobody",
    "audio_alert aubridge,nothing",
    ...["ausrc", "auplay"].flatMap((side) => [`${side}_srate 8000`, `${side}_channels 1`]),
    `snd_path ${own}`,
    ...modules.map((module) => `module ${module}.so`),
  ];
}

/** Beside the program, as its package lays them out. */
function modulePath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.find((folder) => existsSync(join(folder, "baresip")));
  return resolve(realpathSync(found ?? "."), "../lib/baresip/modules");
}

/** The file of what a phone heard. */
export async function heardBy(phone) {
  const file = (await readdir(phone.directory)).find((name) => name.endsWith("-dec.wav"));
  return file && join(phone.directory, file);
}
