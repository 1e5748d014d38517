import { hashOf } from "../parts/route.ts";
import { moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Ask } from "./ask.tsx";
import type { Part } from "./compliance.tsx";
import type { Kept } from "./types.ts";

/** What no rule and no wish may delete, and why. */
export function Holds({ holds, custody, may, after }: Part & { holds: Kept[] }) {
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
