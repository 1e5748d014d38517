// Every page under axe, wide and light, narrow and dark: no serious and no critical finding. Then by keyboard alone.
// node a11y.mjs --base URL
import { axeSource, check, journey, launch, open, options, pageOf, until } from "./lib.mjs";
import { everyPlace } from "./places.mjs";
import { deskReady } from "./talk.mjs";

const chosen = options();
const axe = axeSource();

async function findings(page, name) {
  await page.evaluate(axe);
  const report = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return report.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${name}: ${id} ${nodes
          .slice(0, 3)
          .map((node) => node.target.join(" "))
          .join(", ")}`,
    );
}

async function everyPage(browser, look, found, seen) {
  const name = (page) => `${page} ${look.viewport.width} ${look.colorScheme}`;
  const visit = async (page, title, ready) => {
    await page.waitForSelector(ready, { timeout: 15_000 });
    await page.waitForTimeout(150);
    found.push(...(await findings(page, name(title))));
    seen.add(title);
  };
  const anonymous = await open(browser, look);
  const door = await anonymous.newPage();
  await door.goto(chosen.base);
  await visit(door, "login", "[name=password]");
  await anonymous.close();

  const agent = await open(browser, look);
  const desk = await pageOf(agent, chosen.base, chosen.agent, "#/desk");
  await deskReady(desk);
  await visit(desk, "desk", ".keypad");
  await agent.close();

  const reviewer = await open(browser, look);
  const list = await pageOf(reviewer, chosen.base, chosen.reviewer, "#/recordings");
  await visit(list, "recordings", ".row, .empty");
  await list.evaluate(() => (location.hash = "#/calls"));
  await visit(list, "calls", ".row, .empty");
  await list.evaluate(() => (location.hash = "#/recordings"));
  await list.waitForSelector(".row, .empty");
  if ((await list.locator("[data-state=ready]").count()) > 0) {
    await list.locator("[data-state=ready] .row-link").first().click();
    await list.waitForSelector(".wave canvas");
    await list.keyboard.press("?");
    await visit(list, "recording", ".keys");
  }
  await list.evaluate(() => (location.hash = "#/nowhere"));
  await visit(list, "not found", ".empty");
  await reviewer.close();
  await everyPlace(
    async (account) => {
      const context = await open(browser, look);
      return { page: await pageOf(context, chosen.base, account), leave: () => context.close() };
    },
    async (page, place) => {
      await page.waitForTimeout(150);
      found.push(...(await findings(page, name(place.name))));
      seen.add(place.name);
    },
  );
}

/** Logs in, opens the newest recording and plays it without a pointer. */
async function byKeyboard(browser, result) {
  const page = await (await open(browser)).newPage();
  await page.goto(chosen.base);
  await page.waitForSelector("[name=username]:focus");
  const [name, password] = chosen.reviewer.split(":");
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".top nav a");
  await until(
    "the way to the recordings to have the focus",
    async () => {
      await page.keyboard.press("Tab");
      return page.evaluate(() => document.activeElement?.getAttribute("href") === "#/recordings");
    },
    20_000,
    10,
  );
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-state=ready]"); // an earlier journey left one to play
  let tabs = 0;
  await until(
    "a row to have the focus",
    async () => {
      await page.keyboard.press("Tab");
      tabs++;
      return page.evaluate(() => document.activeElement?.classList.contains("row-link"));
    },
    20_000,
    10,
  );
  await until(
    "a playable row to have the focus",
    async () => {
      const playable = () =>
        page.evaluate(() => document.activeElement?.closest("[data-state=ready]") !== null);
      if (await playable()) return true;
      await page.keyboard.press("ArrowDown");
      return playable();
    },
    10_000,
    10,
  );
  await page.keyboard.press("Enter");
  await page.waitForSelector(".wave canvas");
  await page.keyboard.press("Space");
  await until("the recording to play", () =>
    page.evaluate(() => document.querySelector("[data-role=player-audio]").currentTime > 0.2),
  );
  const slider = await page.locator("[role=slider]").getAttribute("aria-valuetext");
  check(/ of /.test(slider ?? ""), `the seek bar says: ${slider}`);
  await page.keyboard.press("Space");
  result.keyboard = { tabsToFirstRow: tabs, slider };
}

await journey("a11y", async (result) => {
  const browser = await launch();
  try {
    const found = [];
    const seen = new Set();
    // Wide and light, narrow and dark: both layouts and both sets of colours in half the time of all four.
    const looks = [
      { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
      { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
    ];
    for (const look of looks) await everyPage(browser, { ...look, reducedMotion: "reduce" }, found, seen);
    result.pages = [...seen];
    result.findings = found;
    check(found.length === 0, `${found.length} serious or critical findings`);
    await byKeyboard(browser, result);
  } finally {
    await browser.close();
  }
});
