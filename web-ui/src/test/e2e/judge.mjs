// What happens to a recording afterwards: a reviewer publishes a scorecard, comments, tags, judges; the agent disputes;
// a trainer makes a collection; a trainee hears and answers; an administrator makes and disables an account. Every text
// field is given text that would run if it were taken for markup.
// node judge.mjs --base URL
import { check, journey, launch, open, options, pageOf, until } from "./lib.mjs";

const chosen = options({ trainer: "trainer:trainer", trainee: "trainee:trainee" });
const nasty = `<img src=x onerror="window.__struck=1"><script>window.__struck=1</script>'";--`;

await journey("judge", async (result) => {
  const browser = await launch();
  try {
    const contexts = [];
    const visit = async (account, hash) => {
      const context = await open(browser);
      contexts.push(context);
      context.on("dialog", () => context.troubles.push("a dialog"));
      return pageOf(context, chosen.base, account, hash);
    };
    const reviewer = await visit(chosen.reviewer, "#/quality");
    const id = await readyRecording(reviewer);
    const card = `Card ${Date.now()} ${nasty}`.slice(0, 100);
    await publishes(reviewer, card);
    await judges(reviewer, id, card, result);
    const agent = await visit(chosen.agent, `#/recordings/${id}`);
    await disputes(agent);
    const trainer = await visit(chosen.trainer, "#/training");
    const course = await teaches(trainer, id);
    const trainee = await visit(chosen.trainee, "#/training");
    await learns(trainee, course, result);
    const admin = await visit(chosen.admin, "#/admin");
    await administers(admin);
    for (const context of contexts) {
      for (const page of context.pages()) {
        check(!(await page.evaluate(() => window.__struck)), "a text was run as a script");
        check((await page.locator("main img").count()) === 0, "a text became a picture");
      }
    }
    result.troubles = contexts.flatMap(({ troubles }) => troubles);
    check(result.troubles.length === 0, `the pages complained: ${result.troubles[0]}`);
  } finally {
    await browser.close();
  }
});

/** The newest recording that can be heard and may serve to judge. */
async function readyRecording(page) {
  return until("a recording to judge", () =>
    page.evaluate(async () => {
      const { items } = await (await fetch("/api/v1/recordings")).json();
      return items.find(({ state, decision }) => state === "ready" && decision.mode !== "statutory")?.id;
    }),
  );
}

async function publishes(page, name) {
  await page.click("#tab-cards");
  await page.click("[data-action=new-card]");
  await page.fill("[name=card-name]", name);
  await page.fill("[name=question-0]", nasty);
  await page.click("[data-action=publish]");
  await page.waitForSelector(".notice.good");
}

async function judges(page, id, card, result) {
  await page.evaluate((to) => (location.hash = `#/recordings/${to}`), id);
  await page.waitForSelector(".wave canvas");
  await page.fill("[name=comment]", `@anna ${nasty}`);
  await page.click(".comments button[type=submit]");
  const said = page.locator(".comments .comment-text", { hasText: "__struck" }).first();
  const text = await said.textContent();
  check(text === `@anna ${nasty}`, `the comment reads ${text}`);
  await page.fill(".tags input", "beschwerde");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".chip.tag");
  await page.click("[data-action=judge]");
  await page.waitForSelector(".sheet");
  const session = page.locator(".sheet .notice button");
  if ((await session.count()) > 0) await session.click();
  await page.selectOption(".sheet select", { label: `${card} (version 1)` });
  await page.locator(".criterion input[type=radio]").last().check();
  await page.locator(".sheet > .field textarea").last().fill(nasty);
  await page.click("[data-action=give]");
  await page.waitForSelector(".evaluation");
  await page.waitForSelector(".sheet", { state: "detached" });
  result.score = await page.locator(".evaluation .score").last().textContent();
  check(result.score === "100 %", `the score is ${result.score}`);
  await plays(page, result);
}

/** Sound comes within a second, and the loop comes back. */
async function plays(page, result) {
  const began = Date.now();
  await page.click("[data-action=play]");
  await page.waitForFunction(
    () => document.querySelector("[data-role=player-audio]").currentTime > 0.02,
    undefined,
    { polling: 10, timeout: 10_000 },
  );
  result.firstSoundMs = Date.now() - began;
  await page.keyboard.press("[");
  await page.waitForTimeout(700);
  await page.keyboard.press("]");
  await page.waitForSelector("[data-action=loop][aria-pressed=true]");
  await page.waitForTimeout(1500);
  const at = await page.evaluate(() => document.querySelector("[data-role=player-audio]").currentTime);
  result.loopedAt = Math.round(at * 10) / 10;
  await page.keyboard.press("\\");
  await page.evaluate(() => document.querySelector("[data-role=player-audio]").pause());
}

async function disputes(page) {
  await page.waitForSelector(".evaluation");
  const last = page.locator(".evaluation").last();
  await last.locator("textarea").fill(nasty);
  await last.locator("[data-said=dispute]").click();
  await page.waitForSelector(".evaluation.status-disputed");
}

async function teaches(page, id) {
  const name = `Kurs ${Date.now()}`;
  await page.click("[data-action=new-course]");
  await page.fill("[name=course-name]", name);
  await page.locator("form .buttons button", { hasText: "Add a clip" }).click();
  const clip = page.locator("section[aria-label^=Clip]").first();
  await clip.locator("input").nth(0).fill(nasty);
  await clip.locator("input").nth(1).fill(id);
  await clip.locator("button", { hasText: "Add a question" }).click();
  await clip.locator("[aria-label=Question]").fill(nasty);
  await clip.locator("[aria-label='Answer 1']").fill("no");
  await clip.locator("[aria-label='Answer 2']").fill("yes");
  await clip.locator("[aria-label='Answer 2 is right']").check();
  await page.locator("form button[type=submit]").click();
  await page.waitForSelector("[data-clip]");
  return name;
}

async function learns(page, course, result) {
  await page.locator(`[data-course="${course}"] button`).click();
  const clip = page.locator("[data-clip]").first();
  await clip.locator("audio").evaluate((audio) => audio.play());
  await until("the clip to sound", () => clip.locator("audio").evaluate((audio) => audio.currentTime > 0.1));
  await clip.locator(".choice input").first().check();
  await clip.locator("button[type=submit]").click();
  await page.waitForSelector("[data-clip] .notice");
  result.told = await page.locator("[data-clip] .notice").first().textContent();
  check(/yes/.test(result.told), `the trainee is told ${result.told}`);
}

async function administers(page) {
  const name = `e2e-${Date.now()}`;
  await page.click("#tab-people");
  await page.fill("[name=new-name]", name);
  await page.fill("[name=new-password]", "quite some words for a test");
  await page.click("[data-action=add-person]");
  const row = page.locator(`[data-person="${name}"]`);
  await row.waitFor();
  await row.getByRole("button", { name: "Disable" }).click();
  await row.getByText("Disabled").waitFor();
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  await row.waitFor({ state: "detached" });
}
