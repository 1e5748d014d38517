import type { Criterion, Mark, ScoreLine } from "../api/reviews.ts";

export interface Total {
  percent: number;
  missed: string[];
  complete: boolean;
}

/** The total as the server will compute it: shares times weights, what does not apply left out. */
export function total(criteria: readonly Criterion[], marks: ReadonlyMap<string, Mark>): Total {
  let sum = 0;
  let weights = 0;
  let complete = true;
  const missed: string[] = [];
  for (const criterion of criteria) {
    const mark = marks.get(criterion.key);
    if (mark === undefined) {
      complete = false;
    } else if (mark.points !== null) {
      weights += criterion.weight;
      sum += (criterion.weight * mark.points) / criterion.most;
      if (criterion.mustPass && mark.points < criterion.most) missed.push(criterion.key);
    }
  }
  const percent = weights === 0 || missed.length > 0 ? 0 : Math.round((1000 * sum) / weights) / 10;
  return { percent, missed, complete: complete && weights > 0 };
}

export interface Group {
  name: string;
  count: number;
  average: number;
}

/** Averages of what counts, by a name; sorted by name. */
export function averages(lines: readonly ScoreLine[], nameOf: (line: ScoreLine) => string): Group[] {
  const groups = new Map<string, { count: number; sum: number }>();
  for (const line of lines) {
    const name = nameOf(line);
    const group = groups.get(name) ?? { count: 0, sum: 0 };
    groups.set(name, { count: group.count + 1, sum: group.sum + line.percent });
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { count, sum }]) => ({ name, count, average: Math.round((10 * sum) / count) / 10 }));
}

/** The Monday of a moment's week, UTC, as yyyy-mm-dd. */
export function weekOf(iso: string): string {
  const at = new Date(iso);
  const back = (at.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - back))
    .toISOString()
    .slice(0, 10);
}

/** Share of the best mark of each criterion of the lines' card, 0 to 100. */
export function byCriterion(lines: readonly ScoreLine[], criteria: readonly Criterion[]): Group[] {
  return criteria.flatMap(({ key, most }) => {
    const points = lines.flatMap((line) => {
      const value = line.points[key];
      return value === null || value === undefined ? [] : [value];
    });
    if (points.length === 0) return [];
    const sum = points.reduce((a, b) => a + b, 0);
    return [
      { name: key, count: points.length, average: Math.round((1000 * sum) / points.length / most) / 10 },
    ];
  });
}
