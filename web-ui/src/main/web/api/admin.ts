import type { Api } from "./client.ts";
import type { NotRecorded, Page, Presence, Role } from "./types.ts";

export interface Person {
  name: string;
  roles: Role[];
  disabled: boolean;
  source: "account" | "configuration" | "demo";
}

export interface Token {
  id: string;
  name: string;
  roles: Role[];
  by: string;
  at: string;
  expires: string;
  /** There once, when it is made. */
  token?: string;
}

export const webhookEvents = [
  "call-began",
  "call-ended",
  "recording-opened",
  "recording-stored",
  "recording-failed",
  "recording-erased",
  "recording-alarm",
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

export interface Webhook {
  id: string;
  name: string;
  url: string;
  events: WebhookEvent[];
  by: string;
  at: string;
  secret?: string;
}

export interface Delivery {
  id: string;
  kind: string;
  at: string;
  body: string;
  state: "waiting" | "delivered" | "failed";
  tries: number;
  status: number;
  detail: string;
  lastTry: string;
}

export interface System {
  version: string;
  at: string;
  since: string;
  storeUp: boolean;
  journalWritable: boolean;
  evidenceObjection: string | null;
  acceptsCalls: boolean;
  liveCalls: number;
  registeredAgents: number;
  openRecordings: number;
  backlog: number;
  backlogLagMs: number;
  lostPayloads: number;
  alarms: number;
  heapBytes: number;
  heapMost: number;
  disk: {
    state: "enough" | "filling" | "full";
    totalBytes: number;
    freeBytes: number;
    daysToFull: number | null;
  };
}

export interface Trunk {
  name: string;
  transport: string;
  usable: boolean;
  registered: boolean | null;
  peers: { address: string; state: "unknown" | "up" | "down"; since: string }[];
}

export interface Agent {
  name: string;
  presence: Presence["presence"];
  since: string;
  groups: string[];
}

export interface CoverageDay {
  day: string;
  answered: number;
  recorded: number;
  open: number;
  notRecorded: Partial<Record<NotRecorded, number>>;
}

const id = encodeURIComponent;

/** The API of those who run the node, over the page's one connection. */
export const admin = (api: Api) => ({
  users: () => api.send<Page<Person>>("GET", "/users"),
  addUser: (wish: { name: string; roles: Role[]; password: string }) =>
    api.send<Person>("POST", "/users", wish),
  changeUser: (name: string, roles: Role[], disabled: boolean) =>
    api.send<void>("PUT", `/users/${id(name)}`, { roles, disabled }),
  setPassword: (name: string, password: string) =>
    api.send<void>("PUT", `/users/${id(name)}/password`, { password }),
  removeUser: (name: string) => api.send<void>("DELETE", `/users/${id(name)}`),
  ownPassword: (old: string, password: string) => api.send<void>("PUT", "/me/password", { old, password }),
  tokens: () => api.send<Page<Token>>("GET", "/tokens"),
  makeToken: (wish: { name: string; roles: Role[]; days: number }) =>
    api.send<Token>("POST", "/tokens", wish),
  revoke: (token: string) => api.send<void>("DELETE", `/tokens/${id(token)}`),
  webhooks: () => api.send<Page<Webhook>>("GET", "/webhooks"),
  addWebhook: (wish: { name: string; url: string; events: WebhookEvent[] }) =>
    api.send<Webhook>("POST", "/webhooks", wish),
  removeWebhook: (hook: string) => api.send<void>("DELETE", `/webhooks/${id(hook)}`),
  deliveries: (hook: string) => api.send<Page<Delivery>>("GET", `/webhooks/${id(hook)}/deliveries`),
  testWebhook: (hook: string) => api.send<void>("POST", `/webhooks/${id(hook)}/test`),
  replay: (hook: string, delivery: string) =>
    api.send<void>("POST", `/webhooks/${id(hook)}/replay`, { delivery }),
  system: () => api.send<System>("GET", "/system"),
  agents: () => api.send<Page<Agent>>("GET", "/agents"),
  trunks: () => api.send<Page<Trunk>>("GET", "/trunks"),
  coverage: (days: number) =>
    api.send<{ items: CoverageDay[]; complete: boolean }>("GET", `/coverage?days=${days}`),
});
