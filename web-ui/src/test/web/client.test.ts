import { describe, expect, it } from "vitest";
import { Api, noFilters, Problem, query } from "../../main/web/api/client.ts";
import { backOff } from "../../main/web/api/events.ts";

interface Sent {
  url: string;
  init: RequestInit;
}

/** A wire that answers in turn and remembers what was asked. */
function wire(...answers: (Response | Error)[]): { api: Api; sent: Sent[] } {
  const sent: Sent[] = [];
  const api = new Api((url, init) => {
    sent.push({ url: String(url), init: init ?? {} });
    const answer = answers.shift();
    return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer);
  });
  return { api, sent };
}

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const session = { user: { name: "anna", roles: ["agent"], agent: true }, csrf: "token-1" };
const header = (sent: Sent | undefined, name: string) =>
  (sent?.init.headers as Record<string, string> | undefined)?.[name];

describe("the API client", () => {
  it("sends the CSRF token with every POST after log-in, and with no GET", async () => {
    const { api, sent } = wire(
      json(200, session),
      new Response(null, { status: 202 }),
      json(200, { items: [], next: null }),
    );
    await api.login("anna", "secret");
    await api.callMe();
    await api.live();
    expect(header(sent[0], "X-CSRF-Token")).toBeUndefined();
    expect(header(sent[1], "X-CSRF-Token")).toBe("token-1");
    expect(header(sent[2], "X-CSRF-Token")).toBeUndefined();
    expect(sent[1]?.url).toBe("/api/v1/demo/call-me");
  });

  it("learns the token from /me after a reload", async () => {
    const { api, sent } = wire(json(200, session), new Response(null, { status: 204 }));
    await api.me();
    await api.hangup("c/1");
    expect(header(sent[1], "X-CSRF-Token")).toBe("token-1");
    expect(sent[1]?.url).toBe("/api/v1/calls/c%2F1/hangup");
  });

  it("reads a problem document with its waiting time", async () => {
    const { api } = wire(
      json(429, { status: 429, title: "Too Many Requests", detail: "later" }, { "Retry-After": "17" }),
    );
    const problem = await api.login("anna", "x").catch((error) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      status: 429,
      title: "Too Many Requests",
      detail: "later",
      retryAfter: 17,
    });
  });

  it("survives an error that is no problem document", async () => {
    const { api } = wire(new Response("<html>bad gateway", { status: 502 }));
    await expect(api.node()).rejects.toMatchObject({ status: 502, retryAfter: null });
  });

  it("says with status 0 that the server was not reached", async () => {
    const { api } = wire(new TypeError("fetch failed"));
    await expect(api.node()).rejects.toMatchObject({ status: 0 });
  });

  it("tells of a lost session, but not of a wrong password", async () => {
    const { api } = wire(json(401, { status: 401, title: "x" }), json(401, { status: 401, title: "x" }));
    let lost = 0;
    api.onLoggedOut = () => {
      lost++;
    };
    await api.login("anna", "wrong").catch(() => {});
    expect(lost).toBe(0);
    await api.live().catch(() => {});
    expect(lost).toBe(1);
  });

  it("asks only for what a filter says", () => {
    expect(query(noFilters, null, 50)).toBe("limit=50");
    const asked = new URLSearchParams(
      query({ ...noFilters, number: " +4930 ", direction: "inbound" }, "c1", 10),
    );
    expect(Object.fromEntries(asked)).toEqual({
      number: "+4930",
      direction: "inbound",
      cursor: "c1",
      limit: "10",
    });
  });

  it("turns days of the reader's calendar into moments that cover them", () => {
    const asked = new URLSearchParams(query({ ...noFilters, from: "2026-03-10", to: "2026-03-10" }, null, 1));
    const span = Date.parse(asked.get("to") ?? "") - Date.parse(asked.get("from") ?? "");
    expect(span).toBe(86_400_000 - 1);
    expect(new Date(asked.get("from") ?? "").getDate()).toBe(10);
  });

  it("waits longer with each try, up to half a minute", () => {
    expect([0, 1, 2, 5, 50].map(backOff)).toEqual([1000, 2000, 4000, 30_000, 30_000]);
  });
});
