import { useState } from "preact/hooks";
import { admin, type Person } from "../api/admin.ts";
import type { Role } from "../api/types.ts";
import { Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { useAdminWords } from "../words/admin.ts";
import { useWords } from "../words/words.ts";
import { Shown, useLoaded } from "./loaded.tsx";
import { RoleBoxes } from "./roles.tsx";

/** Who can log in, and what they may. */
export function People({ may }: { may: boolean }) {
  const words = useAdminWords();
  const common = useWords();
  const { api, user } = useSession();
  const loaded = useLoaded(() => admin(api).users(), [api]);
  const [editing, setEditing] = useState<Person | null>(null);
  const [refusal, setRefusal] = useState("");
  const does = (deed: Promise<unknown>) =>
    deed.then(
      () => {
        setRefusal("");
        setEditing(null);
        loaded.load();
      },
      (problem) => setRefusal(explain(problem, common, true)),
    );
  return (
    <>
      {may && <AddPerson onAdded={loaded.load} />}
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      <Shown of={loaded}>
        {({ items }) => (
          <section class="card">
            <p class="muted small">{words.loggedOut}</p>
            <ul class="entries">
              {items.map((person) => (
                <li key={person.name} data-person={person.name}>
                  <div class="entry">
                    <strong>{person.name}</strong>
                    <span class="entry-chips">
                      {person.roles.map((role) => (
                        <span key={role} class="chip">
                          {common.roles[role]}
                        </span>
                      ))}
                      {person.disabled && <span class="chip state-failed">{words.disabled}</span>}
                    </span>
                    <span class="muted small">{words.sources[person.source]}</span>
                    {may && person.source === "account" && (
                      <span class="buttons">
                        <button
                          type="button"
                          class="button small"
                          onClick={() => setEditing(editing?.name === person.name ? null : person)}
                        >
                          {words.edit}
                        </button>
                        {person.name !== user.name && (
                          <>
                            <button
                              type="button"
                              class="button small"
                              onClick={() =>
                                void does(admin(api).changeUser(person.name, person.roles, !person.disabled))
                              }
                            >
                              {person.disabled ? words.enable : words.disable}
                            </button>
                            <button
                              type="button"
                              class="button small quiet"
                              aria-label={words.removeName(person.name)}
                              onClick={() => void does(admin(api).removeUser(person.name))}
                            >
                              {words.remove}
                            </button>
                          </>
                        )}
                      </span>
                    )}
                  </div>
                  {editing?.name === person.name && (
                    <Edit
                      person={editing}
                      onRoles={(roles) =>
                        void does(admin(api).changeUser(person.name, roles, person.disabled))
                      }
                      onPassword={(password) => void does(admin(api).setPassword(person.name, password))}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </Shown>
    </>
  );
}

interface EditProps {
  person: Person;
  onRoles: (roles: Role[]) => void;
  onPassword: (password: string) => void;
}

function Edit({ person, onRoles, onPassword }: EditProps) {
  const words = useAdminWords();
  const [roles, setRoles] = useState(person.roles);
  const [password, setPassword] = useState("");
  return (
    <div class="two sunken">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onRoles(roles);
        }}
      >
        <RoleBoxes roles={roles} onRoles={setRoles} />
        <button type="submit" class="button small" disabled={roles.length === 0}>
          {words.save}
        </button>
      </form>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onPassword(password);
        }}
      >
        <label class="field">
          <span>{words.setPassword(person.name)}</span>
          <input
            type="password"
            autocomplete="new-password"
            required
            minLength={12}
            placeholder={words.passwordHint}
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button small">
          {words.save}
        </button>
      </form>
    </div>
  );
}

function AddPerson({ onAdded }: { onAdded: () => void }) {
  const words = useAdminWords();
  const common = useWords();
  const { api } = useSession();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [roles, setRoles] = useState<Role[]>(["reviewer"]);
  const [refusal, setRefusal] = useState("");
  const add = () =>
    admin(api)
      .addUser({ name, roles, password })
      .then(
        () => {
          setName("");
          setPassword("");
          setRefusal("");
          onAdded();
        },
        (problem) => setRefusal(explain(problem, common, true)),
      );
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h2>{words.addUser}</h2>
      <div class="two">
        <label class="field">
          <span>{words.name}</span>
          <input
            name="new-name"
            autocomplete="off"
            required
            pattern="[a-z0-9][a-z0-9.\-]*"
            maxLength={63}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{words.password}</span>
          <input
            name="new-password"
            type="password"
            autocomplete="new-password"
            required
            minLength={12}
            placeholder={words.passwordHint}
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
      </div>
      <RoleBoxes roles={roles} onRoles={setRoles} />
      {refusal && <Notice tone="bad">{refusal}</Notice>}
      <div class="buttons">
        <button type="submit" class="button primary" data-action="add-person" disabled={roles.length === 0}>
          {words.add}
        </button>
      </div>
    </form>
  );
}
