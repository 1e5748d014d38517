import { hashOf } from "../parts/route.ts";
import { moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Ask } from "./ask.tsx";
import type { Part } from "./compliance.tsx";
import { caseUrl } from "./custody.ts";
import type { Case } from "./types.ts";

/** Complaints and disputes with their recordings. */
export function Cases({ cases, custody, may, after }: Part & { cases: Case[] }) {
  const words = useWords();
  const language = useLanguage();
  const exported = async (id: string, reason: string) => {
    location.assign(caseUrl(id, reason));
  };
  return (
    <section class="card" aria-labelledby="cases">
      <h2 id="cases">{words.custody.cases}</h2>
      <p class="muted">{words.custody.casesLead}</p>
      {may && (
        <Ask
          action={words.custody.open}
          label={words.custody.caseName}
          act={(name) => after(custody.open(name))}
        />
      )}
      {cases.length === 0 && <p>{words.custody.noCases}</p>}
      <ul class="plain">
        {cases.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>{" "}
            <span class="muted">
              {one.by} · {moment(one.at, language)} · {words.custody.holdsRecordings(one.recordings.length)}
            </span>
            <ul class="plain small">
              {one.recordings.map((id) => (
                <li key={id}>
                  <a href={hashOf({ page: "recording", id })}>{id}</a>
                </li>
              ))}
              {one.notes.map((note) => (
                <li key={note.at + note.by}>
                  {note.reason} · {note.by} · {moment(note.at, language)}
                </li>
              ))}
            </ul>
            {may && (
              <div class="row">
                <Ask
                  action={words.custody.add}
                  label={words.custody.number}
                  act={(number) => after(custody.gather(one.id, number))}
                />
                <Ask
                  action={words.custody.note}
                  label={words.custody.note}
                  act={(text) => after(custody.note(one.id, text))}
                />
                <Ask action={words.custody.exportCase} act={(reason) => exported(one.id, reason)} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
