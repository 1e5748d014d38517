// The list of all that ./verify proves, in order. Each step is one file in steps/.
import { parseArgs } from "node:util";
import { removeTemporary } from "./parts/product.mjs";
import { stopAll } from "./parts/programs.mjs";
import { Steps } from "./parts/steps.mjs";
import { badInput } from "./steps/bad-input.mjs";
import { browserJourneys } from "./steps/browser.mjs";
import { buildAndUnitTests } from "./steps/build.mjs";
import { killDrill } from "./steps/drill.mjs";
import { evidence, evidencePage } from "./steps/evidence.mjs";
import { killOnce } from "./steps/kill.mjs";
import { selfTest } from "./steps/self-test.mjs";
import { sippCarrier } from "./steps/sipp.mjs";

const { values: options } = parseArgs({
  options: {
    fast: { type: "boolean" },
    drill: { type: "boolean" },
    "no-build": { type: "boolean" },
    only: { type: "string" },
    minutes: { type: "string", default: "5" },
  },
});

/** name: what is proved; browser: whether it needs programs that --fast leaves out. */
const STEPS = {
  "self-test": { run: selfTest },
  evidence: { run: evidence },
  "evidence-page": { run: evidencePage, interop: true },
  browser: { run: browserJourneys, interop: true },
  sipp: { run: sippCarrier, interop: true },
  kill: { run: killOnce },
  "bad-input": { run: badInput },
};

const minutes = Number(options.minutes);
const wanted = options.only?.split(",") ?? Object.keys(STEPS);
const unknown = wanted.filter((name) => !(name in STEPS));
if (unknown.length > 0 || !(minutes > 0)) {
  console.error(`verify: --only takes ${Object.keys(STEPS).join(", ")}; --minutes takes a number`);
  process.exit(2);
}

const steps = new Steps();
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, async () => {
    await stopAll();
    await removeTemporary();
    process.exit(1);
  });
}

try {
  const built =
    options["no-build"] || (await buildAndUnitTests(steps, { skipTests: options.drill || options.only }));
  if (built && options.drill) {
    await killDrill(steps, minutes);
  } else if (built) {
    for (const name of wanted) {
      const { run, interop } = STEPS[name];
      if (!(options.fast && interop)) {
        await run(steps);
      }
    }
  }
} finally {
  await stopAll();
  await removeTemporary();
}
process.exit(steps.end());
