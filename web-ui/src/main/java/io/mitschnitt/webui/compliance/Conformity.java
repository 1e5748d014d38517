package io.mitschnitt.webui.compliance;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.webui.compliance.Requirement.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node stands to what MiFID II asks of recorded telephone calls: each requirement, by looking at one profile. No advice
 * on law: a list of what was looked at.
 *
 * @see <a href="https://eur-lex.europa.eu/eli/reg_del/2017/565/oj">Delegated Regulation (EU) 2017/565, Art. 72 and 76</a>
 */
final class Conformity {

  private final Live live;
  private final Profile profile;
  private final List<Requirement> all = new ArrayList<>();

  private Conformity(Live live, Profile profile) {
    this.live = live;
    this.profile = profile;
  }

  /** All of MF01 to MF21, then DE01 to DE16. */
  static List<Requirement> of(Live live, Profile profile) {
    Conformity one = new Conformity(live, profile);
    one.scope();
    one.organisation();
    one.records();
    one.terms();
    one.all.addAll(GermanConformity.of(live, profile));
    return List.copyOf(one.all);
  }

  private void scope() {
    check(
        "MF01",
        "MiFID II 16(7)(1), (2)",
        new Said(
            "Record calls that are intended to result in a deal, even if none follows: by line, not by outcome",
            "Gespräche aufzeichnen, die zu einem Geschäft führen sollen, auch wenn keines folgt: nach Leitung, nicht nach Ergebnis"),
        live.reached(profile),
        new Said(
            "Calls come to the profile by default, by a route or by a rule, before anybody knows how they end",
            "Anrufe kommen als Vorgabe, über eine Route oder eine Regel zum Profil, bevor jemand weiß, wie sie ausgehen"),
        new Said(
            "No route, no rule and no default leads to the profile",
            "Keine Route, keine Regel und keine Vorgabe führt zum Profil"),
        "/policy/simulate",
        Said.NOTHING);
    check(
        "MF02",
        "MiFID II 16(7), ESMA Q&A",
        new Said(
            "Internal calls about orders can be recorded too",
            "Auch interne Gespräche über Aufträge lassen sich aufzeichnen"),
        live.internal(profile),
        new Said(
            "Calls between agents are of this profile",
            "Gespräche zwischen Mitarbeitenden haben dieses Profil"),
        new Said(
            "dialling.internal-profile does not name the profile: calls between agents are not recorded by it",
            "dialling.internal-profile nennt das Profil nicht: Gespräche zwischen Mitarbeitenden werden danach nicht aufgezeichnet"),
        "/calls",
        Said.NOTHING);
    check(
        "MF03",
        "16(7), 76(1)(b)",
        new Said(
            "Of every call that was not recorded there is a reason",
            "Zu jedem nicht aufgezeichneten Gespräch gibt es einen Grund"),
        live.longOpen() == 0,
        new Said(
            "No answered call is older than a day without a recording or a reason",
            "Kein angenommenes Gespräch ist nach einem Tag ohne Aufzeichnung und ohne Grund"),
        new Said(
            live.longOpen() + " answered calls are older than a day and have neither",
            live.longOpen()
                + " angenommene Gespräche sind älter als ein Tag und haben beides nicht"),
        "/coverage",
        new Said(
            "Keep business calls off devices that bypass the gateway",
            "Geschäftliche Gespräche über Geräte verhindern, die am System vorbei telefonieren"));
    check(
        "MF04",
        "16(7), 76(8)",
        new Said(
            "Clients are told first, in the language of the service, with a stored notice",
            "Kunden erfahren es vorher, in der Sprache der Dienstleistung, mit gespeichertem Hinweis"),
        Live.announces(profile),
        new Said(
            "Announced before each call, by default in " + profile.language()
                + "; the text's version is in the evidence log",
            "Ansage vor jedem Gespräch, als Vorgabe in " + profile.language()
                + "; die Fassung des Textes steht im Nachweisprotokoll"),
        new Said("The profile announces nothing", "Das Profil sagt nichts an"),
        "/ledger/entries",
        new Said(
            "Say in the text that a copy can be had for 5 (7) years",
            "Im Text sagen, dass es 5 (7) Jahre lang eine Kopie gibt"));
    check(
        "MF05",
        "16(7)",
        new Said(
            "No notice, no service by telephone", "Ohne Hinweis keine Dienstleistung am Telefon"),
        Live.announces(profile),
        new Said("The parties are joined after the announcement", "Verbunden wird nach der Ansage"),
        new Said(
            "The profile joins the parties without an announcement",
            "Das Profil verbindet ohne Ansage"),
        "/policy/simulate",
        Said.NOTHING);
  }

