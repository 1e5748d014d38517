import { useCallback, useEffect, useState } from "preact/hooks";
import type { Choice, Presence } from "../api/types.ts";
import { Notice } from "../parts/pieces.tsx";
import { explain, useNews, useNow, useSession } from "../parts/session.ts";
import { useWords } from "../words/words.ts";
import { choices, secondsLeft } from "./staff.ts";

/** Whether calls ring here: what calls make of the agent, and what the agent chooses. */
export function PresenceCard() {
  const words = useWords();
  const { api } = useSession();
  const [presence, setPresence] = useState<Presence | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(() => {
    api.presence().then(setPresence, () => {});
  }, [api]);
  const wrapUp = presence?.presence === "wrap-up";
  const now = useNow(wrapUp);
  const left = secondsLeft(presence, now);

  useEffect(load, [load]);
  useEffect(() => {
    if (wrapUp && left === 0) load();
  }, [wrapUp, left, load]);
  // What calls make of it follows their news; a phone that comes or goes makes none.
  useNews({ connected: load, call: load }, [load]);
  useEffect(() => {
    const timer = setInterval(load, 10_000);
    return () => clearInterval(timer);
  }, [load]);

  const choose = (choice: Choice) => {
    setError(null);
    api.choosePresence(choice).then(setPresence, setError);
  };
  if (presence === null) return null;
  return (
    <section class="card presence-card" aria-labelledby="presence-title" data-presence={presence.presence}>
      <h2 id="presence-title">{words.presence.title}</h2>
      <p class={`presence-now ${presence.presence}`} role="status">
        <span class="dot" aria-hidden="true" />
        <span>
          <strong>{words.presence.states[presence.presence]}</strong>{" "}
          <span class="muted">
            {wrapUp ? words.presence.left(left) : words.presence.means[presence.presence]}
          </span>
        </span>
      </p>
      <div class="presence-choices" role="group" aria-label={words.presence.choose}>
        {choices.map((choice) => (
          <button
            type="button"
            key={choice}
            class="button"
            data-choice={choice}
            aria-pressed={presence.choice === choice}
            onClick={() => choose(choice)}
          >
            {words.presence.choices[choice]}
          </button>
        ))}
      </div>
      {error !== null && <Notice tone="bad">{explain(error, words)}</Notice>}
    </section>
  );
}
