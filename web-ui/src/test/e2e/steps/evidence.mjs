// Evidence that the self-test kept, checked by those who have nothing but files: the command line and a browser.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JAR, ROOT, temporary } from "../parts/product.mjs";
import { run } from "../parts/programs.mjs";
import { check } from "../parts/steps.mjs";
import { KEPT, selfTest } from "./self-test.mjs";

export async function evidence(steps) {
  if (!KEPT.directory) {
    await selfTest(steps);
  }
  await steps.step("evidence: the kept bundles and the log hold, a changed byte is named", async () => {
    const good = await verify(KEPT.directory, 0);
    check(/log of \d+ entries/.test(good) && good.includes("0 wrong"), good);
    const bad = join(await temporary("evidence"), "bad.zip");
    await writeFile(bad, await tampered());
    const named = await verify(bad, 1);
    check(named.includes("audio.mp3"), named);
    const cut = await verify(join(KEPT.directory, "redacted"), 0);
    check(cut.includes("given out without: agent 0.0 to") && cut.includes("customer "), cut);
    return good.trimEnd().split("\n").at(-1);
  });
}

/** The same in Chromium, with the network off. */
export async function evidencePage(steps) {
  if (!KEPT.directory) {
    await selfTest(steps);
  }
  await steps.step("evidence: verify.html judges in a browser without a network", async () => {
    const { launch } = await import("../lib.mjs");
    const browser = await launch({ microphone: "none" });
    try {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      const file = join(await temporary("evidence"), "verify.html");
      await writeFile(file, await readFile(join(ROOT, PAGE)));
      await page.goto(`file://${file}`);
      const good = await judge(page, await first());
      check(
        good.verdict === "Everything is as it was signed" && good.faults === "",
        `${good.verdict}: ${good.faults}`,
      );
      const bad = await judge(page, await tampered());
      check(bad.verdict.startsWith("Not as it was") && bad.faults.includes("audio.mp3: "), bad.faults);
      const cut = await judge(page, await first("redacted"));
      check(
        cut.verdict === "Everything that is here is as it was signed" && cut.faults === "",
        cut.verdict + cut.faults,
      );
      check(
        /customer 0\.\d to \d\.\d s/.test(cut.removed) && cut.removed.includes("agent 0.0 to"),
        cut.removed,
      );
      const filled = await judge(page, await tampered("redacted"));
      check(
        filled.verdict.startsWith("Not as it was") && filled.faults.includes("audio.mp3: "),
        filled.faults,
      );
      return `good: ${good.verdict}; tampered: ${bad.faults.split("\n")[0]}; redacted: ${cut.removed.split("\n")[0]} is gone`;
    } finally {
      await browser.close();
    }
  });
}

const PAGE = "recorder/src/main/resources/io/mitschnitt/recorder/evidence/verify.html";

async function judge(page, zip) {
  await page.locator("#verdict").evaluate((element) => {
    element.textContent = "";
  });
  await page
    .locator("#files")
    .setInputFiles({ name: "bundle.zip", mimeType: "application/zip", buffer: zip });
  await page.locator("#verdict", { hasText: /Everything|Not/ }).waitFor({ timeout: 30_000 });
  return {
    verdict: await page.locator("#verdict").textContent(),
    faults: await page.locator("#faults").innerText(),
    removed: await page.locator("#removed").innerText(),
  };
}

async function first(folder = "") {
  const directory = join(KEPT.directory, folder);
  const name = (await readdir(directory)).sort().find((file) => file.endsWith(".zip"));
  return readFile(join(directory, name));
}

/** One bit of the sound is turned. */
async function tampered(folder = "") {
  const zip = Buffer.from(await first(folder));
  zip[zip.indexOf("audio.mp3") + 10_000] ^= 1;
  return zip;
}

async function verify(path, expected) {
  const { output } = await run("java", ["-jar", JAR, "verify-evidence", path], { expected });
  return output;
}
