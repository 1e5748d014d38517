// What people get wrong, and what they are told at the console.

import { createSocket } from "node:dgram";
import { chmod, mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { command, configuration, freshPorts, Product, temporary } from "../parts/product.mjs";
import { run } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

export async function badInput(steps) {
  await steps.step("bad input: port taken", portTaken);
  await steps.step("bad input: store not writable", storeNotWritable);
  await steps.step("bad input: unknown configuration key", unknownKey);
  await steps.step("bad input: unknown command", unknownCommand);
  await steps.step("bad input: wrong password", wrongPassword);
  await steps.step("bad input: a stranger's INVITE gets no answer", strangerIsIgnored);
}

async function portTaken() {
  const ports = await freshPorts();
  const server = createServer().listen(ports.http, "127.0.0.1");
  const output = await refused({ ports, data: await temporary("port") }, { millis: 60_000 });
  server.close();
  check(output.includes(String(ports.http)), `the port is not named:\n${output}`);
}

async function storeNotWritable() {
  const parent = await temporary("store");
  const data = join(parent, "data");
  await mkdir(join(parent, "plain"));
  // A file where a directory should be stops root as well, whom a mode would not.
  await run("touch", [data]);
  await chmod(data, 0o444);
  const output = await refused({ ports: await freshPorts(), data }, { millis: 60_000 });
  check(output.includes(data), `the directory is not named:\n${output}`);
}

async function unknownKey() {
  const directory = await temporary("conf");
  const conf = await configuration(directory, "http: { prot: 8080 }\n");
  const args = ["check-config", "--conf", conf];
  const output = await refused({ ports: await freshPorts(), data: directory, args }, { code: 2 });
  check(
    output.includes("prot") && output.includes("mitschnitt.yaml"),
    `key or file is not named:\n${output}`,
  );
}

async function unknownCommand() {
  await refused({ ports: await freshPorts(), data: await temporary("command"), args: ["fly"] }, { code: 2 });
}

async function wrongPassword() {
  const product = await Product.start({ ports: await freshPorts(), data: await temporary("password") });
  const response = await fetch(`${product.base}/api/v1/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "reviewer", password: "wrong" }),
  });
  const problem = await response.json();
  await product.stop();
  check(response.status === 401 && problem.title, `${response.status} ${JSON.stringify(problem)}`);
}

async function strangerIsIgnored() {
  const product = await Product.start({ ports: await freshPorts(), data: await temporary("stranger") });
  const answers = await knock(product.ports.sip);
  await product.stop();
  check(answers === 0, `${answers} datagrams came back`);
}

/** Sends an INVITE from an address that is no trunk's, and counts what comes back within two seconds. */
function knock(port) {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    let answers = 0;
    socket.on("message", () => answers++);
    socket.bind(0, "127.0.0.1", () => {
      const own = socket.address().port;
      const invite = [
        `INVITE sip:+493023125000@127.0.0.1:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${own};branch=z9hG4bKstranger`,
        "Max-Forwards: 70",
        "From: <sip:stranger@127.0.0.1>;tag=1",
        "To: <sip:+493023125000@127.0.0.1>",
        "Call-ID: stranger",
        "CSeq: 1 INVITE",
        `Contact: <sip:stranger@127.0.0.1:${own}>`,
        "Content-Length: 0",
        "",
        "",
      ].join("\r\n");
      socket.send(invite, port, "127.0.0.1");
      setTimeout(() => socket.close(() => resolve(answers)), 2_000);
    });
  });
}

/** Starts the program, which must end by itself with words for people and without a stack trace. */
async function refused(options, { code = 2, millis = 60_000 } = {}) {
  const [program, args, rest] = command(options);
  const { output } = await run(program, args, { ...rest, expected: code, millis });
  check(!/^\s+at [\w.$]+\(/m.test(output), `a stack trace:\n${output}`);
  return output;
}
