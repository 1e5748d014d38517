import type { ConsentKind, SpanKind } from "../api/types.ts";
import { useLanguage } from "./words.ts";

interface PlayerWords {
  skipSilence: string;
  skipped: (seconds: string) => string;
  loop: string;
  loopFrom: string;
  loopTo: string;
  loopOff: string;
  looping: (from: string, to: string) => string;
  markers: string;
  marker: (what: string, time: string) => string;
  comment: (author: string) => string;
  gaps: (n: number) => string;
  why: Record<SpanKind, string>;
  consent: Record<ConsentKind, string>;
  moreKeys: [string, string][];
}

const en: PlayerWords = {
  skipSilence: "Skip silence",
  skipped: (seconds) => `${seconds} of silence can be skipped`,
  loop: "Loop",
  loopFrom: "Loop from here",
  loopTo: "Loop to here",
  loopOff: "Stop looping",
  looping: (from, to) => `Looping ${from} to ${to}`,
  markers: "Moments of this call",
  marker: (what, time) => `${time}: ${what}`,
  comment: (author) => `Comment by ${author}`,
  gaps: (n) => `Why is there a gap? (${n})`,
  why: {
    loss: "Packets were lost on their way to us. What was missing is filled in by repeating what was heard just before.",
    silent: "The phone sent nothing: it was muted, or saves what it need not send while nobody talks.",
    hold: "The call was on hold. Hold music is not kept.",
    pause: "The recording was paused. What was said is not kept.",
  },
  consent: {
    "prompt-started": "The announcement begins",
    "prompt-heard": "The announcement was heard",
    agreed: "Agreed by key",
    told: "Told, did not object",
    objected: "Objected by key",
    "no-answer": "No answer in time",
    withdrawn: "Consent withdrawn",
    paused: "Recording paused",
    resumed: "Recording went on",
    "handed-over": "Handed to another party",
  },
  moreKeys: [
    ["[ ]", "Begin or end a loop here"],
    ["\\", "Stop looping"],
    ["s", "Skip silence, or not"],
    ["n p", "Next or previous moment"],
  ],
};

const de: PlayerWords = {
  skipSilence: "Stille überspringen",
  skipped: (seconds) => `${seconds} Stille lassen sich überspringen`,
  loop: "Schleife",
  loopFrom: "Schleife ab hier",
  loopTo: "Schleife bis hier",
  loopOff: "Schleife beenden",
  looping: (from, to) => `Schleife von ${from} bis ${to}`,
  markers: "Stellen in diesem Gespräch",
  marker: (what, time) => `${time}: ${what}`,
  comment: (author) => `Kommentar von ${author}`,
  gaps: (n) => `Warum ist da eine Lücke? (${n})`,
  why: {
    loss: "Pakete gingen auf dem Weg zu uns verloren. Das Fehlende ist mit dem kurz davor Gehörten gefüllt.",
    silent:
      "Das Telefon sendete nichts: Es war stumm oder spart, was es nicht senden muss, solange niemand spricht.",
    hold: "Das Gespräch wurde gehalten. Wartemusik wird nicht aufbewahrt.",
    pause: "Die Aufnahme war unterbrochen. Was gesagt wurde, ist nicht aufbewahrt.",
  },
  consent: {
    "prompt-started": "Die Ansage beginnt",
    "prompt-heard": "Die Ansage wurde gehört",
    agreed: "Per Taste zugestimmt",
    told: "Informiert, nicht widersprochen",
    objected: "Per Taste widersprochen",
    "no-answer": "Keine Antwort in der Frist",
    withdrawn: "Zustimmung zurückgezogen",
    paused: "Aufnahme unterbrochen",
    resumed: "Aufnahme fortgesetzt",
    "handed-over": "An jemand anderen weitergegeben",
  },
  moreKeys: [
    ["[ ]", "Schleife hier beginnen oder beenden"],
    ["\\", "Schleife auflösen"],
    ["s", "Stille überspringen oder nicht"],
    ["n p", "Nächste oder vorige Stelle"],
  ],
};

export const playerWords = { en, de };

export function usePlayerWords(): PlayerWords {
  return playerWords[useLanguage()];
}
