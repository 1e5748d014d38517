import { describe, expect, it } from "vitest";
import type { User } from "../../main/web/api/types.ts";
import { allowed, hashOf, mayHear, pagesOf, parse, type Route } from "../../main/web/parts/route.ts";

const anna: User = { name: "anna", roles: ["agent"], agent: true };
const reviewer: User = { name: "rita", roles: ["reviewer"], agent: false };

describe("routes", () => {
  it("come back from their own hash", () => {
    const routes: Route[] = [
      { page: "start" },
      { page: "desk" },
      { page: "recordings" },
      { page: "calls" },
      { page: "policy" },
      { page: "compliance" },
      { page: "recording", id: "a/b c?ü#" },
      { page: "receipt", code: "" },
      { page: "receipt", code: "ABCDE-FGHJK-MNPQR-STVWX" },
    ];
    for (const route of routes) expect(parse(hashOf(route))).toEqual(route);
  });

  it("are unknown where nothing is", () => {
    for (const hash of ["#/nowhere", "#/recordings/a/b", "#/recordings/%E0%A4%A"]) {
      expect(parse(hash)).toEqual({ page: "unknown" });
    }
  });

  it("show an agent the desk and their own calls, and a reviewer what was recorded", () => {
    expect(pagesOf(anna)).toEqual(["desk", "recordings", "calls", "quality"]);
    expect(pagesOf(reviewer)).toEqual(["live", "recordings", "calls", "quality", "policy"]);
    expect(mayHear(anna)).toBe(true);
    expect(mayHear({ name: "root", roles: ["admin", "auditor"], agent: false })).toBe(false);
    expect(allowed({ page: "desk" }, reviewer)).toBe(false);
    expect(allowed({ page: "policy" }, anna)).toBe(false);
    expect(allowed({ page: "recording", id: "x" }, reviewer)).toBe(true);
  });

  it("show holds and requests to those who answer for the law", () => {
    const clara: User = { name: "clara", roles: ["compliance"], agent: false };
    expect(pagesOf(clara)).toContain("compliance");
    expect(allowed({ page: "compliance" }, reviewer)).toBe(false);
  });

  it("show a receipt to everybody, and nothing that cannot be a code", () => {
    expect(allowed({ page: "receipt", code: "" }, { name: "t", roles: [], agent: false })).toBe(true);
    expect(parse("#/receipt/<b>")).toEqual({ page: "unknown" });
  });

  it("show a trainee the training alone", () => {
    expect(pagesOf({ name: "t", roles: ["trainee"], agent: false })).toEqual(["training"]);
  });

  it("lead a user without any page nowhere", () => {
    expect(allowed({ page: "start" }, { name: "t", roles: [], agent: false })).toBe(false);
  });
});
