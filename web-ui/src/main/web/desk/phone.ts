import type { UA } from "jssip";
import type {
  IncomingEvent,
  IncomingInfoEvent,
  OutgoingEvent,
  OutgoingInfoEvent,
  RTCSession,
} from "jssip/lib/RTCSession";
import type { IncomingRTCSessionEvent, OutgoingRTCSessionEvent } from "jssip/lib/UA";
import type { Api } from "../api/client.ts";
import { Problem } from "../api/client.ts";
import { backOff } from "../api/events.ts";
import type { CallNews, CallState, Direction, Light } from "../api/types.ts";
import type { Failed } from "./failure.ts";
import { type Consultation, type Handing, refer, statusOf } from "./handing.ts";
import { closeStream, type MicrophoneTrouble, NoMicrophone, openMicrophone } from "./microphone.ts";
import { type Bell, ring } from "./ring.ts";
import { toSpeaker } from "./speaker.ts";

/** Whether calls can be made and taken, and why not. */
export type Registration =
  | { state: "connecting" }
  | { state: "ready" }
  | { state: "offline"; why: "no-connection" | "unregistered" }
  | { state: "offline"; why: "refused"; status: string };

/** The one call of this phone. */
export interface PhoneCall {
  direction: Direction;
  /** The other side as dialled or as shown by the gateway. */
  who: string;
  stage: "opening" | "trying" | "ringing" | "incoming" | "talking";
  /** When it was answered, by this browser's clock. */
  since: number | null;
  muted: boolean;
  held: boolean;
  /** The gateway's id, once it is known. */
  id: string | null;
  light: Light;
  /** When the light went on. */
  recordedSince: number | null;
  /** A transfer that is under way, or failed last. */
  handing: Handing | null;
  /** A second call before a transfer. */
  consultation: Consultation | null;
}

/** What remains on the desk of a call that is over. */
export interface Over {
  who: string;
  direction: Direction;
  millis: number | null;
  failed: Failed | null;
  wasRecorded: boolean;
  light: Light;
}

export interface PhoneState {
  registration: Registration;
  call: PhoneCall | null;
  over: Over | null;
  trouble: MicrophoneTrouble | null;
  microphone: MediaStream | null;
}

const callState = "application/vnd.mitschnitt.call-state+json";
const waiting: Light = { state: "undecided", code: "undecided", reason: "" };

/** The softphone: JsSIP behind one door. It knows SIP and sound and nothing of the page. */
export class Phone {
  state: PhoneState = {
    registration: { state: "connecting" },
    call: null,
    over: null,
    trouble: null,
    microphone: null,
  };
  private readonly api: Api;
  private readonly agent: string;
  private readonly readers = new Set<() => void>();
  private readonly speaker: HTMLAudioElement;
  private ua: UA | null = null;
  private domain = "";
  private session: RTCSession | null = null;
  private second: RTCSession | null = null;
  private consulting = false;
  private readonly sounds = new WeakMap<RTCSession, MediaStream>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private attempt = 0;
  private stopBell: (() => void) | null = null;
  private stopped = false;

  constructor(api: Api, agent: string) {
    this.api = api;
    this.agent = agent;
    this.speaker = document.createElement("audio");
    this.speaker.autoplay = true;
    this.speaker.dataset.role = "remote-audio";
    toSpeaker(this.speaker);
    document.body.append(this.speaker);
  }

