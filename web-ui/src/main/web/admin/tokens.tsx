import { useState } from "preact/hooks";
import { admin } from "../api/admin.ts";
import type { Role } from "../api/types.ts";
import { Empty, Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useAdminWords } from "../words/admin.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Shown, useLoaded } from "./loaded.tsx";
import { Once } from "./once.tsx";
import { RoleBoxes } from "./roles.tsx";

/** What programs show instead of a password. */
export function Tokens({ may }: { may: boolean }) {
  const words = useAdminWords();
  const common = useWords();
  const language = useLanguage();
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).tokens(), [api]);
  const [secret, setSecret] = useState("");
  const [refusal, setRefusal] = useState("");
  const [wish, setWish] = useState<{ name: string; roles: Role[]; days: number }>({
    name: "",
    roles: ["reviewer"],
    days: 90,
  });
  const make = () =>
    admin(api)
      .makeToken(wish)
      .then(
        (made) => {
          setSecret(made.token ?? "");
          setRefusal("");
          setWish({ ...wish, name: "" });
          loaded.load();
        },
        (problem) => setRefusal(explain(problem, common, true)),
      );
  return (
    <>
      {secret && <Once text={words.tokenOnce} secret={secret} onClose={() => setSecret("")} />}
      {may && (
        <form
          class="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <div class="two">
            <label class="field">
              <span>{words.tokenName}</span>
              <input
                required
                autocomplete="off"
                maxLength={50}
                value={wish.name}
                onInput={(event) => setWish({ ...wish, name: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.days}</span>
              <input
                type="number"
                min="1"
                max="730"
                value={wish.days}
                onInput={(event) => setWish({ ...wish, days: Number(event.currentTarget.value) })}
              />
            </label>
          </div>
          <RoleBoxes roles={wish.roles} but="agent" onRoles={(roles) => setWish({ ...wish, roles })} />
          {refusal && <Notice tone="bad">{refusal}</Notice>}
          <div class="buttons">
            <button type="submit" class="button primary" disabled={wish.roles.length === 0}>
              {words.makeToken}
            </button>
          </div>
        </form>
      )}
      <Shown of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="keyboard" title={words.noTokens} />
          ) : (
            <section class="card">
              <ul class="entries">
                {items.map((token) => (
                  <li key={token.id} class="entry">
                    <strong>{token.name}</strong>
                    <span class="entry-chips">
                      {token.roles.map((role) => (
                        <span key={role} class="chip">
                          {common.roles[role]}
                        </span>
                      ))}
                    </span>
                    <span class="muted small">
                      {words.madeBy} {token.by} · {words.expires} {moment(token.expires, language)}
                    </span>
                    {may && (
                      <button
                        type="button"
                        class="button small"
                        aria-label={words.revokeName(token.name)}
                        onClick={() => admin(api).revoke(token.id).then(loaded.load, loaded.load)}
                      >
                        {words.revoke}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Shown>
    </>
  );
}
