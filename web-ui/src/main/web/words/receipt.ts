import { useLanguage } from "./words.ts";

/** Every text of the caller's receipt. */
const en = {
  title: "Your receipt",
  lead: "Were you recorded? The code that you were given shows what is kept of your call. Nobody needs an account for that.",
  code: "Code",
  codeHint: "Twenty letters and digits, with or without dashes",
  show: "Show",
  wrong: "There is no receipt with this code. Look at each letter; after 20 wrong codes you have to wait.",
  exists: "A recording of your call is kept.",
  gone: "The recording of your call has been destroyed.",
  begun: "Call recorded",
  length: "Length",
  rule: "Ground",
  told: "What was said",
  goes: "To be deleted",
  hash: "Fingerprint",
  hashHint:
    "The SHA-256 of the recording as it was stored right after the call. Note it down: whatever is played to you later can be held against it.",
  erase: "Ask for its erasure",
  eraseHint: "A person of the company looks at it. Where a law demands the recording, you are told so.",
  reason: "Your reason",
  send: "Ask for it",
  asked: "You have asked for its erasure. A person has to confirm it.",
  another: "Another code",
  give: "Give the caller a receipt",
  giveHint: "A code with which the caller sees what is kept, without an account.",
  once: "Tell the caller this code now: it is shown this once.",
};

export type ReceiptWords = typeof en;

const de: ReceiptWords = {
  title: "Ihr Beleg",
  lead: "Wurden Sie aufgenommen? Der Code, den Sie bekommen haben, zeigt, was von Ihrem Gespräch aufbewahrt wird. Ein Konto brauchen Sie dafür nicht.",
  code: "Code",
  codeHint: "Zwanzig Buchstaben und Ziffern, mit oder ohne Striche",
  show: "Zeigen",
  wrong:
    "Zu diesem Code gibt es keinen Beleg. Prüfen Sie jeden Buchstaben; nach 20 falschen Codes müssen Sie warten.",
  exists: "Eine Aufnahme Ihres Gesprächs ist gespeichert.",
  gone: "Die Aufnahme Ihres Gesprächs ist vernichtet.",
  begun: "Aufgenommen",
  length: "Länge",
  rule: "Grundlage",
  told: "Was gesagt wurde",
  goes: "Wird gelöscht",
  hash: "Fingerabdruck",
  hashHint:
    "Der SHA-256 der Aufnahme, wie sie gleich nach dem Gespräch gespeichert wurde. Notieren Sie ihn: Was man Ihnen später vorspielt, lässt sich daran messen.",
  erase: "Löschung verlangen",
  eraseHint: "Ein Mensch im Unternehmen prüft das. Verlangt ein Gesetz die Aufnahme, wird Ihnen das gesagt.",
  reason: "Ihr Grund",
  send: "Verlangen",
  asked: "Sie haben die Löschung verlangt. Ein Mensch muss sie bestätigen.",
  another: "Anderer Code",
  give: "Beleg für die anrufende Person",
  giveHint: "Ein Code, mit dem sie ohne Konto sieht, was aufbewahrt wird.",
  once: "Geben Sie diesen Code jetzt weiter: Er wird nur dieses eine Mal gezeigt.",
};

export function useReceiptWords(): ReceiptWords {
  return useLanguage() === "de" ? de : en;
}
