// Pictures of every page, wide and narrow, light and dark; with --dial also of a call.
// node screens.mjs --base URL --out DIR [--dial NUMBER] [--locale de-DE]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { check, journey, launch, open, options, pageOf } from "./lib.mjs";
import { everyPlace } from "./places.mjs";
import { deskReady } from "./talk.mjs";

const chosen = options({ locale: "en-GB" });

await journey("screens", async (result) => {
  check(chosen.out, "--out DIR is missing");
  mkdirSync(chosen.out, { recursive: true });
  const browser = await launch();
  result.pictures = [];
  try {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      for (const colorScheme of ["light", "dark"]) {
        await pictures(
          browser,
          { viewport, colorScheme, locale: chosen.locale, reducedMotion: "reduce" },
          result.pictures,
        );
      }
    }
  } finally {
    await browser.close();
  }
});

async function pictures(browser, look, taken) {
  const shot = async (page, name, ready) => {
    await page.waitForSelector(ready, { timeout: 20_000 });
    await page.waitForTimeout(300);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(wide <= 0, `${name} is ${wide} px too wide at ${look.viewport.width}`);
    const file = `${name}-${look.viewport.width}-${look.colorScheme}.png`;
    await page.screenshot({ path: join(chosen.out, file) });
    taken.push(file);
  };
  const anonymous = await open(browser, look);
  const door = await anonymous.newPage();
  await door.goto(chosen.base);
  await shot(door, "login", "[name=password]");
  await anonymous.close();

  const agentSide = await open(browser, look);
  const desk = await pageOf(agentSide, chosen.base, chosen.agent, "#/desk");
  await deskReady(desk);
  await shot(desk, "desk", ".keypad");
  if (chosen.dial) {
    await desk.fill(".dial-field", chosen.dial);
    await desk.click("[data-action=call]");
    await shot(desk, "desk-asking", "[data-code=asking]");
    await desk.waitForSelector("[data-light=on]", { timeout: 40_000 });
    await desk.waitForTimeout(Number(chosen.talk) * 1000);
    await shot(desk, "desk-recorded", "[data-light=on]");
    await desk.click("[data-action=hangup]");
    await shot(desk, "desk-after", ".notice");
  }
  await agentSide.close();

  const reviewerSide = await open(browser, look);
  const list = await pageOf(reviewerSide, chosen.base, chosen.reviewer, "#/recordings");
  await shot(list, "recordings", ".row, .empty");
  await list.click(".filters-first > .button");
  await shot(list, "recordings-filters", ".filters.open");
  await list.evaluate(() => (location.hash = "#/calls"));
  await shot(list, "calls", ".row, .empty");
  await list.evaluate(() => (location.hash = "#/recordings"));
  await list.waitForSelector(".row, .empty");
  if ((await list.locator("[data-state=ready]").count()) > 0) {
    await list.locator("[data-state=ready] .row-link").first().click();
    await list.waitForSelector(".wave canvas");
    await list.click("[data-action=play]");
    await list.waitForTimeout(900);
    const box = await list.locator(".wave-slider").boundingBox();
    await list.mouse.click(box.x + box.width * 0.42, box.y + 20);
    await list.mouse.move(0, 0);
    await shot(list, "recording", ".wave canvas");
  }
  await reviewerSide.close();
  await everyPlace(
    async (account) => {
      const context = await open(browser, look);
      return { page: await pageOf(context, chosen.base, account), leave: () => context.close() };
    },
    (page, place) => shot(page, place.name, place.ready),
  );
}
