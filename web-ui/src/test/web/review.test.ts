import { describe, expect, it } from "vitest";
import { noFilters } from "../../main/web/api/client.ts";
import type { Criterion, Mark, ScoreLine } from "../../main/web/api/reviews.ts";
import type { Recording, Span, Waveform } from "../../main/web/api/types.ts";
import { csv, field } from "../../main/web/review/csv.ts";
import { markers, markRoom, rows } from "../../main/web/review/markers.ts";
import { averages, byCriterion, total, weekOf } from "../../main/web/review/score.ts";
import { kept, unkept } from "../../main/web/review/searches.tsx";
import { beyondSilence, lengthOf, silences } from "../../main/web/review/silence.ts";
import { playerWords } from "../../main/web/words/player.ts";
import { reviewWords } from "../../main/web/words/review.ts";

const criteria: Criterion[] = [
  { key: "greeting", text: "Greets", weight: 1, most: 1, mustPass: false, mayNotApply: false },
  { key: "advice", text: "Advises", weight: 3, most: 5, mustPass: false, mayNotApply: false },
  { key: "data", text: "Checks", weight: 2, most: 1, mustPass: true, mayNotApply: false },
  { key: "offer", text: "Offers", weight: 4, most: 2, mustPass: false, mayNotApply: true },
];

function marks(...points: (number | null)[]): Map<string, Mark> {
  return new Map(
    points.map((value, i) => {
      const criterion = criteria[i]?.key ?? "";
      return [criterion, { criterion, points: value, note: "", atMillis: null }];
    }),
  );
}

describe("the total of a sheet", () => {
  it("is what the server computes", () => {
    expect(total(criteria, marks(1, 4, 1, 1)).percent).toBe(74);
    expect(total(criteria, marks(0, 5, 1, null)).percent).toBe(83.3);
    expect(total(criteria, marks(1, 5, 0, 2))).toEqual({ percent: 0, missed: ["data"], complete: true });
  });

  it("is incomplete while a criterion has no answer", () => {
    expect(total(criteria, marks(1, 4, 1)).complete).toBe(false);
  });
});

describe("trends", () => {
  const line = (at: string, agent: string, percent: number, points = {}): ScoreLine => ({
    id: at,
    recording: "r",
    agent,
    evaluator: "rita",
    at,
    scorecard: "c",
    version: 1,
    percent,
    status: "given",
    points,
  });
  it("are averages by agent and by week, and shares of the best mark", () => {
    const lines = [
      line("2026-11-23T00:00:00.000Z", "anna", 50, { advice: 5 }),
      line("2026-11-29T23:59:59.000Z", "anna", 100, { advice: 0, offer: null }),
      line("2026-11-30T00:00:00.000Z", "ben", 33.3),
    ];
    expect(averages(lines, ({ agent }) => agent)).toEqual([
      { name: "anna", count: 2, average: 75 },
      { name: "ben", count: 1, average: 33.3 },
    ]);
    expect(averages(lines, ({ at }) => weekOf(at)).map(({ name, count }) => [name, count])).toEqual([
      ["2026-11-23", 2],
      ["2026-11-30", 1],
    ]);
    expect(byCriterion(lines, criteria)).toEqual([{ name: "advice", count: 2, average: 50 }]);
  });
});

describe("skipping silence", () => {
  /** A letter is 100 ms: c the customer talks, a the agent, a dot nobody. */
  const picture = (who: string): Waveform => ({
    millisPerPeak: 100,
    customer: [...who].flatMap((one) => (one === "c" ? [-40, 40] : [-1, 1])),
    agent: [...who].flatMap((one) => (one === "a" ? [-40, 40] : [-1, 1])),
    spans: [],
  });
  it("leaves a rest at both ends and short pauses whole", () => {
    const all = silences(picture(`aaaaa${".".repeat(30)}ccccc${".".repeat(10)}aaaaa`));
    expect(all).toEqual([{ from: 0.75, to: 3.25 }]);
    expect(lengthOf(all)).toBeCloseTo(2.5);
    expect(beyondSilence(1, all)).toBe(3.25);
    expect(beyondSilence(0.5, all)).toBe(0.5);
    expect(beyondSilence(3.25, all)).toBe(3.25);
  });
  it("finds nothing where somebody talks all the time", () => {
    expect(silences(picture("acacacacacacacacacacac"))).toEqual([]);
  });
});

