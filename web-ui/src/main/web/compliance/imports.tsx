import { useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain, useSession } from "../parts/session.ts";
import { useWords } from "../words/words.ts";
import { importPath } from "./custody.ts";

type Left = "customer" | "agent";
type Direction = "inbound" | "outbound";

const nothing = {
  started: "",
  number: "",
  name: "",
  agent: "",
  keep: "",
  reason: "",
  direction: "inbound" as Direction,
  left: "customer" as Left,
};

/** Brings a recording in that was made elsewhere. */
export function Imports() {
  const words = useWords().custody;
  const all = useWords();
  const { api } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [facts, setFacts] = useState(nothing);
  const [sent, setSent] = useState<number | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const set = (name: keyof typeof nothing) => (event: { currentTarget: { value: string } }) =>
    setFacts({ ...facts, [name]: event.currentTarget.value });

  const send = (event: Event) => {
    event.preventDefault();
    if (!file) return;
    setError(null);
    setMade(null);
    setSent(0);
    const started = new Date(facts.started).toISOString();
    api.upload<{ id: string }>(importPath({ ...facts, started, file: file.name }), file, setSent).then(
      ({ id }) => {
        setSent(null);
        setMade(id);
      },
      (problem) => {
        setSent(null);
        setError(problem);
      },
    );
  };
  const text = (name: "number" | "name" | "agent" | "keep" | "reason", label: string, hint = "") => (
    <label class="field">
      <span>{label}</span>
      <input
        name={`import-${name}`}
        required={name === "keep" || name === "reason"}
        minLength={name === "reason" ? 3 : 0}
        maxLength={200}
        placeholder={hint}
        value={facts[name]}
        onInput={set(name)}
      />
    </label>
  );
  return (
    <section class="card" aria-labelledby="imports">
      <h2 id="imports">{words.imports}</h2>
      <p class="muted">{words.importsLead}</p>
      <form class="ask" onSubmit={send}>
        <label class="field">
          <span>{words.importFile}</span>
          <input
            name="import-file"
            type="file"
            required
            accept=".wav,.mp3,.opus,.ogg,audio/*"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </label>
        <label class="field">
          <span>{words.importStarted}</span>
          <input
            name="import-started"
            type="datetime-local"
            step="1"
            required
            value={facts.started}
            onInput={set("started")}
          />
        </label>
        {text("keep", words.importKeep, "..90d, eu-mifid")}
        {text("reason", words.importReason)}
        {text("number", words.number, "+49…")}
        {text("name", words.importName)}
        {text("agent", all.facts.agent)}
        <label class="field">
          <span>{all.recordings.direction}</span>
          <select value={facts.direction} onChange={set("direction")}>
            <option value="inbound">{all.direction.inbound}</option>
            <option value="outbound">{all.direction.outbound}</option>
          </select>
        </label>
        <label class="field">
          <span>{words.importLeft}</span>
          <select value={facts.left} onChange={set("left")}>
            <option value="customer">{all.facts.customer}</option>
            <option value="agent">{all.facts.agent}</option>
          </select>
        </label>
        <button type="submit" class="button primary" disabled={sent !== null}>
          {words.importSend}
        </button>
      </form>
      <div aria-live="polite">
        {sent !== null && (
          <p>
            <progress max={1} value={sent} aria-label={words.importSend} />{" "}
            {sent < 1 ? words.importSending(Math.round(sent * 100)) : words.importReading}
          </p>
        )}
        {made && (
          <Notice tone="good">
            <a href={hashOf({ page: "recording", id: made })}>{words.importDone}</a>
          </Notice>
        )}
        {error !== null && <Notice tone="bad">{explain(error, all, true)}</Notice>}
      </div>
    </section>
  );
}
