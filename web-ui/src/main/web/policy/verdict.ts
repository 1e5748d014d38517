import type { Place } from "../api/types.ts";

/** A row of the table of jurisdictions, and the parties for whom it counts. */
export interface Row extends Omit<Place, "whose"> {
  parties: Place["whose"][];
}

/** Each row once, in the order in which they count. Places that nobody knows have no row. */
export function rowsOf(places: Place[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { whose, ...place } of places) {
    if (!place.code) continue;
    const known = rows.get(place.code);
    if (!known) rows.set(place.code, { ...place, parties: [whose] });
    else if (!known.parties.includes(whose)) known.parties.push(whose);
  }
  return [...rows.values()];
}

/** The rows that no counsel has reviewed. */
export function unreviewed(rows: Row[]): string[] {
  return rows.filter((row) => row.reviewedOn === null).map((row) => row.name || row.code);
}
