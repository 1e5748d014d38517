import { describe, expect, it } from "vitest";
import type { ConsentEvent, Decision, Mode } from "../../main/web/api/types.ts";
import { failure, failureKey } from "../../main/web/desk/failure.ts";
import { troubleOf } from "../../main/web/desk/microphone.ts";
import { secondsLeft } from "../../main/web/desk/staff.ts";
import { agreement, dialable, endingWords, who } from "../../main/web/parts/names.ts";
import { languages } from "../../main/web/words/words.ts";

const { en, de } = languages;

describe("a call that failed", () => {
  it.each([
    [486, "busy"],
    [600, "busy"],
    [603, "rejected"],
    [404, "unknown"],
    [484, "unknown"],
    [408, "noAnswer"],
    [480, "unavailable"],
    [403, "forbidden"],
    [488, "media"],
    [500, "carrier"],
    [503, "carrier"],
    [499, "other"],
  ])("with SIP status %i reads as %s", (code, key) => {
    expect(failureKey({ code, phrase: "", cause: "" })).toBe(key);
  });

  it.each([
    [403, "Premium Number Barred", "premium"],
    [403, "Country Not Allowed", "country"],
    [403, "Number Barred", "barred"],
    [403, "Not A Telephone Number", "noNumber"],
    [403, "Your Call Limit Is Reached", "limit"],
    [480, "This Agent Is Not Available", "colleague"],
    [403, "Forbidden", "forbidden"],
  ])("with %i %s says why in the agent's words", (code, phrase, key) => {
    expect(failureKey({ code, phrase, cause: "" })).toBe(key);
  });

  it("shows the SIP status beside the words", () => {
    expect(failure({ code: 503, phrase: "Service Unavailable", cause: "" }, en)).toEqual({
      text: en.sip.carrier,
      status: "SIP 503 Service Unavailable",
    });
  });

  it("without any response is the server's or the line's doing", () => {
    expect(failureKey({ code: 0, phrase: "", cause: "Connection Error" })).toBe("connection");
    expect(failureKey({ code: 0, phrase: "", cause: "Request Timeout" })).toBe("carrier");
    expect(failure({ code: 0, phrase: "", cause: "WebRTC Error" }, de)?.status).toBe("");
  });

  it("is no failure where the agent cancelled it", () => {
    expect(failure({ code: 487, phrase: "Request Terminated", cause: "Canceled" }, en)).toBeNull();
  });
});

describe("a wrap-up", () => {
  const presence = (wrapUpUntil: string | null) =>
    ({ presence: "wrap-up", choice: "available", since: "", wrapUpUntil }) as const;

  it("is counted down to nothing, in whole seconds", () => {
    const until = Date.parse("2026-11-25T08:00:20Z");
    expect(secondsLeft(presence("2026-11-25T08:00:20.000Z"), until - 19_100)).toBe(20);
    expect(secondsLeft(presence("2026-11-25T08:00:20.000Z"), until - 1)).toBe(1);
    expect(secondsLeft(presence("2026-11-25T08:00:20.000Z"), until + 5_000)).toBe(0);
    expect(secondsLeft(presence(null), until)).toBe(0);
    expect(secondsLeft(null, until)).toBe(0);
  });
});

describe("a microphone", () => {
  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "absent"],
    ["OverconstrainedError", "absent"],
    ["NotReadableError", "busy"],
  ])("that fails with %s is %s", (name, trouble) => {
    expect(troubleOf(Object.assign(new Error("x"), { name }))).toBe(trouble);
  });
});

describe("what was agreed to", () => {
  const decision = (mode: Mode): Decision => ({
    mode,
    language: "de",
    prompt: "p",
    profile: "service",
    retentionDays: 30,
    reasons: ["x"],
    basis: { policyVersion: "", tableVersion: "", rule: "" },
  });
  const events = (...kinds: ConsentEvent["kind"][]): ConsentEvent[] =>
    kinds.map((kind) => ({ at: "2026-01-01T00:00:00.000Z", kind, detail: null }));

  it("is the caller's last decisive word", () => {
    expect(agreement(decision("opt-out"), events("prompt-started", "prompt-heard", "told"))).toBe("told");
    expect(agreement(decision("explicit-consent"), events("agreed", "withdrawn"))).toBe("withdrawn");
    expect(agreement(decision("opt-out"), events("prompt-started"))).toBe("none");
    expect(agreement(decision("statutory"), events())).toBe("statutory");
    expect(agreement(decision("one-party"), events())).toBe("oneParty");
  });
});

describe("names", () => {
  it("show the best that is known", () => {
    expect(who({ number: "+4930", address: "+4930", name: "Gesine" }, en)).toBe("Gesine");
    expect(who({ number: null, address: "alice", name: "" }, en)).toBe("alice");
    expect(who({ number: null, address: "", name: null }, de)).toBe("Nummer unterdrückt");
  });

  it("translate an ending where its words are known, and keep it where not", () => {
    expect(endingWords({ whose: "caller", why: "hung up", cause: 16 }, de)).toBe("Anrufer: aufgelegt");
    expect(endingWords({ whose: "us", why: "drained", cause: 0 }, de)).toBe("Mitschnitt: drained");
    expect(endingWords(null, de)).toBe("–");
  });

  it("are dialled without what people write between digits", () => {
    expect(dialable(" +49 (30) 123-45/67 ")).toBe("+49301234567");
    expect(dialable("alice")).toBe("alice");
  });
});
