import { describe, expect, it } from "vitest";
import type { LightState } from "../../main/web/api/types.ts";
import { type LightCode, lightCodes, shown } from "../../main/web/desk/light.ts";
import { languages } from "../../main/web/words/words.ts";

const { en, de } = languages;
const light = (state: LightState, code: string, reason = "because the server says so") => ({
  state,
  code,
  reason,
});

describe("the honest light", () => {
  it("says that nothing is recorded where there is no call", () => {
    expect(shown(null, en)).toEqual({ look: "idle", title: "No call", text: "Nothing is recorded." });
  });

  it("looks recorded only in the state on, whatever the code says", () => {
    for (const code of [...lightCodes, "unheard-of"]) {
      expect(shown(light("on", code), en).look).toBe("on");
      for (const state of ["off", "paused", "undecided"] as const) {
        expect(shown(light(state, code), en).look).not.toBe("on");
      }
    }
  });

  it("asks while the other side hears the announcement", () => {
    expect(shown(light("undecided", "asking"), en)).toMatchObject({ look: "asking", title: "Asking" });
  });

  it.each([
    "objected",
    "no-answer",
    "forbidden",
    "off",
    "withdrawn",
    "stopped",
    "recorder-down",
  ])("is off and says why: %s", (code) => {
    const { look, text } = shown(light("off", code), de);
    expect(look).toBe("off");
    expect(text).toBe(de.light.codes[code as LightCode]);
  });

  it("falls back to the server's words for a code that it does not know", () => {
    expect(shown(light("off", "lunar-eclipse"), de).text).toBe("because the server says so");
  });

  it("has a title and a reason in every language for every state and code", () => {
    for (const words of [en, de]) {
      for (const state of ["undecided", "on", "off", "paused"] as const) {
        for (const code of lightCodes) {
          const { title, text } = shown(light(state, code), words);
          expect(title).not.toBe("");
          expect(text).not.toBe("");
        }
      }
    }
  });
});
