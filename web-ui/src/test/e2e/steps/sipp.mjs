// A carrier that is not ours: sipp calls the service number, and is called.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Person } from "../parts/api.mjs";
import { CLASS_PATH, configuration, freshPorts, Product, ROOT, temporary } from "../parts/product.mjs";
import { freePort, Program, portRange, run } from "../parts/programs.mjs";
import { decode, faults, figures } from "../parts/sound.mjs";
import { check } from "../parts/steps.mjs";
import { joinedAt } from "./kill.mjs";

const SERVICE = "+493023125800";
const CALLEE = "+493023125801";
const TONES = { customer: 440, agent: 660, before: 1000 };
const TALK = 4_000;

export async function sippCarrier(steps) {
  const directory = await temporary("sipp");
  await toneFile(directory);
  const carrier = await freePort();
  const ports = await freshPorts();
  const conf = await configuration(directory, trunkTo(carrier));
  await writeFile(join(directory, "policies.yaml"), await readFile(join(ROOT, "conf/policies.yaml")));
  const product = await Product.start({
    ports,
    data: join(directory, "data"),
    args: ["run", "--demo", "--conf", conf],
  });
  const reviewer = await Person.login(product.base, "reviewer");
  await steps.step("sipp calls in, the agent answers", async () => {
    const phone = agent(product.base, ["--answer", "--plain"]);
    await phone.said('"registered"', 20_000);
    const sipp = scenario("caller", { carrier, gateway: ports.sip, directory });
    return examine(phone, sipp, reviewer, SERVICE, directory);
  });
  await steps.step("sipp is called by the agent", async () => {
    const sipp = scenario("callee", { carrier, gateway: ports.sip, directory });
    const phone = agent(product.base, ["--dial", CALLEE]);
    return examine(phone, sipp, reviewer, CALLEE, directory);
  });
  await product.stop();
}

async function examine(phone, sipp, reviewer, dialled, directory) {
  const { code, output } = await phone.ended;
  check(code === 0, `the agent's phone: ${output}`);
  const end = await sipp.ended;
  check(end.code === 0, `sipp ended with ${end.code}: ${end.output.slice(-1500)}`);
  const row = await reviewer.closedRow((r) => r.dialled === dialled);
  check(row.state === "recorded", `the row says ${row.state} ${JSON.stringify(row.reason)}`);
  const file = join(directory, `${row.recording}.mp3`);
  await writeFile(file, await reviewer.bytes(`/recordings/${row.recording}/audio`));
  const sound = decode(file);
  const talked =
    JSON.parse(output.split("\n").find((line) => line.includes('"hung-up"'))).at - joinedAt(output);
  const list = faults(sound, { ...TONES, millis: talked });
  check(list.length === 0, list.join("; "));
  return figures(sound, TONES);
}

function agent(base, words) {
  const all = ["--base", base, "--talk", String(TALK), "--seconds", "60", ...words];
  return new Program("java", ["-Xmx256m", "-cp", CLASS_PATH, "io.mitschnitt.webui.selftest.Dial", ...all]);
}

function scenario(name, { carrier, gateway, directory }) {
  const file = join(ROOT, `web-ui/src/test/sipp/${name}.xml`);
  const [media] = portRange(20).split("-");
  const words = [`127.0.0.1:${gateway}`, "-sf", file, "-m", "1", "-i", "127.0.0.1", "-p", String(carrier)];
  words.push("-mi", "127.0.0.1", "-mp", media, "-nostdin", "-timeout", "90s");
  words.push("-timeout_error", "-s", SERVICE);
  return new Program("sipp", words, { cwd: directory, env: { ...process.env, TERM: "dumb" } });
}

/** tone.alaw, which the scenarios name: 1000 Hz until the gate can be open, then the customer's 440 Hz. */
async function toneFile(directory) {
  const file = join(directory, "tone.alaw");
  const filter = "sine=1000:r=8000:d=1.5[a];sine=440:r=8000:d=40[b];[a][b]concat=v=0:a=1,volume=10dB";
  await run("ffmpeg", ["-v", "error", "-filter_complex", filter, "-f", "alaw", file]);
}

function trunkTo(port) {
  return `
prompts: { dir: ${join(ROOT, "conf/prompts")} }
trunks:
  - { name: sipp, peer: "127.0.0.1:${port}", transport: udp, codecs: [PCMA, PCMU], from-domain: example.org }
routes:
  - { match: "${SERVICE}", to: { group: service }, profile: announced }
  - { match: "${CALLEE}", direction: outbound, trunk: sipp, profile: announced }
`;
}
