import type { Consultation } from "../desk/handing.ts";
import { useLanguage } from "./words.ts";

/** Words of a transfer, in both languages. */
interface TransferWords {
  title: string;
  close: string;
  to: string;
  now: string;
  ask: string;
  asked: (who: string) => string;
  rings: (who: string) => string;
  failed: (who: string) => string;
  asking: string;
  stages: Record<Consultation["stage"], (who: string) => string>;
  connect: string;
  back: string;
}

const en: TransferWords = {
  title: "Hand over",
  close: "Close hand over",
  to: "To a colleague, a group or a number",
  now: "Hand over now",
  ask: "Ask first",
  asked: (who) => `${who} is being called; the other side hears music.`,
  rings: (who) => `It rings at ${who}; the other side hears music.`,
  failed: (who) => `${who} did not take the call; you have it still.`,
  asking: "Question to somebody else",
  stages: {
    trying: (who) => `Calling ${who}; the other side is on hold.`,
    ringing: (who) => `It rings at ${who}; the other side is on hold.`,
    talking: (who) =>
      `You talk to ${who}; the other side is on hold. Nothing of this is recorded with their call.`,
    failed: (who) => `${who} cannot be reached.`,
  },
  connect: "Connect the two",
  back: "Back to the caller",
};

const de: TransferWords = {
  title: "Weitergeben",
  close: "Weitergeben schließen",
  to: "An Kollegen, Gruppe oder Nummer",
  now: "Jetzt weitergeben",
  ask: "Erst fragen",
  asked: (who) => `${who} wird gerufen; die Gegenseite hört Musik.`,
  rings: (who) => `Es klingelt bei ${who}; die Gegenseite hört Musik.`,
  failed: (who) => `${who} hat das Gespräch nicht angenommen; Sie haben es weiter.`,
  asking: "Rückfrage",
  stages: {
    trying: (who) => `${who} wird gerufen; die Gegenseite wird gehalten.`,
    ringing: (who) => `Es klingelt bei ${who}; die Gegenseite wird gehalten.`,
    talking: (who) =>
      `Sie sprechen mit ${who}; die Gegenseite wird gehalten. Nichts davon wird mit deren Gespräch aufgenommen.`,
    failed: (who) => `${who} ist nicht erreichbar.`,
  },
  connect: "Beide verbinden",
  back: "Zurück zum Anrufer",
};

export const transferWords = { en, de };

export function useTransferWords(): TransferWords {
  return transferWords[useLanguage()];
}
