import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { de } from "./de.ts";
import { en, type Words } from "./en.ts";

export type { Words } from "./en.ts";

export const languages = { en, de } satisfies Record<string, Words>;
export type Language = keyof typeof languages;

/** The remembered language, else the browser's, else English. */
export function languageOf(remembered: string | null, preferred: readonly string[]): Language {
  if (remembered === "en" || remembered === "de") return remembered;
  for (const tag of preferred) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === "de" || language === "en") return language;
  }
  return "en";
}

export interface Speech {
  words: Words;
  language: Language;
}

export const SpeechContext = createContext<Speech>({ words: en, language: "en" });

/** The words of the chosen language. */
export function useWords(): Words {
  return useContext(SpeechContext).words;
}

export function useLanguage(): Language {
  return useContext(SpeechContext).language;
}
