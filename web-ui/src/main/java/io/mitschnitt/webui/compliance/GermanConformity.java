package io.mitschnitt.webui.compliance;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.webui.compliance.Requirement.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What German law adds to {@link Conformity}: DE01 to DE16. */
final class GermanConformity {

  private static final Set<Mode> WITHOUT_A_KEY = Set.of(Mode.STATUTORY, Mode.NOTICE);

  private final Live live;
  private final Profile profile;
  private final List<Requirement> all = new ArrayList<>();

  private GermanConformity(Live live, Profile profile) {
    this.live = live;
    this.profile = profile;
  }

  static List<Requirement> of(Live live, Profile profile) {
    GermanConformity one = new GermanConformity(live, profile);
    one.securities();
    one.mediators();
    one.privacy();
    return one.all;
  }

  private void securities() {
    check(
        "DE01",
        "WpHG § 83 (3)",
        new Said(
            "From the start of the talk; a summary does not count",
            "Ab Beginn des Gesprächs; eine Zusammenfassung genügt nicht"),
        WITHOUT_A_KEY.contains(profile.mode()),
        new Said(
            "Recorded from the moment the parties are joined",
            "Aufgezeichnet ab dem Moment der Verbindung"),
        new Said(
            "The profile waits for a key, asks or may be declined: the beginning can be missing",
            "Das Profil wartet auf eine Taste oder fragt: der Anfang kann fehlen"),
        "/policy/simulate",
        Said.NOTHING);
    check(
        "DE02",
        "BaFin",
        new Said("No stopping and starting again", "Kein Anhalten und Fortsetzen"),
        !profile.pause().allowed() || profile.mode() == Mode.STATUTORY,
        new Said("The profile cannot be paused", "Das Profil kennt keine Pause"),
        new Said(
            "The profile can be paused: pause: false",
            "Das Profil lässt sich anhalten: pause: false"),
        "/calls",
        Said.NOTHING);
    check(
        "DE03",
        "WpHG § 83 (5), FinVermV § 18a",
        new Said(
            "Client and staff are told before; who objects gets no advice by telephone",
            "Kunde und Beschäftigte vorher informieren; wer widerspricht, wird nicht am Telefon beraten"),
        Live.announces(profile),
        new Said("The client hears it before", "Der Kunde hört es vorher"),
        new Said("The profile announces nothing", "Das Profil sagt nichts an"),
        "/ledger/entries",
        new Said(
            "Inform the staff in writing; offer another way to who objects",
            "Beschäftigte schriftlich informieren; bei Widerspruch einen anderen Weg anbieten"));
    pass(
        "DE04",
        "WpHG § 83 (7)",
        new Said("A copy until deletion", "Eine Kopie bis zur Löschung"),
        new Said("Access by number", "Auskunft nach Nummer"),
        "/subjects/requests");
    check(
        "DE05",
        "WpHG § 83 (8)",
        new Said(
            "Five years, then deletion, and its documentation",
            "Fünf Jahre, dann Löschung und deren Dokumentation"),
        Live.keeps(profile, 5, false) && live.clockDoubt().isEmpty(),
        new Said(
            "Deleted when the term is over, each with a signed certificate",
            "Gelöscht nach Ablauf der Frist, jeweils mit signierter Bescheinigung"),
        live.clockDoubt().isPresent()
            ? new Said(
                "Nothing is deleted now: " + live.clockDoubt().get(),
                "Zurzeit wird nichts gelöscht: " + live.clockDoubt().get())
            : new Said(
                "The profile keeps by " + profile.keeping().name(),
                "Das Profil bewahrt nach " + profile.keeping().name() + " auf"),
        "/retention/rules",
        Said.NOTHING);
    check(
        "DE06",
        "WpHG § 83 (9)",
        new Said(
            "No other use, no monitoring of staff, only named persons",
            "Keine andere Nutzung, keine Überwachung der Beschäftigten, nur benannte Personen"),
        live.locked(profile),
        new Said(
            "The recordings have a key of their own, none but compliance is let to them",
            "Die Aufzeichnungen haben einen eigenen Schlüssel, Zugang hat allein die Compliance"),
        new Said(
            "No purpose locks the profile: purposes: { advice: { profiles: [" + profile.name()
                + "], roles: [compliance] } }",
            "Kein Zweck schließt das Profil ab: purposes: { advice: { profiles: [" + profile.name()
                + "], roles: [compliance] } }"),
        "/recordings",
        new Said("Name the persons", "Die Personen benennen"));
  }

