/** What a list shows, newest first, and where it goes on. */
export interface Loaded<T> {
  items: T[];
  next: string | null;
}

/**
 * A list whose first page was fetched anew: rows of that page are replaced or added on top, rows that were loaded
 * beyond it stay, and so does the place where "load more" goes on.
 */
export function merged<T extends { id: string }>(before: Loaded<T>, first: Loaded<T>): Loaded<T> {
  if (first.next === null) return first;
  const fresh = new Set(first.items.map((item) => item.id));
  const oldest = first.items.at(-1)?.id;
  const at = before.items.findIndex((item) => item.id === oldest);
  // The pages do not touch any more: more arrived than a page holds.
  if (at < 0) return first;
  const beyond = before.items.slice(at + 1).filter((item) => !fresh.has(item.id));
  if (beyond.length === 0) return first;
  return { items: [...first.items, ...beyond], next: before.next };
}
