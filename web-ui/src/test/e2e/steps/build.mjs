// Builds the product and runs the tests of its three floors and of its page, all by Maven.
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JAR, ROOT } from "../parts/product.mjs";
import { run, tail } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";

const MODULES = ["recorder", "gateway", "web-ui"];
const LOGS = join(ROOT, "target/verify");

/** Answers whether there is a product to go on with. */
export async function buildAndUnitTests(steps, { skipTests }) {
  await mkdir(LOGS, { recursive: true });
  for (const module of MODULES) {
    await rm(join(ROOT, module, "target/surefire-reports"), { recursive: true, force: true });
  }
  let log = "";
  const built = await steps.step(skipTests ? "build" : "build and Java tests", async () => {
    // a test that fails is run once more; what passes only then is named below
    const tests = skipTests
      ? ["-DskipTests"]
      : ["-Dmaven.test.failure.ignore=true", "-Dsurefire.rerunFailingTestsCount=1"];
    const { code, output } = await run("mvn", ["-B", "-ntp", ...tests, "package"], {
      cwd: ROOT,
      expected: null,
      millis: 1_800_000,
    });
    log = output;
    await writeFile(join(LOGS, "maven.log"), output);
    check(code === 0, `Maven ended with ${code}, see target/verify/maven.log:\n${tail(errors(output))}`);
    check(existsSync(JAR), "web-ui/target/mitschnitt.jar was not built");
  });
  if (!skipTests) {
    for (const module of MODULES) {
      await noteTests(steps, module);
    }
    notePageTests(steps, log);
  }
  return built;
}

async function noteTests(steps, module) {
  const directory = join(ROOT, module, "target/surefire-reports");
  let passed = 0;
  const failed = [];
  const flaky = [];
  for (const name of existsSync(directory) ? await readdir(directory) : []) {
    if (name.startsWith("TEST-")) {
      const xml = await readFile(join(directory, name), "utf8");
      const cases = xml.match(/<testcase[\s\S]*?(?:\/>|<\/testcase>)/g) ?? [];
      const bad = cases.filter((text) => /<(failure|error)[ >]/.test(text));
      passed += cases.length - bad.length - cases.filter((text) => text.includes("<skipped")).length;
      failed.push(...bad.map(nameOf));
      flaky.push(...cases.filter((text) => /<flaky(Failure|Error)[ >]/.test(text)).map(nameOf));
    }
  }
  steps.note(`${module}: Java tests`, passed, Math.max(failed.length, passed === 0 ? 1 : 0));
  console.log(
    `${module}: ${passed} tests passed, ${failed.length} failed${failed.map((name) => `\n    ${name}`).join("")}`,
    ...flaky.map((name) => `\n    passed at the second run only: ${name}`),
  );
}

function nameOf(testcase) {
  return testcase.match(/name="([^"]*)"/)[1];
}

function errors(output) {
  const lines = output.split("\n").filter((line) => line.includes("ERROR"));
  return lines.length > 0 ? lines.slice(0, 25).join("\n") : output;
}

/** The page's types, style and tests run within the build; their figures are in its log. */
function notePageTests(steps, log) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
  const plain = log.replace(/\u001b\[[0-9;]*m/g, "");
  const line = plain.match(/^\s*Tests .*$/m)?.[0] ?? "";
  const count = (word) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  steps.note("page: tests", count("passed"), Math.max(count("failed"), line === "" ? 1 : 0));
}
