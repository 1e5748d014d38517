// The product's own test of itself: each consent mode once.

import { join } from "node:path";
import { command, freshPorts, temporary } from "../parts/product.mjs";
import { run } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

/** Where the self-test kept its evidence. */
export const KEPT = { directory: undefined };

export async function selfTest(steps) {
  await steps.step("self-test: one call of each consent mode", async () => {
    const data = await temporary("self-test");
    const [program, args, options] = command({
      ports: await freshPorts(),
      data,
      args: ["run", "--demo", "--self-test", "--keep-evidence", join(data, "kept")],
    });
    const { code, output } = await run(program, args, { ...options, expected: null, millis: 300_000 });
    const from = output.indexOf("mode  ");
    const table = from < 0 ? output : output.slice(from);
    check(code === 0, table);
    KEPT.directory = join(data, "kept");
    return table.trimEnd();
  });
}
