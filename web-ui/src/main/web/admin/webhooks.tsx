import { useState } from "preact/hooks";
import { admin, type Webhook, type WebhookEvent, webhookEvents } from "../api/admin.ts";
import { Empty, Notice } from "../parts/pieces.tsx";
import { explain, useSession } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useAdminWords } from "../words/admin.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Shown, useLoaded } from "./loaded.tsx";
import { Once } from "./once.tsx";

/** Addresses that are told of what happens, each with its log. */
export function Webhooks({ may }: { may: boolean }) {
  const words = useAdminWords();
  const common = useWords();
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).webhooks(), [api]);
  const [secret, setSecret] = useState("");
  const [refusal, setRefusal] = useState("");
  const [wish, setWish] = useState<{ name: string; url: string; events: WebhookEvent[] }>({
    name: "",
    url: "",
    events: ["recording-stored", "recording-failed"],
  });
  const add = () =>
    admin(api)
      .addWebhook(wish)
      .then(
        (made) => {
          setSecret(made.secret ?? "");
          setRefusal("");
          setWish({ ...wish, name: "", url: "" });
          loaded.load();
        },
        (problem) => setRefusal(explain(problem, common, true)),
      );
  return (
    <>
      {secret && <Once text={words.secretOnce} secret={secret} onClose={() => setSecret("")} />}
      {may && (
        <form
          class="card stack"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <div class="two">
            <label class="field">
              <span>{words.name}</span>
              <input
                required
                autocomplete="off"
                maxLength={80}
                value={wish.name}
                onInput={(event) => setWish({ ...wish, name: event.currentTarget.value })}
              />
            </label>
            <label class="field">
              <span>{words.url}</span>
              <input
                type="url"
                required
                autocomplete="off"
                maxLength={500}
                value={wish.url}
                onInput={(event) => setWish({ ...wish, url: event.currentTarget.value })}
              />
            </label>
          </div>
          <fieldset>
            <legend class="small muted">{words.events}</legend>
            <div class="choices">
              {webhookEvents.map((event) => (
                <label key={event} class="check">
                  <input
                    type="checkbox"
                    checked={wish.events.includes(event)}
                    onChange={({ currentTarget }) =>
                      setWish({
                        ...wish,
                        events: currentTarget.checked
                          ? [...wish.events, event]
                          : wish.events.filter((one) => one !== event),
                      })
                    }
                  />
                  <code>{event}</code>
                </label>
              ))}
            </div>
          </fieldset>
          {refusal && <Notice tone="bad">{refusal}</Notice>}
          <div class="buttons">
            <button type="submit" class="button primary">
              {words.addHook}
            </button>
          </div>
        </form>
      )}
      <Shown of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="bell" title={words.noHooks} />
          ) : (
            items.map((hook) => <Hook key={hook.id} hook={hook} may={may} onGone={loaded.load} />)
          )
        }
      </Shown>
    </>
  );
}

function Hook({ hook, may, onGone }: { hook: Webhook; may: boolean; onGone: () => void }) {
  const words = useAdminWords();
  const { api } = useSession();
  const [turn, setTurn] = useState(0);
  return (
    <section class="card stack">
      <h2>{hook.name}</h2>
      <code class="breakable">{hook.url}</code>
      <span class="entry-chips">
        {hook.events.map((event) => (
          <span key={event} class="chip">
            {event}
          </span>
        ))}
      </span>
      {may && (
        <>
          <div class="buttons">
            <button
              type="button"
              class="button small"
              onClick={() =>
                admin(api)
                  .testWebhook(hook.id)
                  .then(
                    () => setTimeout(() => setTurn(turn + 1), 600),
                    () => {},
                  )
              }
            >
              {words.test}
            </button>
            <button
              type="button"
              class="button small quiet"
              aria-label={words.removeName(hook.name)}
              onClick={() => admin(api).removeWebhook(hook.id).then(onGone, onGone)}
            >
              {words.remove}
            </button>
          </div>
          <Deliveries key={turn} hook={hook.id} />
        </>
      )}
    </section>
  );
}

function Deliveries({ hook }: { hook: string }) {
  const words = useAdminWords();
  const language = useLanguage();
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).deliveries(hook), [api, hook], 5);
  return (
    <details class="gaps">
      <summary>{words.deliveries}</summary>
      <Shown of={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{words.noDeliveries}</p>
          ) : (
            <ul class="entries">
              {items.map((one) => (
                <li key={one.id} class="entry">
                  <code>{one.kind}</code>
                  <span class={`chip delivery-${one.state}`}>
                    {words.delivery[one.state]} {one.status || ""}
                  </span>
                  <span class="muted small">
                    {moment(one.at, language)} · {words.tries(one.tries)} {one.detail}
                  </span>
                  <button
                    type="button"
                    class="button small"
                    onClick={() => admin(api).replay(hook, one.id).then(loaded.load, loaded.load)}
                  >
                    {words.replay}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </details>
  );
}
