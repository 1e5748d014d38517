import type { Conformity, Kept, SubjectRequest } from "../compliance/types.ts";

/** The words of the compliance page. */
export interface CustodyWords {
  title: string;
  lead: string;
  clock: string;
  clockTrust: string;
  reason: string;
  reasonHint: string;
  number: string;
  cancel: string;
  requests: string;
  requestsLead: string;
  access: string;
  erasure: string;
  take: string;
  kind: Record<SubjectRequest["kind"], string>;
  outcome: Record<SubjectRequest["items"][number]["outcome"], string>;
  noRequests: string;
  confirm: string;
  delivered: string;
  deliveredAt: (when: string) => string;
  ownSide: string;
  holds: string;
  holdsLead: string;
  recording: string;
  place: string;
  release: string;
  releaseAsked: (who: string) => string;
  noHolds: string;
  erase: string;
  erased: string;
  eraseAsked: string;
  lookUp: string;
  imports: string;
  importsLead: string;
  importFile: string;
  importStarted: string;
  importKeep: string;
  importReason: string;
  importName: string;
  importLeft: string;
  importSend: string;
  importSending: (percent: number) => string;
  importReading: string;
  importDone: string;
  terms: string;
  keepUntil: (when: string) => string;
  deleteAfter: (when: string) => string;
  state: Record<Kept["state"], string>;
  rule: (name: string) => string;
  certificate: string;
  cases: string;
  casesLead: string;
  caseName: string;
  open: string;
  noCases: string;
  add: string;
  note: string;
  exportCase: string;
  holdsRecordings: (count: number) => string;
  kindOfRequest: string;
  tabs: Record<"complete" | "requests" | "holds" | "cases" | "one" | "log" | "law" | "import", string>;
  statement: string;
  statementLead: string;
  statementLine: (answered: number, recorded: number, not: number, open: number) => string;
  day: string;
  dayClosed: string;
  dayRuns: string;
  sinceErased: (count: number) => string;
  verbatim: string;
  download: string;
  publicKey: string;
  log: string;
  logLead: string;
  head: (size: number) => string;
  kinds: Record<string, string>;
  facts: (count: number) => string;
  newer: string;
  older: string;
  evidence: string;
  masked: string;
  report: {
    title: string;
    lead: string;
    look: string;
    register: string;
    dpia: string;
    sum: (profile: string, passed: number, failed: number) => string;
    status: Record<Conformity["items"][number]["status"], string>;
    duty: string;
  };
}

