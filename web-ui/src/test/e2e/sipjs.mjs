// Another softphone than ours at an agent's desk: SIP.js, unchanged, calls out, and is called by the desk's JsSIP.
// node sipjs.mjs --base URL --dial NUMBER [--tone HZ of the other side]
import { createRequire } from "node:module";
import { build } from "vite";
import { check, journey, launch, microphoneFile, open, options, pageOf, until } from "./lib.mjs";
import { deskReady, hearsOtherSide } from "./talk.mjs";

const OWN = 880; // hertz that SIP.js sends
const DESK = 620; // hertz of the browser's microphone, which is the desk's
const chosen = options({ guest: "ben:ben" });

await journey("sip.js", async (result) => {
  check(chosen.dial, "--dial NUMBER is missing");
  const microphone = microphoneFile(chosen.wav, DESK);
  const browser = await launch({ wav: microphone.path });
  try {
    const guestSide = await open(browser, { bypassCSP: true, baseURL: chosen.base });
    const guest = await phonePage(guestSide);
    const calledAt = Date.now();
    await guest.evaluate((number) => window.phone.dial(number), chosen.dial);
    await guest.waitForFunction(() => window.phone.state === "Established", null, { timeout: 15_000 });
    result.answeredAfterMs = Date.now() - calledAt;
    await hearsOtherSide(guest, result, chosen.tone);
    await guest.waitForTimeout(2_000);
    await guest.evaluate(() => window.phone.hangUp());

    const deskSide = await open(browser);
    const desk = await pageOf(deskSide, chosen.base, chosen.agent, "#/desk");
    await deskReady(desk);
    await desk.fill(".dial-field", chosen.guest.split(":")[0]);
    await desk.click("[data-action=call]");
    await desk.waitForSelector("[data-stage=talking]", { timeout: 15_000 });
    await hearsOtherSide(desk, result, OWN);
    result.deskHears = result.remoteAudio;
    await hearsOtherSide(guest, result, DESK);
    await guest.evaluate(() => window.phone.hangUp());
    await desk.waitForSelector("[data-stage]", { state: "detached", timeout: 10_000 });
    result.troubles = deskSide.troubles;
    check(result.troubles.length === 0, `the desk complained: ${result.troubles[0]}`);
  } finally {
    await browser.close();
    microphone.remove();
  }
});

/** A page of the product's own origin, logged in, with nothing in it but SIP.js. */
async function phonePage(context) {
  const [username, password] = chosen.guest.split(":");
  const login = await context.request.post("/api/v1/login", { data: { username, password } });
  check(login.ok(), `log-in of ${username}: ${login.status()}`);
  const headers = { "x-csrf-token": (await login.json()).csrf };
  const credentials = await context.request.post("/api/v1/softphone/credentials", { headers, data: {} });
  check(credentials.ok(), `credentials of ${username}: ${credentials.status()}`);
  const page = await context.newPage();
  await page.goto("/health/live");
  await page.addScriptTag({ content: await library() });
  await page.evaluate(phone, { account: await credentials.json(), hertz: OWN });
  await until("SIP.js to be registered", () => page.evaluate(() => window.phone.registered), 10_000);
  return page;
}

/** SIP.js as it was published, as one script. */
async function library() {
  const entry = createRequire(import.meta.url).resolve("sip.js");
  const [bundle] = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: false, lib: { entry, name: "SIP", formats: ["iife"] } },
  });
  return bundle.output[0].code.replace(/^(var|const) SIP ?=/m, "window.SIP =");
}

/** Runs in the page: one phone that answers by itself. */
async function phone({ account, hertz }) {
  const { UserAgent, Registerer, Inviter, SessionState, Web } = window.SIP;
  await navigator.mediaDevices.getUserMedia({ audio: true }); // else the browser hides its addresses
  const speaker = document.createElement("audio");
  speaker.autoplay = true;
  speaker.dataset.role = "remote-audio";
  document.body.append(speaker);
  const voice = async () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: hertz });
    const out = context.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    return out.stream;
  };
  const follow = (session) => {
    window.phone.session = session;
    session.stateChange.addListener((state) => {
      window.phone.state = state;
      if (state === SessionState.Established) {
        speaker.srcObject = session.sessionDescriptionHandler.remoteMediaStream;
      }
    });
  };
  const ua = new UserAgent({
    uri: UserAgent.makeURI(account.uri),
    authorizationUsername: account.username,
    authorizationPassword: account.password,
    transportOptions: { server: new URL(account.ws, location.href.replace(/^http/, "ws")).href },
    sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(voice),
    sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
    logBuiltinEnabled: false,
    delegate: {
      onInvite: (invitation) => {
        follow(invitation);
        invitation.accept();
      },
    },
  });
  window.phone = {
    registered: false,
    state: "",
    dial: (number) => {
      const domain = account.uri.split("@")[1];
      const session = new Inviter(ua, UserAgent.makeURI(`sip:${number}@${domain}`));
      follow(session);
      return session.invite().then(() => true);
    },
    hangUp: () => window.phone.session.bye().then(() => true),
  };
  await ua.start();
  const registerer = new Registerer(ua);
  registerer.stateChange.addListener((state) => {
    window.phone.registered = state === "Registered";
  });
  await registerer.register();
}
