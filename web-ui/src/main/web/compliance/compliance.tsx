import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useSession } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Ask } from "./ask.tsx";
import { Cases } from "./cases.tsx";
import { Custody, certificateUrl } from "./custody.ts";
import { Imports } from "./imports.tsx";
import { Requests } from "./requests.tsx";
import type { Case, Kept, SubjectRequest } from "./types.ts";

interface All {
  objection: string | null;
  holds: Kept[];
  requests: SubjectRequest[];
  cases: Case[];
}

/** Holds, requests of people, cases, and what protects one recording. */
export function Compliance() {
  const words = useWords();
  const { api, user } = useSession();
  const custody = useMemo(() => new Custody(api), [api]);
  const [all, setAll] = useState<All | null>(null);
  const [error, setError] = useState<unknown>(null);
  const may = user.roles.includes("compliance");

  useEffect(() => {
    document.title = `${words.custody.title} · Mitschnitt`;
  }, [words]);

  const load = useCallback(async () => {
    try {
      const [clock, holds, requests, cases] = await Promise.all([
        custody.clock(),
        custody.holds(),
        custody.requests(),
        custody.cases(),
      ]);
      setAll({
        objection: clock.objection,
        holds: holds.items,
        requests: requests.items.reverse(),
        cases: cases.items.reverse(),
      });
      setError(null);
    } catch (problem) {
      setError(problem);
    }
  }, [custody]);
  useEffect(() => {
    void load();
  }, [load]);
  const after = <T,>(done: Promise<T>) => done.then(load);

  return (
    <div class="compliance">
      <div class="page-head">
        <h1>{words.custody.title}</h1>
        <span class="muted">{words.custody.lead}</span>
      </div>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
      {all?.objection && (
        <Notice tone="warn" title={words.custody.clock}>
          <p lang="en">{all.objection}</p>
          {may && <Ask action={words.custody.clockTrust} act={(reason) => after(custody.trust(reason))} />}
        </Notice>
      )}
      {all && (
        <>
          <Requests requests={all.requests} custody={custody} may={may} after={after} />
          <One custody={custody} may={may} after={after} />
          <Holds holds={all.holds} custody={custody} may={may} after={after} />
          <Cases cases={all.cases} custody={custody} may={may} after={after} />
          {may && <Imports />}
        </>
      )}
    </div>
  );
}

export interface Part {
  custody: Custody;
  may: boolean;
  after: <T>(done: Promise<T>) => Promise<void>;
}

function Holds({ holds, custody, may, after }: Part & { holds: Kept[] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section class="card" aria-labelledby="holds">
      <h2 id="holds">{words.custody.holds}</h2>
      <p class="muted">{words.custody.holdsLead}</p>
      {holds.length === 0 && <p>{words.custody.noHolds}</p>}
      <ul class="plain">
        {holds.map((kept) => (
          <li key={kept.recording}>
            <a href={hashOf({ page: "recording", id: kept.recording })}>
              {kept.number || kept.recording} · {moment(kept.recordedAt, language)}
            </a>
            <ul class="plain">
              {kept.care.holds
                .filter((hold) => !hold.released)
                .map((hold) => (
                  <li key={hold.id} class="row">
                    <span>
                      {hold.placed.reason} · {hold.placed.by} · {moment(hold.placed.at, language)}
                      {hold.asked && ` · ${words.custody.releaseAsked(hold.asked.by)}`}
                    </span>
                    {may && (
                      <Ask
                        action={words.custody.release}
                        act={(reason) => after(custody.release(kept.recording, hold.id, reason))}
                      />
                    )}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What protects one recording, found by its id. */
function One({ custody, may, after }: Part) {
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
            </div>
          )}
        </div>
      )}
    </section>
  );
}