  private void mediators() {
    boolean applies = Live.rule(profile, "de-34f").isPresent();
    mediator(
        "DE07",
        "FinVermV § 23",
        applies,
        new Said("Ten years from the end of the year", "Zehn Jahre ab Ende des Kalenderjahres"),
        Live.keeps(profile, 10, true));
    mediator(
        "DE08",
        "FinVermV § 18a",
        applies,
        new Said(
            "Each relevant talk, stored tamper-proof",
            "Jedes einschlägige Gespräch, fälschungssicher gespeichert"),
        live.logDoubt().isEmpty());
  }

  private void mediator(String id, String source, boolean applies, Said asks, boolean good) {
    Status status = !applies ? Status.NOT_APPLICABLE : good ? Status.PASS : Status.FAIL;
    Said found = applies
        ? new Said(
            "Kept by " + profile.keeping().name(),
            "Aufbewahrt nach " + profile.keeping().name())
        : new Said(
            "The profile does not keep by de-34f", "Das Profil bewahrt nicht nach de-34f auf");
    all.add(new Requirement(id, source, asks, status, found, "/retention/rules", Said.NOTHING));
  }

  private void privacy() {
    check(
        "DE09",
        "StGB § 201",
        new Said(
            "Nothing without authority: in doubt nothing is recorded",
            "Nichts unbefugt: im Zweifel wird nicht aufgezeichnet"),
        profile.mode() != Mode.ONE_PARTY,
        new Said(
            "Nothing is kept before the gate of consent opens",
            "Vor Öffnung der Einwilligungsschranke wird nichts behalten"),
        new Said(
            "The profile records on one party's word",
            "Das Profil zeichnet mit Wissen nur einer Seite auf"),
        "/policy/simulate",
        Said.NOTHING);
    check(
        "DE10",
        "DSK 23.03.2018",
        new Said(
            "Asked before, with evidence; consent covers no voice biometrics",
            "Vorher gefragt, mit Nachweis; die Einwilligung deckt keine Stimmbiometrie"),
        Live.announces(profile),
        new Said(
            "Announcement, answer and time are in the evidence log; there is no biometry",
            "Ansage, Antwort und Zeit stehen im Nachweisprotokoll; Biometrie gibt es nicht"),
        new Said("The profile announces nothing", "Das Profil sagt nichts an"),
        "/ledger/entries",
        Said.NOTHING);
    boolean lawful =
        live.gateway().policy().profiles().values().stream().allMatch(Profile::followsLaw);
    check(
        "DE11",
        "DSK, Sachsen",
        new Said(
            "No recording for quality on legitimate interest alone",
            "Keine Aufzeichnung zur Qualitätssicherung allein aus berechtigtem Interesse"),
        lawful,
        new Said(
            "Every profile follows the table of jurisdictions",
            "Jedes Profil folgt der Tabelle der Rechtsordnungen"),
        new Said("Profiles say jurisdiction: off", "Profile sagen jurisdiction: off"),
        "/policy/simulate",
        Said.NOTHING);
    duty(
        "DE12",
        "BetrVG § 87 (1) no. 6",
        new Said("The works council co-decides", "Der Betriebsrat bestimmt mit"),
        "/compliance/register",
        new Said(
            "Conclude an agreement; the register lists what concerns staff",
            "Vereinbarung schließen; das Verzeichnis nennt, was Beschäftigte betrifft"));
    duty(
        "DE13",
        "BDSG § 26",
        new Said("The agreement on data of staff", "Die Vereinbarung zu Beschäftigtendaten"),
        "",
        new Said(
            "Keep its reference with the profile's documents",
            "Fundstelle bei den Unterlagen des Profils aufbewahren"));
    duty(
        "DE14",
        "TDDDG § 3",
        new Said("Private calls are not recorded", "Private Gespräche werden nicht aufgezeichnet"),
        "/policy/simulate",
        new Said(
            "Forbid them, or have a rule do-not-record for a line of their own",
            "Untersagen, oder eine Regel do-not-record für eine eigene Leitung"));
    duty(
        "DE15",
        "MaComp",
        new Said("The circular's modules", "Die Module des Rundschreibens"),
        "",
        new Said(
            "Check the numbers of the modules in force",
            "Die Nummern der geltenden Module prüfen"));
    all.add(new Requirement(
        "DE16",
        "IDD, VVG",
        new Said(
            "No general duty to record insurance advice",
            "Keine allgemeine Pflicht, Versicherungsberatung aufzuzeichnen"),
        Status.NOT_APPLICABLE,
        Said.NOTHING,
        "",
        Said.NOTHING));
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
