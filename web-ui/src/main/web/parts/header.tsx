import { useEffect, useRef } from "preact/hooks";
import type { User } from "../api/types.ts";
import { useLanguage, useWords } from "../words/words.ts";
import { Icon, type IconName } from "./icons.tsx";
import { hashOf, type Place, pagesOf, type Route } from "./route.ts";
import { isDark, type Theme } from "./theme.ts";

interface Props {
  user: User | null;
  route: Route;
  theme: Theme;
  demo?: boolean;
  onTheme: (theme: Theme) => void;
  onLanguage: () => void;
  onLogout: () => void;
}

const icons: Record<Place, IconName> = {
  desk: "phone",
  recordings: "wave",
  calls: "list",
  policy: "shield",
  compliance: "hold",
  quality: "star",
  training: "book",
  live: "pulse",
  admin: "gear",
};

export function Header({ user, route, theme, demo, onTheme, onLanguage, onLogout }: Props) {
  const words = useWords();
  const language = useLanguage();
  const dark = isDark(theme);
  const pages = user ? pagesOf(user) : [];
  const current = route.page === "recording" ? "recordings" : route.page === "start" ? pages[0] : route.page;
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the bar scrolls; where one is should be in sight.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <header class="top">
      <a class="brand" href={hashOf({ page: "start" })}>
        <img src="/mark.svg" alt="" width="32" height="32" />
        <span class="brand-name">Mitschnitt</span>
        {demo && <span class="chip demo-chip">Demo</span>}
      </a>
      {pages.length > 0 && (
        <nav aria-label={words.nav.main} ref={nav}>
          {pages.map((page) => (
            <a key={page} href={hashOf({ page })} aria-current={page === current ? "page" : undefined}>
              <Icon name={icons[page]} />
              <span>{words.nav[page]}</span>
            </a>
          ))}
        </nav>
      )}
      <div class="top-tools">
        <button
          type="button"
          class="quiet square language"
          lang={language === "de" ? "en" : "de"}
          onClick={onLanguage}
          aria-label={`${language === "de" ? "EN" : "DE"}: ${words.language.switch}`}
          title={words.language.switch}
        >
          {language === "de" ? "EN" : "DE"}
        </button>
        <button
          type="button"
          class="quiet square"
          onClick={() => onTheme(dark ? "light" : "dark")}
          aria-label={dark ? words.theme.toLight : words.theme.toDark}
          title={dark ? words.theme.toLight : words.theme.toDark}
        >
          <Icon name={dark ? "sun" : "moon"} />
        </button>
        {user && (
          <>
            <span class="user" title={words.loggedInAs(user.name)}>
              <span class="avatar" aria-hidden="true">
                {user.name.slice(0, 1).toUpperCase()}
              </span>
              <span class="user-name">{user.name}</span>
            </span>
            <button
              type="button"
              class="quiet square"
              onClick={onLogout}
              aria-label={words.logout}
              title={words.logout}
            >
              <Icon name="logout" />
            </button>
          </>
        )}
      </div>
    </header>
  );
}
