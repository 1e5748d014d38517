// What goes wrong, and what its person then reads: wrong password, no microphone, no such number, no carrier.
// node bad-input.mjs --base URL [--dial NUMBER] [--unknown NUMBER] [--unreachable NUMBER]
import { check, journey, launch, open, options, pageOf } from "./lib.mjs";
import { deskReady } from "./talk.mjs";

const chosen = options({ unknown: "+00", unreachable: undefined });

/** Dials and answers the message of the failed call. */
async function failedCall(number) {
  const browser = await launch();
  try {
    const page = await pageOf(await open(browser), chosen.base, chosen.agent, "#/desk");
    await deskReady(page);
    await page.fill(".dial-field", number);
    await page.click("[data-action=call]");
    const message = page.locator("[data-failure]");
    await message.waitFor({ timeout: 60_000 });
    const status = Number(await message.getAttribute("data-failure"));
    return { status, text: (await page.locator(".notice.bad").innerText()).replaceAll("\n", " · ") };
  } finally {
    await browser.close();
  }
}

/** Dials with a microphone that is not to be had and answers what the desk explains. */
async function withoutMicrophone(kind) {
  const browser = await launch({ microphone: kind === "refused" ? "unasked" : "none" });
  try {
    const context = await open(browser);
    const page = await pageOf(context, chosen.base, chosen.agent, "#/desk");
    if (kind === "refused") {
      const devtools = await context.newCDPSession(page);
      await devtools.send("Browser.setPermission", { permission: { name: "microphone" }, setting: "denied" });
    }
    await deskReady(page);
    await page.fill(".dial-field", chosen.dial ?? "+4930123456");
    await page.click("[data-action=call]");
    const box = page.locator("[data-trouble]");
    await box.waitFor({ timeout: 15_000 });
    const lines = (await box.innerText()).split("\n").filter(Boolean);
    check((await page.locator("[data-stage]").count()) === 0, "a call was begun without a microphone");
    return { trouble: await box.getAttribute("data-trouble"), lines };
  } finally {
    await browser.close();
  }
}

await journey("bad-input", async (result) => {
  const browser = await launch();
  try {
    const page = await (await open(browser)).newPage();
    await page.goto(chosen.base);
    await page.fill("[name=username]", chosen.agent.split(":")[0]);
    await page.fill("[name=password]", "certainly wrong");
    await page.click("form button[type=submit]");
    result.wrongPassword = await page.locator(".notice.bad").innerText({ timeout: 10_000 });
    check(/wrong/.test(result.wrongPassword), `wrong password reads: ${result.wrongPassword}`);
    check(await page.locator("[name=password]").isVisible(), "the form is gone after a wrong password");
  } finally {
    await browser.close();
  }

  result.refused = await withoutMicrophone("refused");
  check(
    result.refused.trouble === "refused" && result.refused.lines.length === 2,
    "a refused microphone is not explained",
  );
  result.absent = await withoutMicrophone("absent");
  check(result.absent.lines.length === 2, "an absent microphone is not explained");

  result.unknownNumber = await failedCall(chosen.unknown);
  check(
    /does not exist|SIP 4/.test(result.unknownNumber.text),
    `an unknown number reads: ${result.unknownNumber.text}`,
  );
  if (chosen.unreachable) {
    result.unreachableCarrier = await failedCall(chosen.unreachable);
    check(
      /cannot be reached/i.test(result.unreachableCarrier.text),
      `an unreachable carrier reads: ${result.unreachableCarrier.text}`,
    );
  }
  for (const value of Object.values(result)) {
    check(!/\bat \w+[.(]|Exception/.test(JSON.stringify(value)), "a stack trace is shown");
  }
});
