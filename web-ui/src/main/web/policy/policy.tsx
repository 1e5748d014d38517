import { useEffect, useState } from "preact/hooks";
import type { Answer, Verdict } from "../api/types.ts";
import { DirectionMark, Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useWords } from "../words/words.ts";
import { type Row, rowsOf, unreviewed } from "./verdict.ts";

/** What the policy makes of a call between two numbers, and why. */
export function Policy() {
  const words = useWords();
  const { api } = useSession();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    document.title = `${words.policy.title} · Mitschnitt`;
  }, [words]);

  const ask = (event: Event) => {
    event.preventDefault();
    if (!to.trim()) return;
    setError(null);
    api.simulate(from.trim(), to.trim()).then(setAnswer, (problem) => {
      setAnswer(null);
      setError(problem);
    });
  };

  return (
    <div class="policy">
      <div class="page-head">
        <h1>{words.policy.title}</h1>
        <span class="muted">{words.policy.lead}</span>
      </div>
      <form class="card policy-question" onSubmit={ask}>
        <label class="field">
          <span>{words.policy.from}</span>
          <input
            name="from"
            maxLength={64}
            spellcheck={false}
            placeholder={words.policy.fromHint}
            value={from}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{words.policy.to}</span>
          <input
            name="to"
            maxLength={64}
            spellcheck={false}
            required
            value={to}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary">
          {words.policy.ask}
        </button>
      </form>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
      {answer && !answer.verdict && (
        <Notice tone="warn" title={words.policy.notTaken}>
          {answer.why}
        </Notice>
      )}
      {answer?.verdict && <Shown verdict={answer.verdict} />}
    </div>
  );
}

function Shown({ verdict }: { verdict: Verdict }) {
  const words = useWords();
  const { decision } = verdict;
  const rows = rowsOf(verdict.places);
  const open = unreviewed(rows);
  return (
    <section class="policy-verdict" aria-live="polite">
      <div class="card">
        <h2>
          <DirectionMark direction={verdict.direction} /> {words.mode[decision.mode]}
        </h2>
        <ol class="reasons" lang="en">
          {decision.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ol>
        <p class="muted small">
          {words.policy.basis(decision.profile, decision.basis.rule, decision.basis.policyVersion)}
          {decision.basis.tableVersion && ` ${words.policy.table(decision.basis.tableVersion)}`}
        </p>
      </div>
      {open.length > 0 && <Notice tone="warn">{words.policy.unreviewed(open.join(", "))}</Notice>}
      {rows.map((row) => (
        <Source key={row.code} row={row} />
      ))}
      {rows.length === 0 && <Notice tone="info">{words.policy.noPlaces}</Notice>}
    </section>
  );
}

function Source({ row }: { row: Row }) {
  const words = useWords();
  return (
    <div class="card">
      <h3>
        {row.name} <span class="muted">{row.code}</span>
      </h3>
      <p>
        {row.says && words.mode[row.says]}
        {row.says !== row.counts && ` → ${words.mode[row.counts]}`}
      </p>
      <p class="muted">
        {row.parties.map((party) => words.policy.whose[party]).join(", ")} ·{" "}
        {words.policy.confidence[row.confidence || "low"]} ·{" "}
        {row.reviewedOn ? words.policy.reviewed(row.reviewedOn) : words.policy.notReviewed}
      </p>
      {row.note && <p lang="en">{row.note}</p>}
      <ul class="muted small" lang="en">
        {row.sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </div>
  );
}