const recording: Recording = {
  id: "r1",
  call: "c1",
  direction: "inbound",
  customer: { number: "+4930123", address: "", name: '=HYPERLINK("http://x")' },
  agent: "anna",
  trunk: "t",
  dialled: "",
  startedAt: "2026-11-25T12:00:00.000Z",
  answeredAt: "2026-11-25T12:00:01.000Z",
  recordedAt: "2026-11-25T12:00:10.000Z",
  durationMs: 60_000,
  state: "ready",
  decision: {
    mode: "opt-out",
    language: "de",
    prompt: "",
    profile: "service",
    retentionDays: 30,
    reasons: [],
    basis: { policyVersion: "", tableVersion: "", rule: "" },
  },
  consent: [
    { at: "2026-11-25T12:00:02.000Z", kind: "prompt-started", detail: null },
    { at: "2026-11-25T12:00:15.000Z", kind: "agreed", detail: null },
  ],
  ending: null,
  sha256: null,
  deleteAfter: null,
  findings: [],
  tags: ["a", "b"],
};

describe("the moments of a call", () => {
  it("are consent, hold, pause, long losses and comments in their order", () => {
    const span = (kind: Span["kind"], fromMillis: number, toMillis: number): Span => ({
      leg: "agent",
      kind,
      fromMillis,
      toMillis,
    });
    const comment = {
      id: "1",
      recording: "r1",
      author: "rita",
      at: "",
      text: "",
      replyTo: null,
      mentions: [],
    };
    const found = markers(
      recording,
      [
        span("hold", 20_000, 30_000),
        span("loss", 1000, 1020),
        span("loss", 8000, 8300),
        span("silent", 0, 900),
      ],
      [
        { ...comment, atMillis: 12_000 },
        { ...comment, atMillis: null },
        { ...comment, atMillis: 12_000, replyTo: "1" },
      ],
    );
    expect(found.map(({ kind, atMillis }) => `${kind} ${atMillis}`)).toEqual([
      "consent 0",
      "agreement 5000",
      "loss 8000",
      "comment 12000",
      "hold 20000",
    ]);
  });
});

describe("a list as CSV", () => {
  it("quotes what must be quoted and lets nothing be a formula", () => {
    expect(field('say "hi", you')).toBe('"say ""hi"", you"');
    expect(field("+4930123")).toBe("'+4930123");
    expect(field(null)).toBe("");
    const line = csv([recording]).split("\r\n")[1];
    expect(line).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(line).toContain("a b");
  });
});

describe("a saved search", () => {
  it("comes back as it was, and what is not known is left out", () => {
    const filters = { ...noFilters, q: "müller & co", tag: "a,b", minScore: "50" };
    expect(unkept(kept(filters))).toEqual(filters);
    expect(unkept("q=x&evil=1&__proto__=2")).toEqual({ ...noFilters, q: "x" });
    expect(kept(noFilters)).toBe("");
  });
});

describe("the words of judging", () => {
  it("have no empty text in either language", () => {
    for (const dictionary of [reviewWords, playerWords]) {
      for (const words of Object.values(dictionary)) {
        const texts = Object.values(words).filter((text) => typeof text === "string");
        expect(texts.filter((text) => !text.trim())).toEqual([]);
      }
    }
  });
});

describe("marks under the picture", () => {
  it("lie over no other one, and in as few rows as can be", () => {
    expect(rows([])).toEqual([]);
    expect(rows([0, 30, 60])).toEqual([0, 0, 0]);
    expect(rows([0, 10, 20, 31, 45])).toEqual([0, 1, 2, 0, 1]);
    const places = Array.from({ length: 200 }, (_, i) => (i * i) % 997).sort((a, b) => a - b);
    const found = rows(places);
    for (let i = 0; i < places.length; i++) {
      for (let j = 0; j < i; j++) {
        if (found[i] === found[j])
          expect((places[i] ?? 0) - (places[j] ?? 0)).toBeGreaterThanOrEqual(markRoom);
      }
    }
  });
});
