// The list of all that ./verify proves, in order. Each step is one file in steps/.
import { parseArgs } from "node:util";
import { removeTemporary } from "./parts/product.mjs";
import { stopAll } from "./parts/programs.mjs";
import { Steps } from "./parts/steps.mjs";
import { badInput } from "./steps/bad-input.mjs";
import { browserJourneys } from "./steps/browser.mjs";
import { buildAndUnitTests } from "./steps/build.mjs";
import { drill, drillShort } from "./steps/drill.mjs";
import { evidence, evidencePage } from "./steps/evidence.mjs";
import { fuzz, fuzzShort } from "./steps/fuzz.mjs";
import { interop } from "./steps/interop.mjs";
import { killOnce } from "./steps/kill.mjs";
import { selfTest } from "./steps/self-test.mjs";
import { sippCarrier } from "./steps/sipp.mjs";
import { soak } from "./steps/soak.mjs";

const { values: options } = parseArgs({
  options: {
    fast: { type: "boolean" },
    drill: { type: "boolean" },
    soak: { type: "boolean" },
    fuzz: { type: "boolean" },
    seed: { type: "string" },
    "no-build": { type: "boolean" },
    only: { type: "string" },
    minutes: { type: "string" },
  },
});

/** name: what is proved; browser: whether it needs programs that --fast leaves out. */
const STEPS = {
  "self-test": { run: selfTest },
  evidence: { run: evidence },
  "evidence-page": { run: evidencePage, interop: true },
  browser: { run: browserJourneys, interop: true },
  sipp: { run: sippCarrier, interop: true },
  interop: { run: interop, interop: true },
  kill: { run: killOnce },
  drill: { run: drillShort },
  fuzz: { run: fuzzShort },
  "bad-input": { run: badInput },
};

/** The long forms: each runs alone, for so many minutes where nothing else is said. */
const DRILLS = {
  drill: { run: drill, usually: 5 },
  soak: { run: soak, usually: 30 },
  fuzz: { run: (steps, minutes) => fuzz(steps, minutes, options.seed), usually: 5 },
};

const drills = Object.keys(DRILLS).filter((name) => options[name]);
const minutes = Number(options.minutes ?? DRILLS[drills[0]]?.usually ?? 5);
const wanted = options.only?.split(",") ?? Object.keys(STEPS);
const unknown = wanted.filter((name) => !(name in STEPS));
if (unknown.length > 0 || drills.length > 1 || !(minutes > 0)) {
  console.error(
    `verify: --only takes ${Object.keys(STEPS).join(", ")}; --minutes takes a number; one drill at a time`,
  );
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
    options["no-build"] || (await buildAndUnitTests(steps, { skipTests: drills.length > 0 || options.only }));
  if (built && drills.length === 1) {
    await DRILLS[drills[0]].run(steps, minutes);
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
