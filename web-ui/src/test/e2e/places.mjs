// The places of the page beyond telephone and list, for those who look at every page: whose log-in, where, which tab.
export const places = [
  { name: "quality", account: "reviewer", hash: "#/quality", ready: ".figures, .empty" },
  { name: "scorecards", account: "reviewer", hash: "#/quality", tab: "cards", ready: ".marks, .empty" },
  { name: "calibration", account: "reviewer", hash: "#/quality", tab: "calibration", ready: ".panel form" },
  { name: "samples", account: "reviewer", hash: "#/quality", tab: "samples", ready: ".panel form" },
  { name: "live", account: "reviewer", hash: "#/live", ready: ".figures" },
  { name: "training", account: "trainer", hash: "#/training", ready: "[data-course], .empty" },
  { name: "training-trainee", account: "trainee", hash: "#/training", ready: "[data-course], .empty" },
  { name: "compliance", account: "compliance", hash: "#/compliance", ready: ".statement-line" },
  { name: "requests", account: "compliance", hash: "#/compliance", tab: "requests", ready: "#requests" },
  { name: "log", account: "compliance", hash: "#/compliance", tab: "log", ready: ".log-entry" },
  { name: "law", account: "compliance", hash: "#/compliance", tab: "law", ready: "#report" },
  { name: "import", account: "compliance", hash: "#/compliance", tab: "import", ready: ".panel form" },
  { name: "receipt", account: "compliance", hash: "#/receipt", ready: "[name=code]" },
  { name: "policy", account: "compliance", hash: "#/policy", ready: "form" },
  { name: "admin", account: "admin", hash: "#/admin", ready: ".signs" },
  { name: "people", account: "admin", hash: "#/admin", tab: "people", ready: ".entries" },
  { name: "tokens", account: "admin", hash: "#/admin", tab: "tokens", ready: ".panel form" },
  { name: "webhooks", account: "admin", hash: "#/admin", tab: "webhooks", ready: ".panel form" },
  { name: "trunks", account: "admin", hash: "#/admin", tab: "trunks", ready: ".entries, .empty" },
  { name: "coverage", account: "admin", hash: "#/admin", tab: "coverage", ready: ".line-chart" },
];

/** Goes to a place on a page whose user is logged in. */
export async function goTo(page, place) {
  await page.evaluate((to) => (location.hash = to), place.hash);
  if (place.tab) await page.click(`#tab-${place.tab}`);
  await page.waitForSelector(place.ready, { timeout: 45_000 });
}

/** Visits every place, each person in a context of their own that `enter` opens. */
export async function everyPlace(enter, see) {
  for (const account of new Set(places.map((place) => place.account))) {
    const { page, leave } = await enter(`${account}:${account}`);
    for (const place of places.filter((one) => one.account === account)) {
      await goTo(page, place);
      await see(page, place);
    }
    await leave();
  }
}
