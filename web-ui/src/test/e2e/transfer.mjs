// A caller who is handed on: anna hands over to ben at once, ben asks anna first and connects her with the caller.
// node transfer.mjs --base URL
import { check, journey, launch, microphoneFile, open, options, pageOf } from "./lib.mjs";
import { appears, deskReady, hearsOtherSide, knownRecordings } from "./talk.mjs";

const chosen = options({ colleague: "ben:ben" });
const second = chosen.colleague.split(":")[0];
const first = chosen.agent.split(":")[0];

/** Takes the call that rings on this desk. */
async function answers(page, result) {
  await page.waitForSelector("dialog.incoming[open]", { timeout: 60_000 });
  await page.click("[data-action=answer]");
  await page.waitForSelector("[data-stage=talking]", { timeout: 20_000 });
  await page.waitForSelector("[data-light=on]", { timeout: 40_000 });
  await hearsOtherSide(page, result, chosen.tone);
}

/** Opens the panel by keyboard alone, and names who shall have the caller. */
async function names(page, who) {
  await page.getByRole("button", { name: "Hand over", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("[name=transfer-to]:focus");
  await page.keyboard.type(who);
}

await journey("transfer", async (result) => {
  const microphone = microphoneFile(chosen.wav);
  const browser = await launch({ wav: microphone.path });
  try {
    const reviewerSide = await open(browser);
    const reviewer = await pageOf(reviewerSide, chosen.base, chosen.reviewer, "#/recordings");
    const known = await knownRecordings(reviewer);
    const annaSide = await open(browser);
    const anna = await pageOf(annaSide, chosen.base, chosen.agent, "#/desk");
    await deskReady(anna);
    await anna.click("[data-action=call-me]");
    await answers(anna, result);

    const benSide = await open(browser);
    const ben = await pageOf(benSide, chosen.base, chosen.colleague, "#/desk");
    await deskReady(ben);
    await names(anna, second);
    await anna.keyboard.press("Enter");
    await answers(ben, result);
    await anna.waitForSelector("[data-stage=talking]", { state: "detached", timeout: 15_000 });
    result.blind = true;

    await names(ben, first);
    await ben.click("[data-action=consult]");
    await anna.waitForSelector("dialog.incoming[open]", { timeout: 30_000 });
    await anna.click("[data-action=answer]");
    await ben.waitForSelector("[data-role=consultation][data-stage=talking]", { timeout: 20_000 });
    await anna.waitForSelector("[data-light=off]", { timeout: 20_000 });
    result.consultation = await ben.locator("[data-role=consultation] [role=status]").innerText();
    await ben.click("[data-action=connect]");
    await ben.waitForSelector("[data-stage=talking]", { state: "detached", timeout: 15_000 });
    await anna.waitForSelector("[data-light=on]", { timeout: 20_000 });
    await hearsOtherSide(anna, result, chosen.tone);
    result.attended = true;

    const hungUpAt = Date.now();
    await anna.click("[data-action=hangup]");
    const id = await appears(reviewer, known, hungUpAt, result);
    const facts = await reviewer.evaluate(
      async (one) => (await fetch(`/api/v1/recordings/${encodeURIComponent(one)}`)).json(),
      id,
    );
    result.segments = facts.segments.map((segment) => segment.agent);
    check(
      result.segments.join() === [first, second, first].join(),
      `the recording names ${result.segments.join()}`,
    );
    result.troubles = [...annaSide.troubles, ...benSide.troubles, ...reviewerSide.troubles];
    check(result.troubles.length === 0, `the pages complained: ${result.troubles[0]}`);
  } finally {
    await browser.close();
    microphone.remove();
  }
});
