import { describe, expect, it } from "vitest";
import { entries, signed, sizeOf } from "../../main/web/compliance/signed.ts";

const statement = `mitschnitt/c5b8/statement
day 2026-11-25
complete no
answered 4
reason-refused 1
previous-sha256 none

— mitschnitt/c5b8 rgijOveR
`;

const log = `mitschnitt entry 1
seq 6
at 2026-11-25T09:59:22.713Z
kind ended
call 01a2122529a42385131a2763652c58dd
ended 2026-11-25T09:59:22.059Z
reason forbidden
whose agent
= rRKwynAz=

mitschnitt entry 1
seq 7
at 2026-11-25T09:59:24.944Z
kind recording
recording 4c43cf1a
bytes 24192
= ZzzqS5Zu=

`;

describe("a signed text", () => {
  it("gives its facts, and nothing of its signature", () => {
    const read = signed(statement);
    expect(read.get("answered")).toBe("4");
    expect(read.get("nowhere")).toBe("");
    expect(read.facts.at(-1)).toEqual(["previous-sha256", "none"]);
    expect(signed("").facts).toEqual([]);
  });

  it("gives the entries of the log in their order, the leaf apart", () => {
    const [ended, recording] = entries(log);
    expect(ended).toMatchObject({ seq: 6, kind: "ended", recording: "", leaf: "rRKwynAz=" });
    expect(ended?.facts).toEqual([
      ["ended", "2026-11-25T09:59:22.059Z"],
      ["reason", "forbidden"],
      ["whose", "agent"],
    ]);
    expect(recording).toMatchObject({ seq: 7, recording: "4c43cf1a", call: "" });
    expect(entries("")).toEqual([]);
  });

  it("says how many entries a head stands for, none where it is no head", () => {
    expect(sizeOf("mitschnitt/c5b8\n21\nNQ+6y=\n\n— x y")).toBe(21);
    expect(sizeOf("")).toBe(0);
  });
});
