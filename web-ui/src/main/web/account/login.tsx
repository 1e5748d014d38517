import { useEffect, useRef, useState } from "preact/hooks";
import { type Api, Problem } from "../api/client.ts";
import type { Node, Session } from "../api/types.ts";
import { Icon } from "../parts/icons.tsx";
import { Notice } from "../parts/pieces.tsx";
import { hashOf } from "../parts/route.ts";
import { explain } from "../parts/session.ts";
import { useWords } from "../words/words.ts";
import { Setup } from "./setup.tsx";

interface Props {
  api: Api;
  node: Node | null;
  expired: boolean;
  onLogin: (session: Session) => void;
}

export function Login({ api, node, expired, onLogin }: Props) {
  const words = useWords();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [visible, setVisible] = useState(false);
  const [caps, setCaps] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const submit = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    document.title = `${words.login.title} · Mitschnitt`;
    nameField.current?.focus();
  }, [words]);

  const message = () => {
    if (error === null) return "";
    if (error === "missing") return words.login.missing;
    return error instanceof Problem && error.status === 401 ? words.login.wrong : explain(error, words);
  };

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim() || !password) return setError("missing");
    setBusy(true);
    setError(null);
    try {
      onLogin(await api.login(name.trim(), password));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };

  const watchCaps = (event: KeyboardEvent) => setCaps(event.getModifierState?.("CapsLock") ?? false);

  return (
    <main class="login" id="content">
      <div class="login-card card">
        <div class="login-head">
          <img src="/mark.svg" alt="" width="48" height="48" />
          <div>
            <h1>Mitschnitt</h1>
            <p class="muted">{words.login.lead}</p>
          </div>
        </div>
        {expired && error === null && <Notice tone="info">{words.login.expired}</Notice>}
        <form onSubmit={send} noValidate>
          <label class="field">
            <span>{words.login.username}</span>
            <input
              ref={nameField}
              name="username"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
          <label class="field">
            <span>{words.login.password}</span>
            <span class="with-button">
              <input
                name="password"
                type={visible ? "text" : "password"}
                autocomplete="current-password"
                value={password}
                onInput={(event) => setPassword(event.currentTarget.value)}
                onKeyDown={watchCaps}
                onKeyUp={watchCaps}
                onBlur={() => setCaps(false)}
              />
              <button
                type="button"
                class="quiet square"
                aria-label={visible ? words.login.hide : words.login.show}
                onClick={() => setVisible(!visible)}
              >
                <Icon name={visible ? "eyeOff" : "eye"} />
              </button>
            </span>
          </label>
          {caps && (
            <p class="hint warn" role="status">
              <Icon name="warning" size={16} /> {words.login.capsLock}
            </p>
          )}
          {error !== null && <Notice tone="bad">{message()}</Notice>}
          <button type="submit" class="button primary wide" disabled={busy} ref={submit}>
            {busy ? words.login.busy : words.login.submit}
          </button>
        </form>
      </div>
      {node?.setup && <Setup api={api} onLogin={onLogin} />}
      {node?.demo && (
        <section class="card demo" aria-labelledby="demo-title">
          <h2 id="demo-title">{words.login.demoTitle}</h2>
          <p class="muted">{words.login.demoText}</p>
          <ul class="demo-logins">
            {node.demo.logins.map((login) => (
              <li key={login.username}>
                <button
                  type="button"
                  class="demo-login"
                  title={words.login.demoFill(login.username)}
                  onClick={() => {
                    setName(login.username);
                    setPassword(login.password);
                    setError(null);
                    submit.current?.focus();
                  }}
                >
                  <strong>{login.username}</strong>
                  <span>{login.roles.map((role) => words.roles[role] ?? role).join(", ")}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <a href={hashOf({ page: "receipt", code: "" })}>{words.login.receipt}</a>
      {node && (
        <p class="muted small">
          {node.name} · {node.version}
        </p>
      )}
    </main>
  );
}
