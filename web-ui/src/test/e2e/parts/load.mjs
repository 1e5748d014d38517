// Calls as a load: one agent's phones in a program of their own.
import { CLASS_PATH } from "./product.mjs";
import { Program, until } from "./programs.mjs";

/** One-party in the demo: the gate opens when both talk. */
export const NUMBER = "+493023125545";

export class Load {
  /** `atOnce` calls at a time, each of `talkMillis`, for `minutes`; `apart` milliseconds between the first ones. */
  constructor(base, { atOnce, talkMillis, minutes, apart = Math.floor(talkMillis / atOnce) }) {
    const words = [base, NUMBER, atOnce, talkMillis, minutes, apart].map(String);
    const java = ["-Xmx384m", "-cp", CLASS_PATH, "io.mitschnitt.webui.selftest.Conversations", ...words];
    this.program = new Program("java", java);
  }

  /** Epoch milliseconds at which each call's two sides heard each other, oldest first. */
  joined() {
    return this.#events("joined").map((event) => event.at);
  }

  /** {ok, millis, why} of each call that is over. */
  outcomes() {
    return this.#events("call");
  }

  async joinedAll(count, millis) {
    await until(`${count} calls talk`, millis, () => {
      if (this.program.child.exitCode !== null) {
        throw new Error(`the phones ended: ${this.program.output.slice(-1_000)}`);
      }
      return this.joined().length >= count;
    });
  }

  /** Waits until all calls are over; hangs nobody up. */
  ended() {
    return this.program.ended;
  }

  stop() {
    return this.program.stop();
  }

  #events(name) {
    return this.program.output
      .split("\n")
      .filter((line) => line.startsWith("{") && line.includes(`"event":"${name}"`))
      .map((line) => JSON.parse(line));
  }
}

/** Every row of the book. */
export async function everyRow(person) {
  const rows = [];
  let next = "";
  do {
    const page = await person.get(`/calls?limit=200${next}`);
    rows.push(...page.items);
    next = page.next ? `&cursor=${encodeURIComponent(page.next)}` : "";
  } while (next);
  return rows;
}
