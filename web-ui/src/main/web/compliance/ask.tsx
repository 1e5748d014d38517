import { useState } from "preact/hooks";
import { Notice } from "../parts/pieces.tsx";
import { explain } from "../parts/session.ts";
import { useWords } from "../words/words.ts";

/** A button that asks for one line before it does something, and says what came of it. */
export function Ask(props: {
  action: string;
  label?: string;
  tone?: "primary" | "";
  act: (text: string) => Promise<unknown>;
}) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>(null);
  if (!asking)
    return (
      <button type="button" class={`button ${props.tone ?? ""}`} onClick={() => setAsking(true)}>
        {props.action}
      </button>
    );
  const send = (event: Event) => {
    event.preventDefault();
    setError(null);
    props.act(text.trim()).then(() => {
      setAsking(false);
      setText("");
    }, setError);
  };
  return (
    <form class="ask" onSubmit={send}>
      <label class="field">
        <span>{props.label ?? words.custody.reason}</span>
        <input
          required
          minLength={3}
          maxLength={200}
          value={text}
          placeholder={props.label ? "" : words.custody.reasonHint}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        {props.action}
      </button>
      <button type="button" class="button" onClick={() => setAsking(false)}>
        {words.custody.cancel}
      </button>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
    </form>
  );
}
