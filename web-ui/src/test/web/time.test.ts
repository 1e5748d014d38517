import { describe, expect, it } from "vitest";
import { clock, day, daysUntil, fineClock, localeOf, moment } from "../../main/web/parts/time.ts";

describe("time for people", () => {
  it.each([
    [0, "0:00"],
    [999, "0:00"],
    [61_000, "1:01"],
    [3_599_999, "59:59"],
    [3_600_000, "1:00:00"],
    [-5, "0:00"],
    [null, "–"],
    [Number.NaN, "–"],
  ])("shows %s ms as %s", (millis, text) => expect(clock(millis)).toBe(text));

  it("shows tenths without rounding up into the future", () => {
    expect(fineClock(7_499)).toBe("0:07.4");
    expect(fineClock(59_999)).toBe("0:59.9");
    expect(fineClock(60_000)).toBe("1:00.0");
  });

  it("names today and yesterday, by the calendar and not by 24 hours", () => {
    const now = new Date(2026, 2, 10, 0, 30);
    expect(moment(new Date(2026, 2, 10, 0, 5).toISOString(), "de", now)).toBe("heute, 00:05");
    expect(moment(new Date(2026, 2, 9, 23, 55).toISOString(), "de", now)).toBe("gestern, 23:55");
    expect(moment(new Date(2026, 2, 8, 23, 55).toISOString(), "de", now)).toBe("8. März 2026, 23:55");
    expect(moment("nonsense", "de", now)).toBe("–");
  });

  it("counts the days that a recording still has, and never fewer than none", () => {
    const now = new Date("2026-03-10T12:00:00Z");
    expect(daysUntil("2026-03-10T13:00:00Z", now)).toBe(1);
    expect(daysUntil("2026-04-09T12:00:00Z", now)).toBe(30);
    expect(daysUntil("2026-03-01T12:00:00Z", now)).toBe(0);
  });

  it("finds a day of the calendar across a month's end", () => {
    expect(day(1, new Date(2026, 2, 1, 8))).toBe("2026-02-28");
    expect(day(0, new Date(2026, 2, 1, 8))).toBe("2026-03-01");
  });

  it("speaks the reader's region of the page's language", () => {
    expect(localeOf("en", ["de-DE", "en-US"])).toBe("en-US");
    expect(localeOf("en", ["de-DE"])).toBe("en-GB");
    expect(localeOf("de", ["en-US"])).toBe("de");
  });
});
