import { describe, expect, it } from "vitest";
import type { Place } from "../../main/web/api/types.ts";
import { rowsOf, unreviewed } from "../../main/web/policy/verdict.ts";

const place = (whose: Place["whose"], code: string, reviewedOn: string | null = null): Place => ({
  whose,
  code,
  name: code ? `Land ${code}` : "",
  says: "notice",
  counts: "notice",
  doubt: "",
  confidence: "high",
  sources: [],
  note: "",
  reviewedOn,
});

describe("a verdict", () => {
  it("shows each row once, with all parties for whom it counts, in its order", () => {
    const rows = rowsOf([
      place("customer", "DE"),
      place("called", "FR"),
      place("agent", "DE"),
      place("agent", "DE"),
    ]);
    expect(rows.map((row) => [row.code, row.parties])).toEqual([
      ["DE", ["customer", "agent"]],
      ["FR", ["called"]],
    ]);
  });

  it("has no row for a place that nobody knows", () => {
    expect(rowsOf([place("customer", "")])).toEqual([]);
  });

  it("names what no counsel has reviewed", () => {
    expect(unreviewed(rowsOf([place("customer", "DE"), place("agent", "FR", "2026-11-01")]))).toEqual([
      "Land DE",
    ]);
  });
});
