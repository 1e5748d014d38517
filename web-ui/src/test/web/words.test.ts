import { describe, expect, it } from "vitest";
import { languageOf, languages } from "../../main/web/words/words.ts";

/** Every path to a text, such as "desk.call". */
function paths(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, at ? `${at}.${key}` : key));
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [];
  return Object.values(value as object).flatMap(texts);
}

describe("the dictionary", () => {
  it("has the same keys in both languages, apart from the endings that English leaves as they are", () => {
    const keys = (words: object) => paths(words).filter((path) => !path.startsWith("endings."));
    expect(keys(languages.de)).toEqual(keys(languages.en));
  });

  it("has no empty text", () => {
    for (const words of Object.values(languages))
      expect(texts(words).filter((text) => !text.trim())).toEqual([]);
  });

  it("takes the remembered language, then the browser's, then English", () => {
    expect(languageOf("de", ["en-GB"])).toBe("de");
    expect(languageOf(null, ["fr-FR", "de-AT", "en"])).toBe("de");
    expect(languageOf(null, ["fr-FR"])).toBe("en");
    expect(languageOf("tlh", [])).toBe("en");
  });

  it("counts in words that agree", () => {
    expect(languages.en.recordings.shown(1, false)).toBe("1 recording");
    expect(languages.en.recordings.shown(2, false)).toBe("2 recordings");
    expect(languages.de.recordings.shown(50, true)).toBe("50+ Aufnahmen");
  });
});
