// A list of steps that prints as it goes and ends in a table.

/** Runs steps of {name, run}. A step's run may return a line of figures; it fails by throwing. */
export class Steps {
  #results = [];

  async step(name, run) {
    const began = Date.now();
    process.stdout.write(`${name} … `);
    let result;
    try {
      const figures = await run();
      result = { name, ok: true, figures: figures ?? "" };
    } catch (error) {
      result = { name, ok: false, figures: String(error?.message ?? error) };
    }
    result.seconds = (Date.now() - began) / 1000;
    this.#results.push(result);
    console.log(`${result.ok ? "ok" : "FAILED"} (${result.seconds.toFixed(1)} s)`);
    if (result.figures) {
      console.log(result.figures.replace(/^/gm, "    "));
    }
    return result.ok;
  }

  /** Notes results that a program reported by itself, such as a suite of tests. */
  note(name, passed, failed, figures = "") {
    this.#results.push({ name, ok: failed === 0, figures, seconds: 0, passed, failed });
  }

  /** Prints the table and the last line; answers with the exit code. */
  end() {
    const width = Math.max(...this.#results.map((r) => r.name.length), 4);
    console.log(`\n${"step".padEnd(width)}  result  seconds`);
    for (const r of this.#results) {
      const counts = r.passed === undefined ? "" : `  ${r.passed} passed, ${r.failed} failed`;
      console.log(
        `${r.name.padEnd(width)}  ${(r.ok ? "ok" : "FAILED").padEnd(6)}  ${r.seconds.toFixed(1).padStart(7)}${counts}`,
      );
    }
    const passed = sum(this.#results, (r) => r.passed ?? (r.ok ? 1 : 0));
    const failed = sum(this.#results, (r) => r.failed ?? (r.ok ? 0 : 1));
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  }
}

function sum(list, value) {
  return list.reduce((total, item) => total + value(item), 0);
}

/** Fails a step in words. */
export function check(condition, words) {
  if (!condition) {
    throw new Error(words);
  }
}
