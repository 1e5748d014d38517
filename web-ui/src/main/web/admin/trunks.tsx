import { admin } from "../api/admin.ts";
import { Empty } from "../parts/pieces.tsx";
import { useSession } from "../parts/session.ts";
import { moment } from "../parts/time.ts";
import { useAdminWords } from "../words/admin.ts";
import { useLanguage } from "../words/words.ts";
import { Shown, useLoaded } from "./loaded.tsx";

/** The carriers and whether they answer, asked anew every five seconds. */
export function Trunks() {
  const words = useAdminWords();
  const language = useLanguage();
  const { api } = useSession();
  const loaded = useLoaded(() => admin(api).trunks(), [api], 5);
  return (
    <Shown of={loaded}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon="outbound" title={words.noTrunks} />
        ) : (
          <div class="two">
            {items.map((trunk) => (
              <section key={trunk.name} class="card stack">
                <h2>
                  {trunk.name} <span class="muted small">{trunk.transport.toUpperCase()}</span>
                </h2>
                <p class="entry-chips">
                  <span class={trunk.usable ? "chip state-ready" : "chip state-failed"}>
                    {trunk.usable ? words.usable : words.notUsable}
                  </span>
                  {trunk.registered !== null && (
                    <span class={trunk.registered ? "chip state-ready" : "chip state-failed"}>
                      {trunk.registered ? words.registered : words.notRegistered}
                    </span>
                  )}
                </p>
                <ul class="entries">
                  {trunk.peers.map((peer) => (
                    <li key={peer.address} class="entry">
                      <code>{peer.address}</code>
                      <span
                        class={
                          peer.state === "up"
                            ? "chip state-ready"
                            : peer.state === "down"
                              ? "chip state-failed"
                              : "chip"
                        }
                      >
                        {words.reach[peer.state]}
                      </span>
                      <span class="muted small">{words.since(moment(peer.since, language))}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )
      }
    </Shown>
  );
}
