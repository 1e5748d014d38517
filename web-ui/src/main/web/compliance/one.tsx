import { useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { explain } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Ask } from "./ask.tsx";
import type { Part } from "./compliance.tsx";
import { certificateUrl, evidenceUrl } from "./custody.ts";
import type { Kept } from "./types.ts";

/** What protects one recording, found by its id. */
export function One({ custody, may, after }: Part) {
  const words = useWords();
  const language = useLanguage();
  const [id, setId] = useState("");
  const [kept, setKept] = useState<Kept | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = () =>
    custody.kept(id.trim()).then(
      (found) => {
        setKept(found);
        setError(null);
      },
      (problem) => {
        setKept(null);
        setError(problem);
      },
    );
  const done = <T,>(work: Promise<T>) => after(work).then(look);
  return (
    <section class="card" aria-labelledby="one">
      <h2 id="one">{words.custody.terms}</h2>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <label class="field">
          <span>{words.custody.recording}</span>
          <input
            required
            maxLength={64}
            spellcheck={false}
            value={id}
            onInput={(event) => setId(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {words.custody.lookUp}
        </button>
      </form>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
      {kept && (
        <div aria-live="polite">
          <p>
            {words.custody.state[kept.state]} · {kept.number} · {moment(kept.recordedAt, language)} ·{" "}
            {words.custody.rule(kept.care.rule || "–")}{" "}
            {kept.care.keepUntil && words.custody.keepUntil(moment(kept.care.keepUntil, language))}{" "}
            {words.custody.deleteAfter(moment(kept.deleteAfter, language))}
          </p>
          {kept.care.conflict && <Notice tone="warn">{kept.care.conflict}</Notice>}
          {kept.care.wish && kept.state !== "erased" && (
            <Notice tone="info">{words.custody.eraseAsked}</Notice>
          )}
          {kept.certified && <a href={certificateUrl(kept.recording)}>{words.custody.certificate}</a>}
          {may && kept.state !== "erased" && (
            <div class="row">
              <Ask
                action={words.custody.place}
                act={(reason) => done(custody.hold(kept.recording, reason))}
              />
              <Ask
                action={words.custody.erase}
                act={(reason) => done(custody.erase(kept.recording, reason))}
              />
              <Ask
                action={words.custody.evidence}
                act={async (reason) => location.assign(evidenceUrl(kept.recording, reason))}
              />
              <Ask
                action={words.custody.masked}
                act={async (reason) => location.assign(evidenceUrl(kept.recording, reason, "agent"))}
              />
            </div>
          )}
        </div>
      )}
    </section>
  );
}
