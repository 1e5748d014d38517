// Programs that other people wrote, in the places of a carrier and of a softphone: baresip, kamailio, SIP.js.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Person } from "../parts/api.mjs";
import { baresip, DOMAIN, heardBy, kamailio, SECRET, seen } from "../parts/peers.mjs";
import { CLASS_PATH, configuration, freshPorts, Product, ROOT, temporary } from "../parts/product.mjs";
import { freePort, Program, run, until } from "../parts/programs.mjs";
import { decode, faults, figures, level } from "../parts/sound.mjs";
import { check } from "../parts/steps.mjs";

const SERVICE = "+493023125800";
const CARRIER = "+493023125801";
const TONES = { customer: 440, agent: 660 };
const TALK = 2_000;

export async function interop(steps) {
  const directory = await temporary("interop");
  const port = await freePort();
  const strictPort = await freePort();
  const proxy = await kamailio(directory, port);
  const strict = await kamailio(directory, strictPort, { strict: true });
  const policies = await readFile(join(ROOT, "conf/policies.yaml"), "utf8");
  await writeFile(join(directory, "policies.yaml"), policies.replace(/^profiles:$/m, `$&\n${PROFILE}`));
  const product = await Product.start({
    ports: await freshPorts(),
    data: join(directory, "data"),
    args: ["run", "--demo", "--conf", await configuration(directory, house(port, strictPort))],
  });
  const reviewer = await Person.login(product.base, "reviewer");
  await steps.step("interop: our trunks register at kamailio, MD5 and SHA-256", () =>
    until("kamailio has both", 20_000, () =>
      [proxy, strict].every((one) => seen(one).includes("REGISTER of mitschnitt")),
    ),
  );
  const line = { user: CARRIER, proxy: `sip:127.0.0.1:${port}`, tone: TONES.customer };
  await steps.step("interop: baresip calls in through kamailio", async () => {
    const phone = agent(product.base, ["--answer", "--plain"]);
    await phone.said('"registered"', 60_000);
    const caller = await baresip(directory, "caller", {
      ...line,
      params: ";regint=0",
      dial: `sip:${SERVICE}@${DOMAIN}`,
    });
    return examine({ phone, caller, proxy, reviewer, dialled: SERVICE, directory });
  });
  await steps.step("interop: baresip is called through kamailio", async () => {
    const caller = await registered(proxy, () =>
      baresip(directory, "callee", { ...line, params: ";regint=60" }),
    );
    const phone = agent(product.base, ["--dial", CARRIER, "--plain"]);
    return examine({ phone, caller, proxy, reviewer, dialled: CARRIER, directory });
  });
  await steps.step("interop: SIP.js calls baresip, JsSIP calls SIP.js", async () => {
    const caller = await registered(proxy, () =>
      baresip(directory, "guest", { ...line, params: ";regint=60" }),
    );
    const script = join(import.meta.dirname, "..", "sipjs.mjs");
    const words = [script, "--base", product.base, "--dial", CARRIER, "--tone", String(TONES.customer)];
    const { output } = await run("node", words, { millis: 120_000 });
    await caller.stop();
    const sound = await recorded(reviewer, (r) => r.dialled === CARRIER && r.agent === "ben", directory);
    const tones = { ...TONES, agent: 880 };
    const list = faults(sound, tones);
    check(list.length === 0, list.join("; "));
    return `${figures(sound, tones)}; ${output.trim()}`;
  });
  await product.stop();
  await Promise.all([proxy.stop(), strict.stop()]);
}

/** Both ways were heard, both sides are in the recording, and the proxy stayed in the way to the end. */
async function examine({ phone, caller, proxy, reviewer, dialled, directory }) {
  const before = seen(proxy).length;
  const { code, output } = await phone.ended;
  check(
    code === 0 && output.includes('"hung-up"'),
    `the agent's phone: ${output}\nbaresip: ${caller.output.slice(-2000)}`,
  );
  const sound = await recorded(reviewer, (r) => r.dialled === dialled, directory);
  const within = seen(proxy).slice(before);
  for (const method of ["ACK", "BYE"]) {
    check(within.includes(`${method} in the dialog`), `kamailio saw no ${method}, only ${within}`);
  }
  const list = faults(sound, TONES);
  check(list.length === 0, list.join("; "));
  await caller.stop();
  return `${figures(sound, TONES)}; ${await ears(caller)}`;
}

async function recorded(reviewer, wanted, directory) {
  const row = await reviewer.closedRow(wanted);
  check(row.state === "recorded", `the row says ${row.state} ${JSON.stringify(row.reason)}`);
  const file = join(directory, `${row.recording}.mp3`);
  await writeFile(file, await reviewer.bytes(`/recordings/${row.recording}/audio`));
  return decode(file);
}

/** Starts a phone and waits until kamailio knows it. */
async function registered(proxy, start) {
  const before = seen(proxy).length;
  const phone = await start();
  await until("baresip is registered", 30_000, () =>
    seen(proxy).slice(before).includes(`REGISTER of ${CARRIER}`),
  );
  return phone;
}

/** What baresip itself heard, which it wrote to a file. */
async function ears(caller) {
  const file = await heardBy(caller);
  check(file, "baresip wrote nothing of what it heard");
  const heard = decode(file).left;
  const apart = level(heard, TONES.agent) - level(heard, TONES.customer);
  check(apart > 20, `baresip heard ${TONES.agent} Hz only ${apart.toFixed(1)} dB above its own tone`);
  return `baresip heard the agent ${apart.toFixed(1)} dB apart`;
}

function agent(base, words) {
  const all = ["--base", base, "--talk", String(TALK), "--seconds", "40", ...words];
  return new Program("java", ["-Xmx256m", "-cp", CLASS_PATH, "io.mitschnitt.webui.selftest.Dial", ...all]);
}

const PROFILE = '  quick: { mode: one-party, language: en, retention-days: 30, jurisdiction: "off" }';

function house(port, strictPort) {
  return `
prompts: { dir: ${join(ROOT, "conf/prompts")} }
policy: { default-profile: quick }
trunks:
  - name: kamailio
    peer: "127.0.0.1:${port}"
    transport: udp
    codecs: [PCMA, PCMU]
    from-domain: ${DOMAIN}
    register: { user: mitschnitt, password: ${SECRET} }
  - name: strict
    peer: "127.0.0.1:${strictPort}"
    from-domain: ${DOMAIN}
    register: { user: mitschnitt, password: ${SECRET} }
routes:
  - { match: "${SERVICE}", to: { group: service }, profile: quick }
  - { match: "${CARRIER}", direction: outbound, trunk: kamailio, profile: quick }
`;
}