export const custodyEn: CustodyWords = {
  title: "Compliance",
  lead: "What people may ask for, what is held, and what goes when.",
  clock: "Nothing is deleted: the clock is doubted.",
  clockTrust: "The clock is right",
  reason: "Reason",
  reasonHint: "Who wishes it, and how you know",
  number: "Number of the caller",
  cancel: "Cancel",
  requests: "Requests of people",
  requestsLead: "All calls of a number. What is refused is looked at again every hour.",
  access: "Access",
  erasure: "Erasure",
  take: "Take the request",
  kind: { access: "Access", erasure: "Erasure" },
  outcome: {
    given: "handed over",
    asked: "waits for a second person",
    refused: "refused",
    erased: "destroyed",
  },
  noRequests: "Nobody has asked for anything.",
  confirm: "Confirm the erasure",
  delivered: "Handed over",
  deliveredAt: (when) => `handed over ${when}`,
  ownSide: "Own side",
  holds: "Legal holds",
  holdsLead: "While a hold stands nothing deletes a recording. Two people release it.",
  recording: "Recording",
  place: "Place a hold",
  release: "Release",
  releaseAsked: (who) => `${who} asked for its release`,
  noHolds: "No recording is under hold.",
  erase: "Destroy before its time",
  erased: "It is destroyed.",
  eraseAsked: "A second person has to confirm it.",
  lookUp: "Look up",
  imports: "Import",
  importsLead: "Recordings of another system: WAV, MP3 or Opus. Each is marked as not captured here.",
  importFile: "File",
  importStarted: "Recorded at (your time)",
  importKeep: "Kept by rule",
  importReason: "Why it is brought here",
  importName: "Name of the customer",
  importLeft: "Heard left in the file",
  importSend: "Import",
  importSending: (percent) => `${percent} % sent`,
  importReading: "Being read, encoded and checked…",
  importDone: "It is stored. Open the recording",
  terms: "One recording",
  keepUntil: (when) => `A law demands it until ${when}.`,
  deleteAfter: (when) => `It goes ${when}.`,
  state: {
    recording: "The call runs",
    pending: "Being stored",
    ready: "Stored",
    failed: "Failed",
    erased: "Destroyed",
  },
  rule: (name) => `Rule ${name}.`,
  certificate: "Certificate of deletion",
  cases: "Cases",
  casesLead: "Complaints and disputes; each recording is under a hold of its case.",
  caseName: "Name of the case",
  open: "Open a case",
  noCases: "There is no case.",
  add: "Add all calls of the number",
  note: "Note",
  exportCase: "Export",
  holdsRecordings: (count) => (count === 1 ? "1 recording" : `${count} recordings`),
  kindOfRequest: "Request",
  tabs: {
    complete: "Completeness",
    requests: "Requests",
    holds: "Holds",
    cases: "Cases",
    one: "One recording",
    log: "Log",
    law: "Law",
    import: "Import",
  },
  statement: "Completeness statement",
  statementLead:
    "Signed by this node. With the public key alone an outsider can check it, and that nothing was left out of the log since.",
  statementLine: (answered, recorded, not, open) =>
    `${answered} calls answered: ${recorded} recorded and verified, ${not} with a stated reason, ${open} open.`,
  day: "Day (UTC)",
  dayClosed: "The day is over; this statement is final.",
  dayRuns: "The day still runs; the figures go on.",
  sinceErased: (count) => `${count} of the recordings have been destroyed since.`,
  verbatim: "The signed text",
  download: "Download the statement",
  publicKey: "Public key",
  log: "What was done",
  logLead:
    "Every call, consent, recording, listening, hold and deletion, in order. Each entry is a leaf of a Merkle tree whose head is signed; names and numbers stand as salted hashes.",
  head: (size) => `Signed head of ${size} entries`,
  kinds: {
    call: "Call",
    consent: "Consent",
    ended: "Call ended",
    recording: "Recording",
    access: "Heard or exported",
    hold: "Hold",
    change: "Change",
    deletion: "Deletion",
  },
  facts: (count) => (count === 1 ? "1 fact" : `${count} facts`),
  newer: "Newer",
  older: "Older",
  evidence: "Evidence bundle",
  masked: "Evidence without the agent",
  report: {
    title: "MiFID II and German law",
    lead: "Each requirement, by looking at what is in force now. No advice on law.",
    look: "Check now",
    register: "Register of processing",
    dpia: "Impact assessment, draft",
    sum: (profile, passed, failed) => `Profile ${profile}: ${passed} passed, ${failed} failed.`,
    status: { pass: "passed", fail: "FAILED", duty: "organisational", "not-applicable": "does not apply" },
    duty: "Remains for people:",
  },
};

