import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icons.tsx";
import { usePhone } from "../parts/session.ts";
import { useWords } from "../words/words.ts";
import type { Phone } from "./phone.ts";

/** The pop-up of an incoming call, on whatever page the agent is; and the guard against leaving in mid-call. */
export function Incoming({ phone }: { phone: Phone }) {
  const words = useWords();
  const { call } = usePhone(phone);
  const incoming = call?.stage === "incoming";
  const caller = call?.who || words.recordings.anonymous;
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const box = dialog.current;
    if (!box) return;
    if (incoming && !box.open) box.showModal();
    if (!incoming && box.open) box.close();
  }, [incoming]);

  useEffect(() => {
    if (!incoming) return;
    const title = document.title;
    document.title = `● ${words.desk.incomingFrom(caller)}`;
    const note = announce(words.desk.incomingFrom(caller));
    return () => {
      note?.close();
      document.title = title;
    };
  }, [incoming, caller, words]);

  const busy = call !== null;
  useEffect(() => {
    if (!busy) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, [busy]);

  return (
    <dialog
      ref={dialog}
      class="incoming"
      aria-labelledby="incoming-title"
      onCancel={(event) => event.preventDefault()}
    >
      <span class="incoming-bell">
        <Icon name="bell" size={30} />
      </span>
      <h2 id="incoming-title">{words.desk.incoming}</h2>
      <p class="call-who">{caller}</p>
      <div class="buttons">
        <button type="button" class="button stop" data-action="reject" onClick={() => phone.hangUp()}>
          <Icon name="hangup" /> {words.desk.reject}
        </button>
        <button
          type="button"
          class="button go"
          data-action="answer"
          autofocus
          onClick={() => {
            location.hash = "#/desk";
            void phone.answer();
          }}
        >
          <Icon name="phone" /> {words.desk.answer}
        </button>
      </div>
    </dialog>
  );
}

/** A message of the system, where the agent allowed one and looks elsewhere. */
function announce(text: string): Notification | null {
  if (!("Notification" in window) || Notification.permission !== "granted" || document.hasFocus())
    return null;
  try {
    const note = new Notification("Mitschnitt", { body: text, icon: "/mark.svg", requireInteraction: true });
    note.onclick = () => window.focus();
    return note;
  } catch {
    return null;
  }
}
