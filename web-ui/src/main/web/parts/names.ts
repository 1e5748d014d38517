import type { ConsentEvent, Decision, Ending, Party } from "../api/types.ts";
import type { Words } from "../words/en.ts";

/** Who the outside party is, for a person: the name it gave, else its number or address. */
export function who(party: Party, words: Words): string {
  return party.name || party.number || party.address || words.recordings.anonymous;
}

/** The number under a name; empty where the name stands for itself. */
export function numberBelow(party: Party): string {
  return party.name ? (party.number ?? party.address ?? "") : "";
}

export type Agreement = "agreed" | "told" | "objected" | "withdrawn" | "statutory" | "oneParty" | "none";

/** What was agreed to: the last decisive word of the caller, else the ground on which it was recorded without one. */
export function agreement(decision: Decision, consent: ConsentEvent[]): Agreement {
  for (const event of [...consent].reverse()) {
    switch (event.kind) {
      case "agreed":
      case "told":
      case "objected":
      case "withdrawn":
        return event.kind;
      case "prompt-started":
      case "prompt-heard":
      case "no-answer":
      case "paused":
      case "resumed":
      case "handed-over":
        break;
      default:
        event.kind satisfies never;
    }
  }
  if (decision.mode === "statutory") return "statutory";
  return decision.mode === "one-party" ? "oneParty" : "none";
}

/** Whose doing the end was, and why, in the reader's language as far as the words are known. */
export function endingWords(ending: Ending | null, words: Words): string {
  if (ending === null) return "–";
  return words.facts.endedBy(
    words.whose[ending.whose] ?? ending.whose,
    words.endings[ending.why] ?? ending.why,
  );
}

/** Digits grouped for the eye where the number is long; the value itself stays as it is. */
export function dialable(text: string): string {
  const plain = text.trim().replace(/[\s()/.-]/g, "");
  return /^\+?[0-9*#]{1,32}$/.test(plain) ? plain : text.trim();
}