export const custodyDe: CustodyWords = {
  title: "Recht",
  lead: "Was Menschen verlangen dürfen, was festgehalten ist und was wann geht.",
  clock: "Nichts wird gelöscht: An der Uhr bestehen Zweifel.",
  clockTrust: "Die Uhr stimmt",
  reason: "Grund",
  reasonHint: "Wer es wünscht, und woher Sie das wissen",
  number: "Nummer der anrufenden Person",
  cancel: "Abbrechen",
  requests: "Anliegen Betroffener",
  requestsLead: "Alle Gespräche einer Nummer. Abgelehntes wird stündlich neu geprüft.",
  access: "Auskunft",
  erasure: "Löschung",
  take: "Anliegen aufnehmen",
  kind: { access: "Auskunft", erasure: "Löschung" },
  outcome: {
    given: "herausgegeben",
    asked: "wartet auf eine zweite Person",
    refused: "abgelehnt",
    erased: "vernichtet",
  },
  noRequests: "Niemand hat etwas verlangt.",
  confirm: "Löschung bestätigen",
  delivered: "Übergeben",
  deliveredAt: (when) => `übergeben ${when}`,
  ownSide: "Eigene Seite",
  holds: "Aufbewahrungssperren",
  holdsLead: "Solange eine Sperre besteht, löscht nichts die Aufnahme. Zwei Personen heben sie auf.",
  recording: "Aufnahme",
  place: "Sperre setzen",
  release: "Aufheben",
  releaseAsked: (who) => `${who} hat die Aufhebung beantragt`,
  noHolds: "Keine Aufnahme ist gesperrt.",
  erase: "Vor der Zeit vernichten",
  erased: "Sie ist vernichtet.",
  eraseAsked: "Eine zweite Person muss es bestätigen.",
  lookUp: "Nachsehen",
  imports: "Übernehmen",
  importsLead:
    "Aufnahmen eines anderen Systems: WAV, MP3 oder Opus. Jede ist als nicht hier aufgenommen gekennzeichnet.",
  importFile: "Datei",
  importStarted: "Aufgenommen am (Ihre Zeit)",
  importKeep: "Aufbewahrt nach Regel",
  importReason: "Warum sie übernommen wird",
  importName: "Name des Kunden",
  importLeft: "Links in der Datei zu hören",
  importSend: "Übernehmen",
  importSending: (percent) => `${percent} % gesendet`,
  importReading: "Wird gelesen, umgewandelt und geprüft …",
  importDone: "Sie ist gespeichert. Zur Aufnahme",
  terms: "Eine Aufnahme",
  keepUntil: (when) => `Ein Gesetz verlangt sie bis ${when}.`,
  deleteAfter: (when) => `Sie geht ${when}.`,
  state: {
    recording: "Das Gespräch läuft",
    pending: "Wird gespeichert",
    ready: "Gespeichert",
    failed: "Fehlgeschlagen",
    erased: "Vernichtet",
  },
  rule: (name) => `Regel ${name}.`,
  certificate: "Löschnachweis",
  cases: "Fälle",
  casesLead: "Beschwerden und Streitfälle; jede Aufnahme ist durch ihren Fall gesperrt.",
  caseName: "Name des Falls",
  open: "Fall eröffnen",
  noCases: "Es gibt keinen Fall.",
  add: "Alle Gespräche der Nummer hinzufügen",
  note: "Notiz",
  exportCase: "Exportieren",
  holdsRecordings: (count) => (count === 1 ? "1 Aufnahme" : `${count} Aufnahmen`),
  kindOfRequest: "Anliegen",
  tabs: {
    complete: "Vollständigkeit",
    requests: "Anliegen",
    holds: "Sperren",
    cases: "Fälle",
    one: "Eine Aufnahme",
    log: "Protokoll",
    law: "Gesetz",
    import: "Einspielen",
  },
  statement: "Vollständigkeitserklärung",
  statementLead:
    "Von diesem Knoten signiert. Außenstehende prüfen sie allein mit dem öffentlichen Schlüssel, und auch, dass seitdem nichts aus dem Protokoll verschwand.",
  statementLine: (answered, recorded, not, open) =>
    `${answered} Gespräche angenommen: ${recorded} aufgenommen und geprüft, ${not} mit genanntem Grund, ${open} offen.`,
  day: "Tag (UTC)",
  dayClosed: "Der Tag ist vorbei, diese Erklärung gilt endgültig.",
  dayRuns: "Der Tag läuft noch, die Zahlen gehen weiter.",
  sinceErased: (count) => `${count} der Aufnahmen sind inzwischen vernichtet.`,
  verbatim: "Der signierte Text",
  download: "Erklärung herunterladen",
  publicKey: "Öffentlicher Schlüssel",
  log: "Was geschah",
  logLead:
    "Jedes Gespräch, jede Einwilligung, Aufnahme, Anhörung, Sperre und Löschung der Reihe nach. Jeder Eintrag ist ein Blatt eines Merkle-Baums, dessen Kopf signiert ist; Namen und Nummern stehen als gesalzene Hashwerte.",
  head: (size) => `Signierter Kopf über ${size} Einträge`,
  kinds: {
    call: "Gespräch",
    consent: "Einwilligung",
    ended: "Gespräch beendet",
    recording: "Aufnahme",
    access: "Gehört oder ausgeführt",
    hold: "Sperre",
    change: "Änderung",
    deletion: "Löschung",
  },
  facts: (count) => (count === 1 ? "1 Angabe" : `${count} Angaben`),
  newer: "Neuere",
  older: "Ältere",
  evidence: "Nachweispaket",
  masked: "Nachweis ohne die Agentenseite",
  report: {
    title: "MiFID II und deutsches Recht",
    lead: "Jede Anforderung, geprüft an dem, was jetzt gilt. Keine Rechtsberatung.",
    look: "Jetzt prüfen",
    register: "Verzeichnis der Verarbeitung",
    dpia: "Folgenabschätzung, Entwurf",
    sum: (profile, passed, failed) => `Profil ${profile}: ${passed} erfüllt, ${failed} nicht erfüllt.`,
    status: {
      pass: "erfüllt",
      fail: "NICHT ERFÜLLT",
      duty: "organisatorisch",
      "not-applicable": "trifft nicht zu",
    },
    duty: "Bleibt zu tun:",
  },
};
