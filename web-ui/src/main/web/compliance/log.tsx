import { useState } from "preact/hooks";
import { Shown, useLoaded } from "../admin/loaded.tsx";
import { hashOf } from "../parts/route.ts";
import { useSession } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { entries, type LogEntry, sizeOf } from "./signed.ts";

const page = 50;

/** The log of everything that was done to calls and recordings, newest first; nobody can change it. */
export function Log() {
  const words = useWords();
  const { api } = useSession();
  const [before, setBefore] = useState<number | null>(null);
  const loaded = useLoaded(async () => {
    const size = sizeOf(await api.text("/ledger/checkpoint"));
    const end = Math.min(before ?? size, size);
    const from = Math.max(0, end - page);
    const text = end === 0 ? "" : await api.text(`/ledger/entries?from=${from}&limit=${end - from}`);
    return { size, end, from, items: entries(text).reverse() };
  }, [api, before]);
  return (
    <section class="card" aria-labelledby="log">
      <h2 id="log">{words.custody.log}</h2>
      <p class="muted">{words.custody.logLead}</p>
      <Shown of={loaded}>
        {({ size, end, from, items }) => (
          <>
            <p class="buttons">
              <a class="button" download="checkpoint.txt" href="/api/v1/ledger/checkpoint">
                {words.custody.head(size)}
              </a>
              <a class="button" download="public-key.pem" href="/api/v1/ledger/key">
                {words.custody.publicKey}
              </a>
            </p>
            <ol class="log" reversed start={end}>
              {items.map((entry) => (
                <Entry key={entry.seq} entry={entry} />
              ))}
            </ol>
            <p class="buttons">
              <button
                type="button"
                class="button"
                disabled={end >= size}
                onClick={() => setBefore(end + page)}
              >
                {words.custody.newer}
              </button>
              <button type="button" class="button" disabled={from === 0} onClick={() => setBefore(from)}>
                {words.custody.older}
              </button>
            </p>
          </>
        )}
      </Shown>
    </section>
  );
}

function Entry({ entry }: { entry: LogEntry }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <li class="log-entry" data-kind={entry.kind}>
      <span class="log-head">
        <span class="muted number">{entry.seq}</span>
        <span class="chip">{words.custody.kinds[entry.kind] ?? entry.kind}</span>
        <time dateTime={entry.at}>{moment(entry.at, language)}</time>
        {entry.recording && (
          <a href={hashOf({ page: "recording", id: entry.recording })}>{words.custody.recording}</a>
        )}
      </span>
      <details>
        <summary>{words.custody.facts(entry.facts.length)}</summary>
        <dl lang="en">
          {entry.call && <Fact name="call" value={entry.call} />}
          {entry.facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
          <Fact name="leaf" value={entry.leaf} />
        </dl>
      </details>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
