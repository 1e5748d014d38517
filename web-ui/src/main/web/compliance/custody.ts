import type { Api } from "../api/client.ts";
import type { Page } from "../api/types.ts";
import type { Case, Conformity, Hold, Kept, SubjectRequest } from "./types.ts";

const at = (...parts: string[]) => `/${parts.map(encodeURIComponent).join("/")}`;

/** The API of those who answer for the law. */
export class Custody {
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  clock = () => this.api.send<{ objection: string | null }>("GET", "/retention/clock");
  trust = (reason: string) => this.api.send<void>("POST", "/retention/clock", { reason });
  kept = (id: string) => this.api.send<Kept>("GET", at("recordings", id, "custody"));
  holds = () => this.api.send<Page<Kept>>("GET", "/holds");
  hold = (id: string, reason: string) => this.api.send<Hold>("PUT", at("recordings", id, "hold"), { reason });
  release = (id: string, hold: string, reason: string) =>
    this.api.send<Hold>("DELETE", at("recordings", id, "hold"), { hold, reason });
  erase = (id: string, reason: string) => this.api.send<Kept>("DELETE", at("recordings", id), { reason });
  requests = () => this.api.send<Page<SubjectRequest>>("GET", "/subjects/requests");
  take = (kind: SubjectRequest["kind"], number: string, reason: string) =>
    this.api.send<SubjectRequest>("POST", at("subjects", kind), { number, reason });
  confirm = (id: string, reason: string) =>
    this.api.send<SubjectRequest>("POST", at("subjects", "requests", id, "confirm"), { reason });
  delivered = (id: string, reason: string) =>
    this.api.send<SubjectRequest>("POST", at("subjects", "requests", id, "delivered"), { reason });
  conformity = () => this.api.send<Conformity>("GET", "/compliance/mifid");
  cases = () => this.api.send<Page<Case>>("GET", "/cases");
  open = (name: string) => this.api.send<Case>("POST", "/cases", { name });
  gather = (id: string, number: string) =>
    this.api.send<Case>("POST", at("cases", id, "recordings"), { number });
  note = (id: string, text: string) => this.api.send<Case>("POST", at("cases", id, "notes"), { text });
}

const base = "/api/v1";

/** Where a file is sent that was recorded elsewhere, with what is known of it; empty parts are left out. */
export const importPath = (facts: Record<string, string>) => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(facts)) {
    if (value.trim()) params.set(name, value.trim());
  }
  return `/imports?${params}`;
};

export const certificateUrl = (id: string) => base + at("recordings", id, "certificate");
export const ownSideUrl = (request: string, id: string) =>
  base + at("subjects", "requests", request, "recordings", id);
export const evidenceUrl = (id: string, reason: string, cut?: string) =>
  `${base}${at("recordings", id, "evidence")}?reason=${encodeURIComponent(reason)}${cut ? `&cut=${encodeURIComponent(cut)}` : ""}`;
export const draftUrl = (what: "register" | "dpia", language: string) =>
  `${base}${at("compliance", what)}?language=${language}`;
export const caseUrl = (id: string, reason: string) =>
  `${base}${at("cases", id, "export")}?reason=${encodeURIComponent(reason)}`;
