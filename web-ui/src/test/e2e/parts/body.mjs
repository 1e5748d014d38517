// What a running product weighs: as the operating system and the Java machine count it.
import { readdir, readFile } from "node:fs/promises";
import { run } from "./programs.mjs";

/** {rss, threads, descriptors} of a process; MiB, count, count. */
export async function weight(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const number = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)[1]);
  return {
    rss: Math.round(number("VmRSS") / 1024),
    threads: number("Threads"),
    descriptors: (await readdir(`/proc/${pid}/fd`)).length,
  };
}

/** MiB of heap that is reachable: what is left after a full collection. */
export async function liveHeap(pid) {
  await run("jcmd", [String(pid), "GC.run"]);
  const { output } = await run("jcmd", [String(pid), "GC.heap_info"]);
  return Number(/ used (\d+)K/.exec(output)[1]) / 1024;
}

/** A figure of /metrics. */
export async function metric(base, name) {
  const text = await (await fetch(`${base}/metrics`)).text();
  const found = new RegExp(`^${name} (\\S+)`, "m").exec(text);
  if (!found) {
    throw new Error(`there is no metric ${name}`);
  }
  return Number(found[1]);
}

/** Threads by what they are called, without their numbers: {name: count}. */
export async function threadNames(pid) {
  const { output } = await run("jcmd", [String(pid), "Thread.print"]);
  const names = {};
  for (const [, name] of output.matchAll(/^"(.*?)" #/gm)) {
    const kind = name.replace(/\d+/g, "#");
    names[kind] = (names[kind] ?? 0) + 1;
  }
  return names;
}
