// Who answers for the law: the day's statement, the log, a receipt; and the caller who opens it without an account.
// node rights.mjs --base URL
import { check, journey, launch, open, options, pageOf, toneWav } from "./lib.mjs";

const chosen = options({ compliance: "compliance:compliance" });

/** The officer reads the day's statement and the log, and gives a caller the receipt of a recording that can be played. */
async function officer(browser, result) {
  const context = await open(browser);
  const page = await pageOf(context, chosen.base, chosen.compliance, "#/compliance");
  const line = page.locator(".statement-line");
  await line.waitFor();
  result.statement = await line.innerText();
  const [answered, recorded, not, still] = result.statement.match(/\d+/g).map(Number);
  check(
    answered > 0 && answered === recorded + not + still,
    `the statement does not add up: ${result.statement}`,
  );

  await page.click("#tab-log");
  await page.waitForSelector(".log-entry");
  const kinds = await page.locator(".log-entry").evaluateAll((all) => all.map((one) => one.dataset.kind));
  check(kinds.includes("recording"), `the log's newest entries are ${kinds}`);
  result.log = kinds.length;

  const recording = await withReceipt(page);
  await page.click("[data-action=give-receipt]");
  const code = await page.locator("[data-role=secret]").innerText();
  check(
    /^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/.test(code),
    "the code has another form than twenty letters in fives",
  );
  const hash = await page.locator(".hash code").innerText();
  await context.close();
  check(context.troubles.length === 0, context.troubles.join("; "));
  return { code, hash, recording };
}

/** Opens one recording after the other until there is one whose caller may have a receipt; answers its place. */
async function withReceipt(page) {
  await page.evaluate(() => (location.hash = "#/recordings"));
  const rows = page.locator("[data-state=ready] .row-link");
  await rows.first().waitFor();
  for (const hash of await rows.evaluateAll((all) => all.map((row) => row.getAttribute("href")))) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.waitForSelector(".hash code");
    if ((await page.locator("[data-action=give-receipt]").count()) > 0) return hash;
  }
  throw new Error("no recording is of a profile that has receipts");
}

/** Of another system's files a good one is kept and says that it is foreign, a bad one is refused with its reason. */
async function bringsIn(browser, result) {
  const context = await open(browser);
  const page = await pageOf(context, chosen.base, chosen.compliance, "#/compliance");
  await page.click("#tab-import");
  const send = async (buffer) => {
    await page.setInputFiles("[name=import-file]", { name: "old.wav", mimeType: "audio/wav", buffer });
    await page.fill("[name=import-started]", "2026-03-02T09:15:00");
    await page.fill("[name=import-keep]", "eu-mifid");
    await page.fill("[name=import-reason]", "moved from the old recorder");
    await page.click(".panel form button[type=submit]");
  };
  await send(Buffer.from("RIFF is not all that a WAV is made of"));
  result.refused = await page.locator(".panel .notice.bad").innerText({ timeout: 20_000 });
  await send(toneWav(500, 3));
  await page.click(".panel .notice.good a");
  await page.waitForSelector(".wave canvas");
  result.imported = await page.locator(".notice.info").first().innerText();
  check(result.imported.includes("old.wav"), `an imported recording says: ${result.imported}`);
  await context.close();
  check(context.troubles.length === 0, context.troubles.join("; "));
}

/** What the law asks for, looked at from the page, and the drafts. */
async function report(browser, result) {
  const context = await open(browser);
  const page = await pageOf(context, chosen.base, chosen.compliance, "#/compliance");
  await page.click("#tab-law");
  await page.locator("[aria-labelledby=report] button").click();
  await page.waitForSelector("[aria-labelledby=report] li");
  result.report = await page.locator("[aria-labelledby=report] [aria-live] > p").innerText();
  const rows = await page.locator("[aria-labelledby=report] li strong").allInnerTexts();
  check(rows.includes("MF01") && rows.includes("DE16"), `the report has ${rows}`);
  await context.close();
}

/** The caller has no account and no mouse. */
async function caller(browser, { code, hash }, result) {
  const context = await open(browser);
  const page = await context.newPage();
  await page.goto(`${chosen.base}/#/receipt`);
  const field = page.locator("[name=code]");
  const show = async (text) => {
    await field.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  };
  await show("AAAAA-AAAAA-AAAAA-AAAAA");
  await page.waitForSelector("[role=alert]");
  await show(code.toLowerCase().replaceAll("-", " "));
  await page.waitForSelector("[data-exists=true]");
  check((await page.locator("code.breakable").innerText()) === hash, "the receipt shows another fingerprint");
  const text = await page.locator("main").innerText();
  check(!/\+49/.test(text), "the receipt tells a number");
  const ask = page.locator(".receipt .card button").last();
  await ask.focus();
  await page.keyboard.press("Enter");
  await page.locator(".ask input").focus();
  await page.keyboard.type("<img src=x onerror=alert(1)> it is my voice");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".notice.good");
  result.receipt = "shown, erasure asked for";
  await context.close();
  check(context.troubles.length === 0, context.troubles.join("; "));
}

/** What the caller asked for waits for a person; its words are words. */
async function waits(browser, { recording }) {
  const context = await open(browser);
  const page = await pageOf(context, chosen.base, chosen.compliance);
  const id = decodeURIComponent(recording.split("/").at(-1));
  await page.evaluate(() => (location.hash = "#/compliance"));
  await page.click("#tab-one");
  await page.locator(".panel input").fill(id);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .notice.info");
  check((await page.locator("img[src=x]").count()) === 0, "a caller's words became markup");
  await context.close();
}

await journey("rights", async (result) => {
  const browser = await launch();
  try {
    const given = await officer(browser, result);
    await caller(browser, given, result);
    await waits(browser, given);
    await bringsIn(browser, result);
    await report(browser, result);
  } finally {
    await browser.close();
  }
});
