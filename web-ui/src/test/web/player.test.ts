import { describe, expect, it } from "vitest";
import { audible, fullMix, gains } from "../../main/web/review/channels.ts";
import { keyAction } from "../../main/web/review/keys.ts";
import { merged } from "../../main/web/review/merge.ts";
import { columns, loudest } from "../../main/web/review/peaks.ts";
import { clamp, speeds, step } from "../../main/web/review/speed.ts";
import { spansAt } from "../../main/web/review/wave.tsx";

describe("peaks", () => {
  it("lose no click however far one looks from", () => {
    const peaks = Array.from({ length: 20_000 }, () => 0);
    peaks[2 * 7777] = -128;
    peaks[2 * 7777 + 1] = 64;
    for (const width of [1, 3, 100, 997, 9999, 10_000, 15_000]) {
      const drawn = columns(peaks, width);
      expect(drawn).toHaveLength(width);
      expect(Math.min(...drawn.map((c) => c.min))).toBe(-1);
      expect(Math.max(...drawn.map((c) => c.max))).toBe(0.5);
    }
  });

  it("stay where they are when there are fewer of them than columns", () => {
    expect(columns([-64, 64, 0, 0], 4).map((c) => c.max)).toEqual([0.5, 0.5, 0, 0]);
  });

  it("are flat where there is nothing", () => {
    expect(columns([], 2)).toEqual([
      { min: 0, max: 0 },
      { min: 0, max: 0 },
    ]);
    expect(loudest([], [])).toBe(0);
    expect(loudest([-64, 3], [0, 32])).toBe(0.5);
  });
});

describe("channels", () => {
  it("keep their sides while both are heard", () => {
    expect(gains(fullMix)).toEqual({ customerLeft: 1, customerRight: 0, agentLeft: 0, agentRight: 1 });
  });

  it("fill both ears when one is heard alone", () => {
    expect(gains({ ...fullMix, solo: "agent" })).toEqual({
      customerLeft: 0,
      customerRight: 0,
      agentLeft: 1,
      agentRight: 1,
    });
    expect(gains({ solo: null, muted: { customer: false, agent: true } })).toEqual({
      customerLeft: 1,
      customerRight: 1,
      agentLeft: 0,
      agentRight: 0,
    });
  });

  it("are silent when both are muted, and a solo wins over a mute", () => {
    const none = { solo: null, muted: { customer: true, agent: true } };
    expect(Object.values(gains(none))).toEqual([0, 0, 0, 0]);
    expect(audible({ ...none, solo: "customer" }, "customer")).toBe(true);
  });
});

describe("speed and position", () => {
  it("step through the list and stay at its ends", () => {
    expect(step(1, 1)).toBe(1.25);
    expect(step(1, -1)).toBe(0.75);
    expect(step(speeds[0], -1)).toBe(0.5);
    expect(step(3, 1)).toBe(3);
  });

  it("stay within the sound", () => {
    expect([clamp(-5, 10), clamp(5, 10), clamp(50, 10), clamp(5, 0)]).toEqual([0, 5, 10, 0]);
  });
});

describe("keys", () => {
  const press = (key: string, tagName = "DIV", more = {}) =>
    keyAction({ key, ctrlKey: false, metaKey: false, altKey: false, target: { tagName }, ...more });

  it("drive the player", () => {
    expect(
      [" ", "ArrowLeft", "ArrowRight", "Home", "End", ",", ".", "m", "1", "2", "?"].map((key) => press(key)),
    ).toEqual([
      "toggle",
      "back",
      "forward",
      "home",
      "end",
      "slower",
      "faster",
      "mute",
      "muteCustomer",
      "muteAgent",
      "help",
    ]);
  });

  it("belong to the field or button that has the focus", () => {
    expect(press("ArrowLeft", "INPUT")).toBeNull();
    expect(press("1", "SELECT")).toBeNull();
    expect(press(" ", "BUTTON")).toBeNull();
    expect(press("ArrowLeft", "BUTTON")).toBe("back");
  });

  it("leave the browser its own shortcuts", () => {
    expect(press("m", "DIV", { ctrlKey: true })).toBeNull();
    expect(press("ArrowLeft", "DIV", { altKey: true })).toBeNull();
  });
});

describe("spans", () => {
  const loss = { leg: "customer" as const, kind: "loss" as const, fromMillis: 1000, toMillis: 1020 };
  const hold = { leg: "agent" as const, kind: "hold" as const, fromMillis: 5000, toMillis: 9000 };

  it("are found under the pointer, short ones near it too", () => {
    expect(spansAt([loss, hold], 1100)).toEqual([loss]);
    expect(spansAt([loss, hold], 1500)).toEqual([]);
    expect(spansAt([loss, hold], 9000)).toEqual([hold]);
    expect(spansAt([loss, hold], 9100)).toEqual([]);
  });
});

describe("a list whose first page came anew", () => {
  const items = (...ids: string[]) => ids.map((id) => ({ id }));

  it("takes new rows on top and keeps what was loaded beyond", () => {
    const before = { items: items("c", "b", "a"), next: "after-a" };
    expect(merged(before, { items: items("d", "c", "b"), next: "after-b" })).toEqual({
      items: items("d", "c", "b", "a"),
      next: "after-a",
    });
  });

  it("forgets rows that are gone", () => {
    expect(merged({ items: items("b", "a"), next: null }, { items: items("a"), next: null }).items).toEqual(
      items("a"),
    );
  });

  it("begins anew where the pages do not touch", () => {
    const first = { items: items("z", "y"), next: "after-y" };
    expect(merged({ items: items("b", "a"), next: "after-a" }, first)).toEqual(first);
  });
});