  private void organisation() {
    check(
        "MF06",
        "76(1)(a)",
        new Said(
            "A written, versioned policy of what is recorded",
            "Eine schriftliche Regelung mit Fassungen, was aufgezeichnet wird"),
        !live.gateway().policy().version().isEmpty(),
        new Said(
            "Version " + live.gateway().policy().version()
                + " is in force and noted with each call",
            "Fassung " + live.gateway().policy().version()
                + " gilt und wird mit jedem Gespräch festgehalten"),
        new Said("The policy has no version", "Die Regelung hat keine Fassung"),
        "/compliance/register",
        new Said("Have it approved by the management", "Durch die Leitung beschließen lassen"));
    duty(
        "MF07",
        "76(2), (7)",
        new Said("Management oversees it, demonstrably", "Die Leitung überwacht es nachweisbar"),
        "/ledger/statement",
        new Said(
            "Sign the month's statements and this report",
            "Die Erklärungen des Monats und diesen Bericht abzeichnen"));
    duty(
        "MF08",
        "76(3)",
        new Said(
            "Evaluated periodically, and when a new medium is admitted",
            "Regelmäßig bewertet, und wenn ein neues Medium zugelassen wird"),
        "",
        new Said("Do it, and note it in a case", "Durchführen und in einem Vorgang festhalten"));
    check(
        "MF09",
        "76(4)",
        new Said(
            "A register of persons with recordable devices",
            "Ein Verzeichnis der Personen mit aufzeichenbaren Geräten"),
        !live.gateway().agents().isEmpty(),
        new Said(
            live.gateway().agents().size() + " agents are in the configuration",
            live.gateway().agents().size() + " Mitarbeitende stehen in der Konfiguration"),
        new Said(
            "No agents are in the configuration",
            "In der Konfiguration stehen keine Mitarbeitenden"),
        "/agents",
        new Said(
            "Compare it with the staff who may take orders",
            "Mit den Beschäftigten abgleichen, die Aufträge annehmen dürfen"));
    duty(
        "MF10",
        "76(5)",
        new Said("Each person is trained", "Jede Person ist geschult"),
        "/collections",
        new Said("Keep the proof of training", "Den Nachweis der Schulung aufbewahren"));
    check(
        "MF11",
        "76(6)",
        new Said(
            "Records are monitored periodically, by risk",
            "Aufzeichnungen werden regelmäßig und risikogerecht überprüft"),
        live.samples() > 0,
        new Said(
            live.samples() + " plans draw calls for listening",
            live.samples() + " Pläne losen Gespräche zum Abhören aus"),
        new Said("No plan draws calls for listening", "Kein Plan lost Gespräche zum Abhören aus"),
        "/samples",
        new Said("Say what follows from what was heard", "Festhalten, was aus dem Gehörten folgt"));
    duty(
        "MF12",
        "76(9)",
        new Said("Minutes of face-to-face talks", "Niederschriften persönlicher Gespräche"),
        "/cases",
        new Said(
            "Write them, and put them to the client's case",
            "Anfertigen und zum Vorgang des Kunden legen"));
  }

