import type { Recording } from "../api/types.ts";

/** A field that no spreadsheet takes for a formula, quoted where it must be. */
export function field(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? "" : String(value);
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** What a list shows of recordings, as RFC 4180 has it. */
export function csv(items: readonly Recording[]): string {
  const head = "id,startedAt,direction,number,name,agent,durationMs,consent,purpose,tags,score,state";
  const rows = items.map((one) =>
    [
      one.id,
      one.startedAt,
      one.direction,
      one.customer.number ?? one.customer.address,
      one.customer.name,
      one.agent,
      one.durationMs,
      one.consent.at(-1)?.kind,
      one.decision.profile,
      (one.tags ?? []).join(" "),
      one.score,
      one.state,
    ]
      .map(field)
      .join(","),
  );
  return `${[head, ...rows].join("\r\n")}\r\n`;
}
