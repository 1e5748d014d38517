import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { Login } from "./account/login.tsx";
import { Api, Problem } from "./api/client.ts";
import { Events } from "./api/events.ts";
import type { Node, User } from "./api/types.ts";
import { Calls } from "./calls/calls.tsx";
import { Desk } from "./desk/desk.tsx";
import { Incoming } from "./desk/incoming.tsx";
import { Phone } from "./desk/phone.ts";
import { Header } from "./parts/header.tsx";
import { lazy } from "./parts/lazy.tsx";
import { Empty, ErrorBox } from "./parts/pieces.tsx";
import { allowed, hashOf, pagesOf, parse, type Route } from "./parts/route.ts";
import { explain, type Session, SessionContext } from "./parts/session.ts";
import { applyTheme, rememberedTheme, type Theme } from "./parts/theme.ts";
import { Recordings } from "./review/recordings.tsx";
import { type Language, languageOf, languages, SpeechContext } from "./words/words.ts";

const RecordingPage = lazy(() => import("./review/recording.tsx").then((m) => m.RecordingPage));
const Compliance = lazy(() => import("./compliance/compliance.tsx").then((m) => m.default));
const Policy = lazy(() => import("./policy/policy.tsx").then((m) => m.Policy));
const Training = lazy(() => import("./training/training.tsx").then((m) => m.default));
const LiveBoard = lazy(() => import("./live/board.tsx").then((m) => m.default));
const Admin = lazy(() => import("./admin/admin.tsx").then((m) => m.default));
const ReceiptPage = lazy(() => import("./receipt/receipt.tsx").then((m) => m.ReceiptPage));
const Quality = lazy(() => import("./review/quality.tsx").then((m) => m.default));

const api = new Api();
const events = new Events();

type Who =
  | { state: "asking" }
  | { state: "failed"; error: unknown }
  | { state: "out"; expired: boolean }
  | { state: "in"; user: User };

/** The whole page: who is here, in which language and colours, and which place is shown. */
export function App() {
  const [who, setWho] = useState<Who>({ state: "asking" });
  const [node, setNode] = useState<Node | null>(null);
  const [route, setRoute] = useState<Route>(() => parse(location.hash));
  const [theme, setTheme] = useState<Theme>(rememberedTheme);
  const [language, setLanguage] = useState<Language>(() =>
    languageOf(localStorage.getItem("mitschnitt.language"), navigator.languages),
  );
  const words = languages[language];

  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    const turn = () => {
      setRoute(parse(location.hash));
      window.scrollTo(0, 0);
    };
    window.addEventListener("hashchange", turn);
    return () => window.removeEventListener("hashchange", turn);
  }, []);

  const ask = useCallback(() => {
    setWho({ state: "asking" });
    api.node().then(setNode, () => {});
    api.me().then(
      ({ user }) => setWho({ state: "in", user }),
      (error) =>
        setWho(
          error instanceof Problem && error.status === 401
            ? { state: "out", expired: false }
            : { state: "failed", error },
        ),
    );
  }, []);
  useEffect(() => {
    api.onLoggedOut = () => {
      events.close();
      setWho({ state: "out", expired: true });
    };
    ask();
  }, [ask]);

  const user = who.state === "in" ? who.user : null;
  const phone = useMemo(() => (user?.agent ? new Phone(api, user.name) : null), [user]);
  useEffect(() => {
    if (!phone) return;
    void phone.start();
    const forget = events.listen({ call: (news) => phone.news(news) });
    return () => {
      forget();
      phone.stop();
    };
  }, [phone]);
  const session = useMemo<Session | null>(
    () => user && { api, events, user, node, phone },
    [user, node, phone],
  );

  const logout = () => {
    const leave = () => {
      events.close();
      location.hash = "#/";
      setWho({ state: "out", expired: false });
    };
    api.logout().then(leave, leave);
  };
  const switchLanguage = () => {
    const next = language === "de" ? "en" : "de";
    localStorage.setItem("mitschnitt.language", next);
    setLanguage(next);
  };

  return (
    <SpeechContext.Provider value={{ words, language }}>
      <button type="button" class="skip" onClick={skipToContent}>
        {words.skip}
      </button>
      <Header
        user={user}
        route={route}
        theme={theme}
        onTheme={setTheme}
        onLanguage={switchLanguage}
        onLogout={logout}
        {...(node?.demo ? { demo: true } : {})}
      />
      {who.state === "failed" && (
        <main id="content" class="page">
          <ErrorBox text={explain(who.error, words)} retry={ask} />
        </main>
      )}
      {who.state === "out" && route.page === "receipt" && (
        <main id="content" class="page" tabIndex={-1}>
          <ReceiptPage key={route.code} api={api} code={route.code} />
        </main>
      )}
      {who.state === "out" && route.page !== "receipt" && (
        <Login
          api={api}
          node={node}
          expired={who.expired}
          onLogin={({ user: known }) => setWho({ state: "in", user: known })}
        />
      )}
      {session && (
        <SessionContext.Provider value={session}>
          <main id="content" class="page" tabIndex={-1}>
            <Place route={route} session={session} />
          </main>
          {session.phone && <Incoming phone={session.phone} />}
        </SessionContext.Provider>
      )}
    </SpeechContext.Provider>
  );
}

function Place({ route, session }: { route: Route; session: Session }) {
  if (!allowed(route, session.user)) return <NotFound />;
  switch (route.page) {
    case "start": {
      const first = pagesOf(session.user)[0];
      return first ? <Place route={{ page: first }} session={session} /> : <NotFound />;
    }
    case "desk":
      return session.phone ? <Desk phone={session.phone} /> : <NotFound />;
    case "recordings":
      return <Recordings />;
    case "recording":
      return <RecordingPage key={route.id} id={route.id} />;
    case "calls":
      return <Calls />;
    case "policy":
      return <Policy />;
    case "compliance":
      return <Compliance />;
    case "quality":
      return <Quality />;
    case "training":
      return <Training />;
    case "live":
      return <LiveBoard />;
    case "admin":
      return <Admin />;
    case "receipt":
      return <ReceiptPage key={route.code} api={session.api} code={route.code} />;
    case "unknown":
      return <NotFound />;
    default:
      return route satisfies never;
  }
}

function NotFound() {
  return (
    <SpeechContext.Consumer>
      {({ words }) => (
        <Empty icon="search" title={words.notFound.title}>
          <p>{words.notFound.text}</p>
          <a class="button" href={hashOf({ page: "start" })}>
            {words.notFound.back}
          </a>
        </Empty>
      )}
    </SpeechContext.Consumer>
  );
}

/** The hash belongs to the router, so the skip link is a button that moves the focus by hand. */
function skipToContent(): void {
  document.getElementById("content")?.focus();
}
