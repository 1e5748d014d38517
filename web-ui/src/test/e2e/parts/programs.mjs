// Programs that this test starts, each ended by its own process id.
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

const started = new Set();

/** A running program: its output so far, its end as a promise of {code, output}. */
export class Program {
  output = "";

  constructor(command, args, options = {}) {
    this.child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    started.add(this);
    const read = (data) => {
      this.output = (this.output + data).slice(-1_000_000);
      options.onOutput?.(String(data));
    };
    this.child.stdout.on("data", read);
    this.child.stderr.on("data", read);
    this.ended = new Promise((resolve) => {
      this.child.on("error", (error) => this.#over(resolve, 127, String(error)));
      this.child.on("close", (code, signal) => this.#over(resolve, code ?? 128, signal ? `\n${signal}` : ""));
    });
  }

  #over(resolve, code, words) {
    started.delete(this);
    this.output += words;
    resolve({ code, output: this.output });
  }

  get pid() {
    return this.child.pid;
  }

  signal(name) {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.kill(name);
  }

  /** Waits until the output contains `text` (a string or a pattern). */
  async said(text, millis) {
    await until(`${this.child.spawnargs[0]} says ${text}`, millis, () => {
      if (this.child.exitCode !== null) {
        throw new Error(`ended with ${this.child.exitCode}:\n${tail(this.output)}`);
      }
      return typeof text === "string" ? this.output.includes(text) : text.test(this.output);
    });
  }

  async stop(millis = 15_000) {
    this.signal("SIGTERM");
    const late = setTimeout(() => this.signal("SIGKILL"), millis);
    const end = await this.ended;
    clearTimeout(late);
    return end;
  }
}

/** Runs a program to its end; fails with its last lines when its exit code is another than `expected`. */
export async function run(command, args, { expected = 0, millis = 600_000, ...options } = {}) {
  const program = new Program(command, args, options);
  const late = setTimeout(() => program.signal("SIGKILL"), millis);
  const { code, output } = await program.ended;
  clearTimeout(late);
  if (expected !== undefined && expected !== null && code !== expected) {
    throw new Error(`${command} ${args.slice(0, 3).join(" ")} … ended with ${code}:\n${tail(output)}`);
  }
  return { code, output };
}

/** Ends whatever is still running. */
export async function stopAll() {
  await Promise.all([...started].map((program) => program.stop(3_000)));
}

export async function until(what, millis, condition, everyMillis = 50) {
  const end = Date.now() + millis;
  for (;;) {
    if (await condition()) {
      return;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${millis / 1000} s in vain: ${what}`);
    }
    await pause(everyMillis);
  }
}

export function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

export function tail(text, lines = 25) {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}

let nextPort = 21_000 + (process.pid % 200) * 100;

/** A port that is free for UDP and TCP now; ports are handed out once. */
export async function freePort() {
  for (;;) {
    const port = nextPort++;
    if ((await bindsTcp(port)) && (await bindsUdp(port))) {
      return port;
    }
  }
}

/** A range of UDP ports of our own; `count` is even, the first is even. */
export function portRange(count) {
  nextPort += nextPort % 2;
  const first = nextPort;
  nextPort += count;
  return `${first}-${first + count - 1}`;
}

function bindsTcp(port) {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function bindsUdp(port) {
  return new Promise((resolve) => {
    const socket = createSocket("udp4").once("error", () => resolve(false));
    socket.bind(port, "127.0.0.1", () => socket.close(() => resolve(true)));
  });
}
