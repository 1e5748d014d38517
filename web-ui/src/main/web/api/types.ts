/** The shapes of docs/api.md. Times are UTC ISO-8601, durations milliseconds, numbers E.164, ids opaque. */

export type Role = "agent" | "reviewer" | "trainer" | "trainee" | "compliance" | "auditor" | "admin";

export interface User {
  name: string;
  roles: Role[];
  agent: boolean;
}

export interface Session {
  user: User;
  csrf: string;
}

export interface Node {
  name: string;
  version: string;
  /** Nobody has an account yet. */
  setup?: boolean;
  demo: Demo | null;
}

export interface Demo {
  number: string;
  logins: { username: string; password: string; roles: Role[] }[];
}

export interface Credentials {
  uri: string;
  ws: string;
  username: string;
  password: string;
  expires: string;
}

/** What an agent can choose to be. */
export type Choice = "available" | "break" | "offline";

/** What an agent is, and wants to be; only who is available is rung. */
export interface Presence {
  presence: "available" | "busy" | "wrap-up" | "break" | "offline";
  choice: Choice;
  since: string;
  wrapUpUntil: string | null;
}

export type Direction = "inbound" | "outbound";
export type Phase = "ringing" | "asking" | "talking" | "ended";
export type LightState = "undecided" | "on" | "off" | "paused";

export interface Party {
  number: string | null;
  address: string | null;
  name: string | null;
}

export interface Light {
  state: LightState;
  code: string;
  reason: string;
  /** Paused: when the recording goes on by itself. */
  until?: string | null;
}

export interface Ending {
  whose: Whose;
  why: string;
  cause: number;
}

export type Whose = "caller" | "agent" | "carrier" | "us" | "unknown";

export interface Call {
  id: string;
  direction: Direction;
  customer: Party;
  agent: string | null;
  trunk: string;
  dialled: string;
  startedAt: string;
  answeredAt: string | null;
  phase: Phase;
  light: Light;
  recording: string | null;
  ending: Ending | null;
}

export type NotRecorded =
  | "refused"
  | "forbidden"
  | "not-selected"
  | "ended-before-gate"
  | "withdrawn"
  | "failed";

export interface Row {
  call: string;
  direction: Direction;
  customer: Party;
  agent: string | null;
  trunk: string;
  dialled: string;
  startedAt: string;
  answeredAt: string;
  signalling?: Record<string, string>;
  endedAt: string | null;
  state: "open" | "recorded" | "not-recorded";
  recording: string | null;
  reason: { why: NotRecorded; detail: string } | null;
  ending: Ending | null;
  decision: Decision;
  consent: ConsentEvent[];
}

export type Mode =
  | "forbidden"
  | "explicit-consent"
  | "opt-out"
  | "notice"
  | "one-party"
  | "statutory"
  | "off";

export interface Decision {
  mode: Mode;
  language: string;
  prompt: string;
  profile: string;
  retentionDays: number;
  retention?: string;
  reasons: string[];
  basis: { policyVersion: string; tableVersion: string; rule: string };
}

/** One party's place: what its row of the table of jurisdictions says, and what is made of it. */
export interface Place {
  whose: "customer" | "called" | "agent";
  code: string;
  name: string;
  says: Mode | null;
  counts: Mode;
  doubt: string;
  confidence: "high" | "medium" | "low" | "";
  sources: string[];
  note: string;
  reviewedOn: string | null;
}

export interface Verdict {
  direction: Direction;
  decision: Decision;
  places: Place[];
}

/** What the policy makes of a call; without a verdict it would not be taken. */
export interface Answer {
  verdict: Verdict | null;
  why: string;
}

export type ConsentKind =
  | "prompt-started"
  | "prompt-heard"
  | "agreed"
  | "told"
  | "objected"
  | "no-answer"
  | "withdrawn"
  | "paused"
  | "resumed"
  | "handed-over";

export interface ConsentEvent {
  at: string;
  kind: ConsentKind;
  detail: string | null;
}

export type RecordingState = "recording" | "pending" | "ready" | "failed" | "erased";

export interface Recording {
  id: string;
  call: string;
  direction: Direction;
  customer: Party;
  agent: string | null;
  trunk: string;
  dialled: string;
  startedAt: string;
  answeredAt: string;
  /** t = 0 of the sound. */
  recordedAt?: string;
  durationMs: number | null;
  state: RecordingState;
  decision: Decision;
  consent: ConsentEvent[];
  ending: Ending | null;
  sha256: string | null;
  deleteAfter: string | null;
  findings: string[];
  tags?: string[];
  score?: number | null;
  comments?: number;
  /** Whether its caller may have a receipt. */
  receipt?: boolean;
  listenings?: Listening[];
  segments?: Segment[];
  /** Made elsewhere and brought in. */
  imported?: boolean;
  origin?: Origin | null;
}

/** An agent had the call from then until then. */
export interface Segment {
  agent: string;
  from: string;
  to: string | null;
}

/** Where an imported recording came from. */
export interface Origin {
  at: string;
  by: string;
  reason: string;
  file: string;
  format: string;
  sampleRate: number;
  channels: number;
  sha256: string;
}

export interface Listening {
  at: string;
  user: string;
  role: string;
}

export type SpanKind = "loss" | "silent" | "hold" | "pause";

export interface Span {
  leg: "customer" | "agent";
  kind: SpanKind;
  fromMillis: number;
  toMillis: number;
}

/** `customer` and `agent` hold the minimum and the maximum of each stretch in turn, -128..127. */
export interface Waveform {
  millisPerPeak: number;
  customer: number[];
  agent: number[];
  spans: Span[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface CallNews {
  kind: "began" | "changed" | "ended";
  call: Call;
}

/** The worst of each running call's legs and directions. */
export interface BoardNews {
  at: string;
  calls: BoardLine[];
}

export interface BoardLine {
  id: string;
  mos: number | null;
  lossPercent: number | null;
  jitterMillis: number | null;
  silent: boolean;
}

export interface RecordingNews {
  kind: "opened" | "stored" | "failed" | "erased" | "alarm";
  recording: string;
  call: string;
  at: string;
  durationMs?: number;
  why?: string;
}

/** What the gateway tells the softphone in a SIP INFO of type application/vnd.mitschnitt.call-state+json. */
export interface CallState {
  state: LightState;
  code: string;
  reason: string;
  until?: string | null;
  call: string;
  recording: string | null;
}

/** RFC 9457. */
export interface ProblemDocument {
  status: number;
  title: string;
  detail?: string;
}
