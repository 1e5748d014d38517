import { useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { explain } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Ask } from "./ask.tsx";
import type { Part } from "./compliance.tsx";
import { ownSideUrl } from "./custody.ts";
import type { SubjectRequest } from "./types.ts";

/** What people asked for by law, and what became of it. */
export function Requests({ requests, custody, may, after }: Part & { requests: SubjectRequest[] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section class="card" aria-labelledby="requests">
      <h2 id="requests">{words.custody.requests}</h2>
      <p class="muted">{words.custody.requestsLead}</p>
      {may && <Take take={(...what) => after(custody.take(...what))} />}
      {requests.length === 0 && <p>{words.custody.noRequests}</p>}
      <ul class="plain">
        {requests.map((request) => (
          <li key={request.id}>
            <strong>
              {words.custody.kind[request.kind]} · {request.number}
            </strong>{" "}
            <span class="muted">
              {request.by} · {moment(request.at, language)} · {request.reason}
              {request.delivered && ` · ${words.custody.deliveredAt(moment(request.delivered.at, language))}`}
            </span>
            <ul class="plain small">
              {request.items.map((item) => (
                <li key={item.recording}>
                  {words.custody.outcome[item.outcome]}{" "}
                  {item.why && (
                    <span class="muted" lang="en">
                      {item.why}
                    </span>
                  )}{" "}
                  {may && item.outcome === "given" && (
                    <a href={ownSideUrl(request.id, item.recording)}>{words.custody.ownSide}</a>
                  )}
                </li>
              ))}
            </ul>
            {may && request.items.some((item) => item.outcome === "asked") && (
              <Ask
                action={words.custody.confirm}
                act={(reason) => after(custody.confirm(request.id, reason))}
              />
            )}
            {may && request.kind === "access" && !request.delivered && (
              <Ask
                action={words.custody.delivered}
                act={(reason) => after(custody.delivered(request.id, reason))}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Take({
  take,
}: {
  take: (kind: SubjectRequest["kind"], number: string, reason: string) => Promise<void>;
}) {
  const words = useWords();
  const [kind, setKind] = useState<SubjectRequest["kind"]>("access");
  const [number, setNumber] = useState("");
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const send = (event: Event) => {
    event.preventDefault();
    setError(null);
    take(kind, number.trim(), reason.trim()).then(() => {
      setNumber("");
      setReason("");
    }, setError);
  };
  return (
    <form class="ask" onSubmit={send}>
      <label class="field">
        <span>{words.custody.kindOfRequest}</span>
        <select
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value === "erasure" ? "erasure" : "access")}
        >
          <option value="access">{words.custody.access}</option>
          <option value="erasure">{words.custody.erasure}</option>
        </select>
      </label>
      <label class="field">
        <span>{words.custody.number}</span>
        <input
          name="number"
          type="tel"
          required
          maxLength={40}
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{words.custody.reason}</span>
        <input
          required
          minLength={3}
          maxLength={500}
          placeholder={words.custody.reasonHint}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        {words.custody.take}
      </button>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
    </form>
  );
}
