import { useState } from "preact/hooks";
import { admin } from "../api/admin.ts";
import { Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useAdminWords } from "../words/admin.ts";
import { useWords } from "../words/words.ts";

/** Changing one's own password. */
export function OwnPassword() {
  const words = useAdminWords();
  const common = useWords();
  const { api, user } = useSession();
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [said, setSaid] = useState<{ fine: boolean; text: string } | null>(null);
  const change = () =>
    admin(api)
      .ownPassword(old, next)
      .then(
        () => {
          setOld("");
          setNext("");
          setSaid({ fine: true, text: words.changed });
        },
        (problem) => setSaid({ fine: false, text: explain(problem, common, true) }),
      );
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      <h2>{words.ownPassword}</h2>
      <input type="hidden" name="username" autocomplete="username" value={user.name} />
      <div class="two">
        <label class="field">
          <span>{words.oldPassword}</span>
          <input
            type="password"
            autocomplete="current-password"
            required
            value={old}
            onInput={(event) => setOld(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{words.newPassword}</span>
          <input
            type="password"
            autocomplete="new-password"
            required
            minLength={12}
            placeholder={words.passwordHint}
            value={next}
            onInput={(event) => setNext(event.currentTarget.value)}
          />
        </label>
      </div>
      {said && <Notice tone={said.fine ? "good" : "bad"}>{said.text}</Notice>}
      <div class="buttons">
        <button type="submit" class="button">
          {words.save}
        </button>
      </div>
    </form>
  );
}