  listen(reader: () => void): () => void {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  /** Fetches credentials and registers; tries again by itself until `stop`. */
  async start(): Promise<void> {
    if (this.stopped) return;
    try {
      const [jssip, credentials] = await Promise.all([import("jssip"), this.api.credentials()]);
      if (this.stopped) return;
      this.domain = credentials.uri.replace(/^sips?:/, "").replace(/^[^@]*@/, "");
      this.ua?.stop();
      const ua = new jssip.UA({
        sockets: [
          new jssip.WebSocketInterface(new URL(credentials.ws, location.href.replace(/^http/, "ws")).href),
        ],
        uri: credentials.uri,
        authorization_user: credentials.username,
        password: credentials.password,
        display_name: this.agent,
        instance_id: instanceId(),
        register: true,
        register_expires: 120,
        session_timers: false,
        connection_recovery_min_interval: 1,
        connection_recovery_max_interval: 20,
        user_agent: "Mitschnitt softphone",
      });
      this.ua = ua;
      this.follow(ua);
      ua.start();
      this.renewBefore(credentials.expires);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return;
      const refused = error instanceof Problem && error.status > 0;
      this.offline(
        refused
          ? { state: "offline", why: "refused", status: `HTTP ${error.status}` }
          : { state: "offline", why: "no-connection" },
      );
      this.again();
    }
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.session?.isEnded() === false && this.session.terminate();
    this.ua?.stop();
    this.silence();
    this.speaker.remove();
    this.readers.clear();
  }

  /** Dials. The microphone is opened first: without one there is no call. */
  async dial(target: string, shownAs = target): Promise<void> {
    if (!this.ua || this.state.call) return;
    this.set({ over: null, trouble: null, call: this.begin("outbound", shownAs, "opening") });
    const stream = await this.openMicrophone();
    if (!stream) return this.set({ call: null });
    if (!this.state.call || !this.ua) return closeStream(stream);
    this.set({ microphone: stream });
    try {
      this.ua.call(this.address(target), {
        mediaStream: stream,
        mediaConstraints: { audio: true, video: false },
        pcConfig: { iceServers: [] },
        rtcOfferConstraints: { offerToReceiveAudio: true, offerToReceiveVideo: false },
      });
    } catch {
      this.finish({ code: 404, phrase: "", cause: "Invalid Target" });
    }
  }

  async answer(): Promise<void> {
    const session = this.session;
    if (!session || this.state.call?.stage !== "incoming") return;
    this.set({ trouble: null });
    const stream = await this.openMicrophone();
    if (!stream || session.isEnded()) return closeStream(stream);
    this.silence();
    this.set({ microphone: stream });
    session.answer({
      mediaStream: stream,
      mediaConstraints: { audio: true, video: false },
      pcConfig: { iceServers: [] },
    });
  }

  hangUp(): void {
    const session = this.session;
    if (!session) {
      if (this.state.call) this.set({ call: null });
      return;
    }
    if (session.isEnded()) return;
    if (this.state.call?.stage === "incoming") session.terminate({ status_code: 486 });
    else session.terminate();
  }

  mute(on: boolean): void {
    if (on) this.session?.mute({ audio: true });
    else this.session?.unmute({ audio: true });
    this.update({ muted: on });
  }

  hold(on: boolean): void {
    if (on) this.session?.hold();
    else this.session?.unhold();
  }

  /** Sends a key as RFC 4733 telephone-event. */
  key(digit: string): void {
    if (this.state.call?.stage !== "talking" || !this.session) return;
    // The typings offer an enumeration that the bundle does not export.
    this.session.sendDTMF(digit, { transportType: "RFC2833" as never, duration: 160, interToneGap: 80 });
  }

  /** Hands the other side to `target` at once; the gateway calls it, and ends this call when it is answered. */
  handOver(target: string): void {
    if (this.state.call?.stage !== "talking" || !this.session) return;
    refer(this.session, this.address(target), target, (handing) => this.update({ handing }));
  }

  /** Holds the call and asks `target` first, in a second call with the same microphone. */
  async consult(target: string): Promise<void> {
    const { call, microphone } = this.state;
    if (call?.stage !== "talking" || !this.session || !this.ua || this.second || !microphone) return;
    this.update({ handing: null, consultation: { who: target, stage: "trying", code: 0 } });
    if (!call.held) await new Promise<void>((held) => this.session?.hold({}, held) || held());
    this.consulting = true;
    try {
      this.second = this.ua.call(this.address(target), {
        mediaStream: microphone,
        mediaConstraints: { audio: true, video: false },
        pcConfig: { iceServers: [] },
        rtcOfferConstraints: { offerToReceiveAudio: true, offerToReceiveVideo: false },
      });
    } catch {
      this.asked({ stage: "failed", code: 404 });
    } finally {
      this.consulting = false;
    }
  }

  /** Joins the two whom this phone talks to; both calls are over by it. */
  connect(): void {
    const second = this.second;
    const consultation = this.state.call?.consultation;
    if (!this.session || !second || consultation?.stage !== "talking") return;
    const who = consultation.who;
    refer(this.session, this.address(who), who, (handing) => this.update({ handing }), second);
  }

  /** Back to who is held; the second call ends. */
  cancelConsultation(): void {
    const second = this.second;
    if (second && !second.isEnded()) second.terminate();
    else this.endConsultation();
  }

  private address(target: string): string {
    return `sip:${encodeURIComponent(target).replace(/%2B/g, "+")}@${this.domain}`;
  }

  private asked(part: Partial<Consultation>): void {
    const consultation = this.state.call?.consultation;
    if (consultation) this.update({ consultation: { ...consultation, ...part } });
  }

  private endConsultation(): void {
    this.second = null;
    this.silence();
    if (!this.session || this.session.isEnded()) return;
    this.speaker.srcObject = this.sounds.get(this.session) ?? null;
    this.update({ consultation: null, handing: null });
    this.session.unhold();
  }

  private adoptSecond(session: RTCSession): void {
    session.on("icecandidate", ({ ready }) => setTimeout(ready, 400));
    this.hearWhenConnected(session);
    session.on("progress", () => {
      this.asked({ stage: "ringing" });
      this.ringWith("ringback");
    });
    session.on("accepted", () => {
      this.silence();
      this.asked({ stage: "talking" });
    });
    session.on("ended", () => this.second === session && this.endConsultation());
    session.on("failed", ({ message }) => {
      this.silence();
      const canceled = statusOf(message) === 0;
      this.second = null;
      if (canceled) this.endConsultation();
      else this.asked({ stage: "failed", code: statusOf(message) });
    });
  }

  dismiss(): void {
    this.set({ over: null, trouble: null });
  }

  /** News from the event stream: it carries the light too, and finds the call's id on its own. */
  news({ call: live }: CallNews): void {
    const call = this.state.call;
    if (!call || call.stage === "opening" || live.agent !== this.agent || live.phase === "ended") return;
    if (call.id !== null && call.id !== live.id) return;
    if (call.direction !== live.direction) return;
    this.light(live.light, live.id);
  }

  private follow(ua: UA): void {
    const mine = () => this.ua === ua && !this.stopped;
    ua.on(
      "connecting",
      () =>
        mine() && this.state.registration.state !== "offline" && this.registration({ state: "connecting" }),
    );
    ua.on("disconnected", () => mine() && this.offline({ state: "offline", why: "no-connection" }));
    ua.on("registered", () => {
      if (!mine()) return;
      this.attempt = 0;
      this.registration({ state: "ready" });
    });
    ua.on("unregistered", () => mine() && this.offline({ state: "offline", why: "unregistered" }));
    ua.on("registrationFailed", ({ response, cause }) => {
      if (!mine()) return;
      const status = response ? `SIP ${response.status_code} ${response.reason_phrase}` : String(cause ?? "");
      this.offline({ state: "offline", why: "refused", status });
      // The credentials are short-lived: a restarted server does not know them any more.
      this.again();
    });
    ua.on(
      "newRTCSession",
      (event: IncomingRTCSessionEvent | OutgoingRTCSessionEvent) => mine() && this.adopt(event),
    );
  }

  private adopt({ originator, session }: IncomingRTCSessionEvent | OutgoingRTCSessionEvent): void {
    const incoming = (originator as string) === "remote";
    if (!incoming && this.consulting) {
      this.adoptSecond(session);
      return;
    }
    if (incoming && this.state.call) {
      session.terminate({ status_code: 486, reason_phrase: "Busy Here" });
      return;
    }
    this.session = session;
    if (incoming) {
      const { display_name: name, uri } = session.remote_identity;
      this.set({
        over: null,
        trouble: null,
        call: this.begin("inbound", name || uri.user || "", "incoming"),
      });
      this.ringWith("incoming");
    } else {
      this.update({ stage: "trying" });
    }
    this.hearWhenConnected(session);
    session.on("icecandidate", ({ ready }) => {
      // Loopback and host candidates come first; nobody waits for an interface that answers to nobody.
      setTimeout(ready, 400);
    });
    session.on("progress", (event: IncomingEvent | OutgoingEvent) => {
      if (incoming || !("response" in event)) return;
      this.update({ stage: "ringing" });
      if (event.response.body) this.silence();
      else this.ringWith("ringback");
    });
    session.on("accepted", () => this.talk());
    session.on("confirmed", () => this.talk());
    session.on("hold", ({ originator: by }) => (by as string) === "local" && this.update({ held: true }));
    session.on("unhold", ({ originator: by }) => (by as string) === "local" && this.update({ held: false }));
    session.on("newInfo", (event: IncomingInfoEvent | OutgoingInfoEvent) => {
      if ((event.originator as string) !== "remote" || !event.info.contentType.startsWith(callState)) return;
      const news = parsedState(event.info.body);
      if (news)
        this.light(
          { state: news.state, code: news.code, reason: news.reason, until: news.until ?? null },
          news.call,
        );
    });
    session.on("ended", () => this.session === session && this.finish(null));
    session.on("failed", ({ originator: by, message, cause }) => {
      if (this.session !== session) return;
      const response = message as { status_code?: number; reason_phrase?: string } | null;
      const local = (by as string) === "local" && (cause === "Canceled" || cause === "Rejected");
      if (local) return this.finish(null);
      if (incoming && cause === "Canceled") return this.finish({ code: 0, phrase: "", cause: "Canceled" });
      this.finish({ code: response?.status_code ?? 0, phrase: response?.reason_phrase ?? "", cause });
    });
  }

  private talk(): void {
    this.silence();
    if (this.state.call?.stage === "talking") return;
    this.update({ stage: "talking", since: Date.now() });
  }

  private light(light: Light, id: string): void {
    const call = this.state.call;
    if (!call) return;
    const recordedSince = light.state === "on" ? (call.recordedSince ?? Date.now()) : call.recordedSince;
    this.update({ light, id, recordedSince });
  }

  /** A call that goes out has its connection already; one that comes in gets it when it is answered. */
  private hearWhenConnected(session: RTCSession): void {
    if (session.connection) this.hear(session.connection, session);
    else session.on("peerconnection", ({ peerconnection }) => this.hear(peerconnection, session));
  }

  private hear(connection: RTCPeerConnection, session: RTCSession): void {
    connection.addEventListener("track", (event) => {
      const sound = event.streams[0] ?? new MediaStream([event.track]);
      this.sounds.set(session, sound);
      this.speaker.srcObject = sound;
      this.speaker.play().catch(() => {
        // A page that nobody touched yet may not sound; the answer button is a touch.
      });
    });
  }

  private finish(failed: Failed | null): void {
    const call = this.state.call;
    this.silence();
    const second = this.second;
    this.second = null;
    if (second && !second.isEnded()) second.terminate();
    closeStream(this.state.microphone);
    this.speaker.srcObject = null;
    this.session = null;
    this.set({
      call: null,
      microphone: null,
      over: call && {
        who: call.who,
        direction: call.direction,
        millis: call.since === null ? null : Date.now() - call.since,
        failed,
        wasRecorded: call.recordedSince !== null,
        light: call.light,
      },
    });
  }

  private begin(direction: Direction, who: string, stage: PhoneCall["stage"]): PhoneCall {
    return {
      direction,
      who,
      stage,
      since: null,
      muted: false,
      held: false,
      id: null,
      light: waiting,
      recordedSince: null,
      handing: null,
      consultation: null,
    };
  }

  private async openMicrophone(): Promise<MediaStream | null> {
    try {
      return await openMicrophone();
    } catch (error) {
      this.set({ trouble: error instanceof NoMicrophone ? error.trouble : "busy" });
      return null;
    }
  }

  private ringWith(bell: Bell): void {
    this.silence();
    this.stopBell = ring(bell);
  }

  private silence(): void {
    this.stopBell?.();
    this.stopBell = null;
  }

  private renewBefore(expires: string): void {
    const left = new Date(expires).getTime() - Date.now();
    if (!Number.isFinite(left)) return;
    this.schedule(Math.min(Math.max(left - 60_000, 30_000), 2 ** 31 - 1), async () => {
      try {
        const fresh = await this.api.credentials();
        this.ua?.set("authorization_user", fresh.username);
        this.ua?.set("password", fresh.password);
        this.renewBefore(fresh.expires);
      } catch {
        this.renewBefore(new Date(Date.now() + 90_000).toISOString());
      }
    });
  }

  private again(): void {
    this.schedule(backOff(this.attempt++), () => (this.state.call ? this.again() : this.start()));
  }

  private schedule(millis: number, task: () => unknown): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (!this.stopped) task();
    }, millis);
  }

  private registration(registration: Registration): void {
    this.set({ registration });
  }

  private offline(registration: Registration): void {
    this.set({ registration });
  }

  private update(part: Partial<PhoneCall>): void {
    if (this.state.call) this.set({ call: { ...this.state.call, ...part } });
  }

  private set(part: Partial<PhoneState>): void {
    this.state = { ...this.state, ...part };
    for (const reader of this.readers) reader();
  }
}

/** This tab's name for the registrar, so that a reload or a lost connection finds its calls again (RFC 5626). */
function instanceId(): string {
  const key = "mitschnitt.instance";
  const known = sessionStorage.getItem(key);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  sessionStorage.setItem(key, id);
  return id;
}

function parsedState(body: string): CallState | null {
  try {
    const state = JSON.parse(body) as CallState;
    return typeof state.state === "string" && typeof state.code === "string" ? state : null;
  } catch {
    return null;
  }
}
