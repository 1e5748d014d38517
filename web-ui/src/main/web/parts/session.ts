import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Api } from "../api/client.ts";
import { Problem } from "../api/client.ts";
import type { Events, Reader } from "../api/events.ts";
import type { Node, User } from "../api/types.ts";
import type { Phone, PhoneState } from "../desk/phone.ts";
import type { Words } from "../words/en.ts";

/** What every page of a logged-in user is given. */
export interface Session {
  api: Api;
  events: Events;
  user: User;
  node: Node | null;
  /** The softphone; null for those who are no agents. It lives as long as the session, on every page. */
  phone: Phone | null;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("no session");
  return session;
}

/** Listens to the server's news as long as the component is shown. */
export function useNews(reader: Reader, deps: readonly unknown[]): void {
  const { events } = useSession();
  // The reader is made anew with each drawing
  useEffect(() => events.listen(reader), deps as unknown[]);
}

export function usePhone(phone: Phone): PhoneState {
  const [state, set] = useState(phone.state);
  useEffect(() => {
    set(phone.state);
    return phone.listen(() => set(phone.state));
  }, [phone]);
  return state;
}

/** A moment that ticks, for timers on the page. */
export function useNow(running: boolean, millis = 500): number {
  const [now, set] = useState(Date.now());
  useEffect(() => {
    if (!running) return;
    set(Date.now());
    const timer = setInterval(() => set(Date.now()), millis);
    return () => clearInterval(timer);
  }, [running, millis]);
  return now;
}

/** What a person is told about an error; `literal` prefers the server's own detail, where it alone knows the rule. */
export function explain(error: unknown, words: Words, literal = false): string {
  if (!(error instanceof Problem)) return words.error.server;
  if (error.status === 0) return words.error.unreachable;
  if (literal && error.status < 500 && error.status !== 429 && error.detail) return error.detail;
  if (error.status === 403) return words.error.forbidden;
  if (error.status === 404) return words.error.gone;
  if (error.status === 429) return words.error.tooMany(error.retryAfter);
  if (error.status >= 500) return words.error.server;
  return error.message || words.error.server;
}
