/** A signed text of the log, taken apart for the eye; what is believed is the text and its signature, never this. */
export interface Signed {
  /** Each line before the signature as name and rest, in their order, without the first one. */
  facts: [string, string][];
  get: (name: string) => string;
}

/** The facts of a statement such as `answered 4`, up to the empty line before its signature. */
export function signed(text: string): Signed {
  const [body = ""] = text.split("\n\n");
  const facts = body
    .split("\n")
    .slice(1)
    .map((line): [string, string] => {
      const gap = line.indexOf(" ");
      return gap < 0 ? [line, ""] : [line.slice(0, gap), line.slice(gap + 1)];
    });
  return { facts, get: (name) => facts.find(([known]) => known === name)?.[1] ?? "" };
}

/** An entry of the log as the API writes it: its lines, then `= ` and the hash of its leaf. */
export interface LogEntry {
  seq: number;
  at: string;
  kind: string;
  call: string;
  recording: string;
  facts: [string, string][];
  leaf: string;
}

const named = ["seq", "at", "kind", "call", "recording"];

export function entries(text: string): LogEntry[] {
  return text
    .split("\n\n")
    .filter((part) => part.startsWith("mitschnitt entry "))
    .map((part) => {
      const lines = signed(part);
      return {
        seq: Number(lines.get("seq")),
        at: lines.get("at"),
        kind: lines.get("kind"),
        call: lines.get("call"),
        recording: lines.get("recording"),
        facts: lines.facts.filter(([name]) => name !== "=" && !named.includes(name)),
        leaf: lines.get("="),
      };
    });
}

/** How many entries a signed head stands for: its second line (C2SP checkpoint). */
export function sizeOf(checkpoint: string): number {
  return Number.parseInt(checkpoint.split("\n")[1] ?? "", 10) || 0;
}
