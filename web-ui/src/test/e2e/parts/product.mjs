// The packaged product, started on ports and a data directory of its own.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort, Program, portRange, until } from "./programs.mjs";

export const ROOT = resolve(import.meta.dirname, "../../../../..");
export const JAR = join(ROOT, "web-ui/target/mitschnitt.jar");

/** The program with the test programs beside it. */
export const CLASS_PATH = `${JAR}:${join(ROOT, "web-ui/target/test-classes")}`;

/** The same with those of the recorder. */
export const RECORDER_CLASS_PATH = `${JAR}:${join(ROOT, "recorder/target/test-classes")}`;

const directories = [];

export async function temporary(name) {
  const directory = await mkdtemp(join(tmpdir(), `mitschnitt-${name}-`));
  directories.push(directory);
  return directory;
}

export async function removeTemporary() {
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
}

/** Ports that nobody else uses, as the environment of a product. */
export async function freshPorts() {
  const ports = {
    http: await freePort(),
    sip: await freePort(),
    carrier: await freePort(),
    webrtc: await freePort(),
  };
  portRange(8); // the WebRTC ports of further loops
  ports.rtp = portRange(200);
  return ports;
}

function environment(ports) {
  return {
    ...process.env,
    MITSCHNITT_HTTP_PORT: String(ports.http),
    MITSCHNITT_SIP_UDP_PORT: String(ports.sip),
    MITSCHNITT_SIP_TCP_PORT: String(ports.sip),
    MITSCHNITT_MEDIA_WEBRTC_PORT: String(ports.webrtc),
    MITSCHNITT_MEDIA_RTP_PORTS: ports.rtp,
    MITSCHNITT_DEMO_SIP_PORT: String(ports.carrier),
  };
}

/** The command line of a product. */
export function command({ ports, data, args = ["run", "--demo"], heap = "-Xmx512m", env = {} }) {
  const all = { ...environment(ports), ...env };
  return ["java", [heap, "-jar", JAR, ...args, "--data", data], { cwd: ROOT, env: all }];
}

export class Product {
  static async start(options) {
    const product = new Product(options);
    await product.ready();
    return product;
  }

  constructor({ ports, data, ...rest }) {
    this.ports = ports;
    this.data = data;
    this.base = `http://127.0.0.1:${ports.http}`;
    this.program = new Program(...command({ ports, data, ...rest }));
  }

  async ready(millis = 120_000) {
    await until("the product is ready", millis, async () => {
      if (this.program.child.exitCode !== null) {
        throw new Error(
          `the product ended with ${this.program.child.exitCode}:\n${this.program.output.slice(-2000)}`,
        );
      }
      try {
        return (await fetch(`${this.base}/health/ready`)).ok;
      } catch {
        return false;
      }
    });
  }

  /** As a power cut would: no word of farewell. */
  async kill() {
    process.kill(this.program.pid, "SIGKILL");
    await this.program.ended;
  }

  stop() {
    return this.program.stop();
  }
}

/** A configuration of our own in a temporary directory. */
export async function configuration(directory, text) {
  const file = join(directory, "mitschnitt.yaml");
  await writeFile(file, text);
  return file;
}
