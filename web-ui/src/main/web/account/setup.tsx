import { useState } from "preact/hooks";
import type { Api } from "../api/client.ts";
import type { Session } from "../api/types.ts";
import { Notice } from "../parts/pieces.tsx";
import { explain } from "../parts/session.ts";
import { useWords } from "../words/words.ts";

/** The first administrator's account, for whoever has the word that the start printed. */
export function Setup({ api, onLogin }: { api: Api; onLogin: (session: Session) => void }) {
  const words = useWords();
  const [token, setToken] = useState("");
  const [name, setName] = useState("admin");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await api.setup(token.trim(), name.trim(), password);
      onLogin(await api.login(name.trim(), password));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };

  return (
    <section class="card login-card" aria-labelledby="setup-title">
      <h2 id="setup-title">{words.login.setupTitle}</h2>
      <p class="muted">{words.login.setupText}</p>
      <form onSubmit={send} noValidate>
        <label class="field">
          <span>{words.login.setupWord}</span>
          <input
            name="setup-word"
            autocomplete="off"
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{words.login.username}</span>
          <input
            name="setup-name"
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{words.login.password}</span>
          <input
            name="setup-password"
            type="password"
            autocomplete="new-password"
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        {error !== null && <Notice tone="bad">{explain(error, words, true)}</Notice>}
        <button
          type="submit"
          class="button wide"
          disabled={busy || !token.trim() || !name.trim() || !password}
        >
          {words.login.setupSubmit}
        </button>
      </form>
    </section>
  );
}
