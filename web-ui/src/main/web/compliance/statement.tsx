import { useState } from "preact/hooks";
import { Shown, useLoaded } from "../admin/loaded.tsx";
import type { NotRecorded } from "../api/types.ts";
import { useSession } from "../parts/session.ts";
import { useWords } from "../words/words.ts";
import { type Signed, signed } from "./signed.ts";

const today = () => new Date().toISOString().slice(0, 10);
const address = (day: string) => `/ledger/statement?day=${encodeURIComponent(day)}`;

/** A day's signed completeness statement: its figures, its own words, and how an outsider checks it. */
export function Statement() {
  const words = useWords();
  const { api } = useSession();
  const [day, setDay] = useState(today);
  const loaded = useLoaded(() => api.text(address(day)), [api, day]);
  return (
    <section class="card" aria-labelledby="statement">
      <h2 id="statement">{words.custody.statement}</h2>
      <p class="muted">{words.custody.statementLead}</p>
      <label class="field short">
        <span>{words.custody.day}</span>
        <input
          type="date"
          required
          max={today()}
          value={day}
          onInput={(event) => event.currentTarget.value && setDay(event.currentTarget.value)}
        />
      </label>
      <Shown of={loaded}>
        {(text) => (
          <>
            <Figures of={signed(text)} />
            <details>
              <summary>{words.custody.verbatim}</summary>
              <pre lang="en">{text}</pre>
            </details>
            <p class="buttons">
              <a class="button" download={`statement-${day}.txt`} href={`/api/v1${address(day)}`}>
                {words.custody.download}
              </a>
              <a class="button" download="public-key.pem" href="/api/v1/ledger/key">
                {words.custody.publicKey}
              </a>
            </p>
          </>
        )}
      </Shown>
    </section>
  );
}

function Figures({ of }: { of: Signed }) {
  const words = useWords();
  const number = (name: string) => Number(of.get(name));
  const reasons = of.facts
    .filter(([name]) => name.startsWith("reason-"))
    .map(([name, n]) => [name.slice("reason-".length), n] as const);
  const open = number("open");
  return (
    <>
      <p class="statement-line" data-complete={of.get("complete")}>
        {words.custody.statementLine(number("answered"), number("recorded"), number("not-recorded"), open)}
      </p>
      {reasons.length > 0 && (
        <ul class="entry-chips">
          {reasons.map(([why, n]) => (
            <li key={why} class="chip">
              {n} × {words.notRecorded[why as NotRecorded] ?? why}
            </li>
          ))}
        </ul>
      )}
      <p class="muted small">
        {of.get("complete") === "yes" ? words.custody.dayClosed : words.custody.dayRuns}
        {number("since-erased") > 0 && ` ${words.custody.sinceErased(number("since-erased"))}`}
      </p>
    </>
  );
}