  private void records() {
    Said doubted = new Said(
        "The evidence log is doubted: " + live.logDoubt().orElse(""),
        "Das Nachweisprotokoll wird angezweifelt: " + live.logDoubt().orElse(""));
    check(
        "MF13",
        "76(10), 72(1)(b)",
        new Said(
            "A durable medium; the original can be neither altered nor deleted",
            "Ein dauerhafter Datenträger; das Original ist weder änderbar noch löschbar"),
        live.logDoubt().isEmpty(),
        new Said(
            live.entries()
                + " entries of the evidence log are as they were signed; two people erase",
            live.entries()
                + " Einträge des Nachweisprotokolls sind wie signiert; gelöscht wird zu zweit"),
        doubted,
        "/ledger/checkpoint",
        new Said(
            "Keep backups and the key files apart",
            "Sicherungen und Schlüsseldateien getrennt aufbewahren"));
    check(
        "MF14",
        "76(10)",
        new Said(
            "Quality, accuracy and completeness are ensured",
            "Güte, Genauigkeit und Vollständigkeit sind gesichert"),
        live.longOpen() == 0 && live.logDoubt().isEmpty(),
        new Said(
            "Each recording is read back and judged; each day has a signed statement",
            "Jede Aufzeichnung wird zurückgelesen und beurteilt; jeder Tag hat eine signierte Erklärung"),
        new Said(
            "Calls are open for more than a day, or the log is doubted",
            "Gespräche sind länger als einen Tag offen, oder das Protokoll wird angezweifelt"),
        "/ledger/statement",
        Said.NOTHING);
    pass(
        "MF15",
        "76(10), 72(1)(a)",
        new Said(
            "Readily accessible, each stage can be reconstructed",
            "Leicht zugänglich, jeder Abschnitt nachvollziehbar"),
        new Said(
            "Found by number, agent, time and words, heard from any second",
            "Auffindbar nach Nummer, Person, Zeit und Wörtern, hörbar ab jeder Sekunde"),
        "/recordings");
    check(
        "MF16",
        "72(1)(c)",
        new Said(
            "Not otherwise manipulable, provable to outsiders",
            "Nicht anders manipulierbar, Außenstehenden beweisbar"),
        live.anchored() && live.logDoubt().isEmpty(),
        new Said("Signed heads go to outsiders", "Signierte Stände gehen an Außenstehende"),
        live.logDoubt().isPresent()
            ? doubted
            : new Said(
                "Signed heads lie on this machine alone: set evidence.copy-to or evidence.timestamp-url",
                "Signierte Stände liegen nur auf diesem Rechner: evidence.copy-to oder evidence.timestamp-url setzen"),
        "/ledger/checkpoint",
        new Said(
            "Copy data/checkpoints where administrators of the store cannot reach it",
            "data/checkpoints dorthin kopieren, wo die Verwaltung der Datenbank nicht hinkommt"));
    pass(
        "MF17",
        "72(1)(d)",
        new Said(
            "Large volumes can be worked on by machine", "Große Mengen sind maschinell auswertbar"),
        new Said(
            "export gives sound and facts as files, the API pages through all",
            "export gibt Ton und Angaben als Dateien, die Schnittstelle blättert durch alles"),
        "/recordings");
    pass(
        "MF18",
        "72(1)(e)",
        new Said("It holds whatever the technology", "Es gilt unabhängig von der Technik"),
        new Said(
            "The stored original and its proof stay when other formats are given out",
            "Original und Nachweis bleiben, wenn andere Formate ausgegeben werden"),
        "/openapi.yaml");
  }

  private void terms() {
    check(
        "MF19",
        "16(7), 76(11)",
        new Said(
            "Five years from creation, seven if the authority asks",
            "Fünf Jahre ab Erstellung, sieben auf Verlangen der Behörde"),
        Live.keeps(profile, 5, false) && Live.extendsTo(profile, 7),
        new Said(
            "Kept by " + profile.keeping().name(),
            "Aufbewahrt nach " + profile.keeping().name()),
        new Said(
            "The profile keeps by " + profile.keeping().name() + ": retention: [eu-mifid] would do",
            "Das Profil bewahrt nach " + profile.keeping().name()
                + " auf: retention: [eu-mifid] leistet es"),
        "/retention/rules",
        Said.NOTHING);
    pass(
        "MF20",
        "16(7)",
        new Said("The client gets a copy on request", "Der Kunde bekommt auf Verlangen eine Kopie"),
        new Said(
            "Access by number, the other side masked, its delivery noted",
            "Auskunft nach Nummer, die andere Seite stumm, die Übergabe festgehalten"),
        "/subjects/requests");
    duty(
        "MF21",
        "ESMA 2020",
        new Said(
            "If recording is impossible: tell the client first, write minutes, end the exception",
            "Ist Aufzeichnen unmöglich: vorher sagen, Niederschrift, Ausnahme beenden"),
        "/cases",
        new Said(
            "Keep a case for each exception; the log gives the reason and time",
            "Je Ausnahme einen Vorgang führen; Grund und Zeit stehen im Protokoll"));
  }

  private void check(
      String id,
      String source,
      Said asks,
      boolean good,
      Said yes,
      Said no,
      String evidence,
      Said duty) {
    all.add(new Requirement(
        id, source, asks, good ? Status.PASS : Status.FAIL, good ? yes : no, evidence, duty));
  }

  private void pass(String id, String source, Said asks, Said found, String evidence) {
    all.add(new Requirement(id, source, asks, Status.PASS, found, evidence, Said.NOTHING));
  }

  private void duty(String id, String source, Said asks, String evidence, Said duty) {
    all.add(new Requirement(id, source, asks, Status.DUTY, Said.NOTHING, evidence, duty));
  }
}
