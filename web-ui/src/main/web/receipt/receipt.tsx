import { useEffect, useState } from "preact/hooks";
import { type Api, Problem } from "../api/client.ts";
import { Ask } from "../compliance/ask.tsx";
import { Icon } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain } from "../parts/session.ts";
import { clock, exact, timeOfDay } from "../parts/time.ts";
import { useReceiptWords } from "../words/receipt.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { askErasure, type Receipt, showReceipt } from "./api.ts";

/** A public page: what a caller's code opens. The code stands behind the #, so that no server's log ever has it. */
export function ReceiptPage({ api, code }: { api: Api; code: string }) {
  const words = useReceiptWords();
  const common = useWords();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    document.title = `${words.title} · Mitschnitt`;
  }, [words]);
  useEffect(() => {
    if (code) showReceipt(api, code).then(setReceipt, setError);
  }, [api, code]);
  const wrong = error instanceof Problem && error.status === 404;
  return (
    <div class="receipt">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      {error !== null && <Notice tone="bad">{wrong ? words.wrong : explain(error, common)}</Notice>}
      {receipt ? <Shown receipt={receipt} /> : <Enter code={code} />}
      {receipt?.exists && !receipt.asked && (
        <section class="card" aria-labelledby="erase">
          <h2 id="erase">{words.erase}</h2>
          <p class="muted">{words.eraseHint}</p>
          <Ask
            action={words.send}
            label={words.reason}
            act={(reason) => askErasure(api, code, reason).then(setReceipt)}
          />
        </section>
      )}
      {receipt?.asked && <Notice tone="good">{words.asked}</Notice>}
      {receipt && (
        <a class="button" href={hashOf({ page: "receipt", code: "" })}>
          {words.another}
        </a>
      )}
    </div>
  );
}

function Enter({ code }: { code: string }) {
  const words = useReceiptWords();
  const [typed, setTyped] = useState(code);
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        location.hash = hashOf({ page: "receipt", code: typed });
      }}
    >
      <p class="muted">{words.lead}</p>
      <label class="field">
        <span>{words.code}</span>
        <input
          name="code"
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={40}
          pattern="[0-9A-Za-z \-]+"
          placeholder="ABCDE-FGHJK-MNPQR-STVWX"
          aria-describedby="code-hint"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <p class="hint" id="code-hint">
        {words.codeHint}
      </p>
      <div class="buttons">
        <button type="submit" class="button primary">
          {words.show}
        </button>
      </div>
    </form>
  );
}

function Shown({ receipt }: { receipt: Receipt }) {
  const words = useReceiptWords();
  const common = useWords();
  const language = useLanguage();
  return (
    <section class="card" aria-labelledby="kept" data-exists={receipt.exists}>
      <h2 id="kept">
        <Icon name={receipt.exists ? "check" : "info"} /> {receipt.exists ? words.exists : words.gone}
      </h2>
      <dl class="pairs">
        <div>
          <dt>{words.begun}</dt>
          <dd>{exact(receipt.recordedAt, language)}</dd>
        </div>
        <div>
          <dt>{words.length}</dt>
          <dd>{clock(receipt.durationMs)}</dd>
        </div>
        <div>
          <dt>{words.rule}</dt>
          <dd>{common.mode[receipt.mode]}</dd>
        </div>
        {receipt.exists && receipt.deleteAfter && (
          <div>
            <dt>{words.goes}</dt>
            <dd>{exact(receipt.deleteAfter, language)}</dd>
          </div>
        )}
      </dl>
      <h3>{words.told}</h3>
      <ol class="timeline">
        {receipt.consent.map((event) => (
          <li key={`${event.at}${event.kind}`}>
            <time dateTime={event.at}>{timeOfDay(event.at, language)}</time>
            <span>
              <strong>{common.consent[event.kind]}</strong>
            </span>
          </li>
        ))}
      </ol>
      {receipt.sha256 && (
        <>
          <h3>{words.hash}</h3>
          <code class="breakable">{receipt.sha256}</code>
          <p class="hint">{words.hashHint}</p>
        </>
      )}
    </section>
  );
}
