import { useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { explain } from "../parts/session.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { type Custody, draftUrl } from "./custody.ts";
import type { Conformity } from "./types.ts";

/** How this node stands to the law, asked for by hand, and the drafts that the law wants. */
export function Report({ custody }: { custody: Custody }) {
  const words = useWords();
  const language = useLanguage() === "de" ? "de" : "en";
  const [report, setReport] = useState<Conformity | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = () =>
    custody.conformity().then(
      (found) => {
        setReport(found);
        setError(null);
      },
      (problem) => setError(problem),
    );
  const w = words.custody.report;
  return (
    <section class="card" aria-labelledby="report">
      <h2 id="report">{w.title}</h2>
      <p class="muted">{w.lead}</p>
      <div class="row">
        <button type="button" class="button" onClick={() => void look()}>
          {w.look}
        </button>
        <a class="button" href={draftUrl("register", language)}>
          {w.register}
        </a>
        <a class="button" href={draftUrl("dpia", language)}>
          {w.dpia}
        </a>
      </div>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
      {report && (
        <div aria-live="polite">
          <p>{w.sum(report.profile, report.passed, report.failed)}</p>
          <ul class="plain small">
            {report.items.map((one) => (
              <li key={one.id}>
                <strong>{one.id}</strong> <span class={`verdict ${one.status}`}>{w.status[one.status]}</span>{" "}
                {one.asks[language]} <span class="muted">({one.source})</span>
                {one.found[language] && <div>{one.found[language]}</div>}
                {one.duty && (
                  <div class="muted">
                    {w.duty} {one.duty[language]}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
