// One inbound call: the demo caller rings, the agent's browser shows it and answers, both talk, the recording appears.
// node inbound.mjs --base URL [--no-button: somebody else calls the service number] [--tone HZ] [--out DIR]
import { check, journey, launch, microphoneFile, open, options, pageOf } from "./lib.mjs";
import { appears, deskReady, downloads, hearsOtherSide, knownRecordings, plays } from "./talk.mjs";

const outside = process.argv.includes("--no-button");
if (outside) process.argv.splice(process.argv.indexOf("--no-button"), 1);
const chosen = options({ "mic-tone": undefined });

await journey("inbound", async (result) => {
  const microphone = microphoneFile(chosen.wav);
  const browser = await launch({ wav: microphone.path });
  try {
    const reviewerSide = await open(browser);
    const reviewer = await pageOf(reviewerSide, chosen.base, chosen.reviewer, "#/recordings");
    const known = await knownRecordings(reviewer);
    const agentSide = await open(browser);
    const agent = await pageOf(agentSide, chosen.base, chosen.agent, "#/desk");
    await deskReady(agent);

    const began = Date.now();
    if (!outside) await agent.click("[data-action=call-me]");
    await agent.waitForSelector("dialog.incoming[open]", { timeout: 60_000 });
    result.rangAfterMs = Date.now() - began;
    result.caller = await agent.locator(".incoming .call-who").innerText();
    await agent.click("[data-action=answer]");
    await agent.waitForSelector("[data-stage=talking]", { timeout: 15_000 });
    await agent.waitForSelector("[data-light=on]", { timeout: 40_000 });
    result.light = await agent.locator(".light").innerText();
    await hearsOtherSide(agent, result, chosen.tone);
    await agent.waitForTimeout(Number(chosen.talk) * 1000);

    const hungUpAt = Date.now();
    await agent.click("[data-action=hangup]");
    const id = await appears(reviewer, known, hungUpAt, result);
    await plays(reviewer, id, result, { customerTone: chosen.tone, agentTone: chosen["mic-tone"] });
    await downloads(reviewer, id, chosen.out, result);
    result.troubles = [...agentSide.troubles, ...reviewerSide.troubles];
    check(result.troubles.length === 0, `the pages complained: ${result.troubles[0]}`);
  } finally {
    await browser.close();
    microphone.remove();
  }
});
