// One outbound call as a newcomer makes it: dial, be told, talk, hang up; then the reviewer finds, opens and hears it.
// node journey.mjs --base URL --dial NUMBER [--out DIR] [--wav MIC.wav] [--tone HZ of the other side] [--mic-tone HZ]
import { check, heard, journey, launch, microphoneFile, open, options, pageOf, until } from "./lib.mjs";
import {
  appears,
  deskReady,
  downloads,
  hearsOtherSide,
  knownRecordings,
  lightGoesOn,
  plays,
} from "./talk.mjs";

const chosen = options({ "mic-tone": undefined });

/** The test before the shift: the microphone comes back out of the loudspeaker, a second late. */
async function hearsThemselves(page, result) {
  await page.locator(".mic-test button").click();
  await page.locator("[data-action=echo]").check();
  await until("the microphone to be heard again", async () => {
    [result.echo] = await page.evaluate(() => window.__ears.speakers());
    return heard(result.echo, chosen["mic-tone"]);
  });
  await page.locator(".mic-test button").click();
  await page.locator("[data-action=echo]").waitFor({ state: "detached" });
}

await journey("outbound", async (result) => {
  check(chosen.dial, "--dial NUMBER is missing");
  const microphone = microphoneFile(chosen.wav);
  const browser = await launch({ wav: microphone.path });
  try {
    const reviewerSide = await open(browser);
    const reviewer = await pageOf(reviewerSide, chosen.base, chosen.reviewer, "#/recordings");
    const known = await knownRecordings(reviewer);

    const agentSide = await open(browser);
    const agent = await pageOf(agentSide, chosen.base, chosen.agent, "#/desk");
    await deskReady(agent);
    await hearsThemselves(agent, result);
    await agent.fill(".dial-field", chosen.dial);
    const began = Date.now();
    await agent.click("[data-action=call]");
    await agent.waitForSelector("[data-stage=talking]", { timeout: 30_000 });
    result.answeredAfterMs = Date.now() - began;
    await lightGoesOn(agent, result, began);
    await hearsOtherSide(agent, result, chosen.tone);
    await agent.waitForTimeout(Number(chosen.talk) * 1000);

    const hungUpAt = Date.now();
    await agent.click("[data-action=hangup]");
    const id = await appears(reviewer, known, hungUpAt, result);
    await agent.waitForSelector("[data-stage]", { state: "detached" });
    await plays(reviewer, id, result, { customerTone: chosen.tone, agentTone: chosen["mic-tone"] });
    await downloads(reviewer, id, chosen.out, result);
    result.troubles = [...agentSide.troubles, ...reviewerSide.troubles];
    check(result.troubles.length === 0, `the pages complained: ${result.troubles[0]}`);
  } finally {
    await browser.close();
    microphone.remove();
  }
});
