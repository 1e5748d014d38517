import type { Comment } from "../api/reviews.ts";
import type { ConsentKind, Recording, Span } from "../api/types.ts";

export type MarkerKind = "consent" | "agreement" | "hold" | "pause" | "loss" | "transfer" | "comment";

export interface Marker {
  kind: MarkerKind;
  /** Of the sound. */
  atMillis: number;
  consent?: ConsentKind;
  author?: string;
}

/** A loss that is worth a mark of its own. */
const longLoss = 200;

/** The moments of a call that are worth finding, in their order; those from before the first sound stand at its start. */
export function markers(
  recording: Recording,
  spans: readonly Span[],
  comments: readonly Comment[],
): Marker[] {
  const zero = new Date(recording.recordedAt ?? recording.answeredAt).getTime();
  const end = recording.durationMs ?? Number.POSITIVE_INFINITY;
  const consent = recording.consent.map((event): Marker => {
    const at = new Date(event.at).getTime() - zero;
    return {
      kind: event.kind === "agreed" ? "agreement" : "consent",
      atMillis: Math.min(end, Math.max(0, at)),
      consent: event.kind,
    };
  });
  const stretches = spans.flatMap((span): Marker[] => {
    switch (span.kind) {
      case "hold":
      case "pause":
        return [{ kind: span.kind, atMillis: span.fromMillis }];
      case "loss":
        return span.toMillis - span.fromMillis >= longLoss
          ? [{ kind: "loss", atMillis: span.fromMillis }]
          : [];
      case "silent":
        return [];
      default:
        return span.kind satisfies never;
    }
  });
  const said = comments.flatMap((comment): Marker[] =>
    comment.atMillis === null || comment.replyTo !== null
      ? []
      : [{ kind: "comment", atMillis: comment.atMillis, author: comment.author }],
  );
  const all = [...consent, ...stretches, ...said].sort((a, b) => a.atMillis - b.atMillis);
  return all.filter(
    (one, i) =>
      !all
        .slice(0, i)
        .some(
          (other) =>
            other.kind === one.kind && other.atMillis === one.atMillis && other.consent === one.consent,
        ),
  );
}

/** Pixels that a mark takes in each direction, with the space that a finger needs between two. */
export const markRoom = 30;

/**
 * The row of each mark, from 0 on, so that no two lie over each other: the first row in which there is room.
 *
 * @param places of the marks in pixels, ascending
 */
export function rows(places: readonly number[]): number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= markRoom);
    const row = free < 0 ? ends.length : free;
    ends[row] = place;
    return row;
  });
}
