package io.mitschnitt.webui.compliance;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.PurposeLock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Drafts that the law asks for, from the configuration in force, as Markdown: the register of processing (GDPR Art. 30) and the
 * data protection impact assessment (Art. 35). What only people know stands in brackets.
 */
record Register(Live live, boolean german, Instant at) {

  /** The register of processing. */
  String processing() {
    StringBuilder text = new StringBuilder();
    title(
        text,
        "Register of processing (GDPR Art. 30): telephone recording",
        "Verzeichnis von Verarbeitungstätigkeiten (DSGVO Art. 30): Gesprächsaufzeichnung");
    line(text, "Controller", "Verantwortlicher", "[…]");
    line(text, "Data protection officer", "Datenschutzbeauftragte Person", "[…]");
    line(text, "Node", "Knoten", live.gateway().nodeName());
    line(text, "Policy in force", "Geltende Regelung", live.gateway().policy().version());
    for (Profile profile : profiles()) {
      head(text, "Processing \"" + profile.name() + "\"", "Verarbeitung „" + profile.name() + "“");
      line(text, "Purpose", "Zweck", purpose(profile));
      line(text, "Legal basis", "Rechtsgrundlage", basis(profile.mode()));
      line(
          text,
          "Data subjects",
          "Betroffene",
          say("callers, people called, agents", "Anrufende, Angerufene, Beschäftigte"));
      line(
          text,
          "Data",
          "Daten",
          say(
              "voice, numbers, times, keys pressed for consent, agent's name",
              "Stimme, Rufnummern, Zeiten, Tasten zur Einwilligung, Name der Beschäftigten"));
      line(text, "Recipients", "Empfänger", recipients(profile));
      line(
          text,
          "Transfer to third countries",
          "Übermittlung in Drittländer",
          say("none by the product", "keine durch das Produkt"));
      line(
          text,
          "Kept",
          "Speicherdauer",
          profile.mode() == Mode.OFF || profile.mode() == Mode.FORBIDDEN
              ? say("nothing is recorded", "es wird nichts aufgezeichnet")
              : kept(profile));
    }
    head(
        text,
        "Technical and organisational measures (Art. 32)",
        "Technische und organisatorische Maßnahmen (Art. 32)");
    measures().forEach(measure -> text.append("- ").append(measure).append('\n'));
    head(
        text,
        "What concerns staff, and how to switch it off (BetrVG § 87 (1) no. 6)",
        "Was Beschäftigte betrifft, und wie es abzuschalten ist (BetrVG § 87 Abs. 1 Nr. 6)");
    staff().forEach(one -> text.append("- ").append(one).append('\n'));
    return text.toString();
  }

  /** The impact assessment. */
  String assessment() {
    StringBuilder text = new StringBuilder();
    title(
        text,
        "Data protection impact assessment (GDPR Art. 35), draft: telephone recording",
        "Datenschutz-Folgenabschätzung (DSGVO Art. 35), Entwurf: Gesprächsaufzeichnung");
    head(text, "Description of the processing", "Beschreibung der Verarbeitung");
    for (Profile profile : profiles()) {
      line(
          text,
          profile.name(),
          profile.name(),
          word(profile.mode()) + "; " + basis(profile.mode()) + "; " + kept(profile));
    }
    head(text, "Necessity and proportionality", "Notwendigkeit und Verhältnismäßigkeit");
    text.append(
        say(
            "Nothing is kept before the announcement and, where the law asks for it, the consent. [Say why the purpose cannot be reached with less.]\n",
            "Vor der Ansage und, wo das Recht sie verlangt, der Einwilligung wird nichts behalten. [Begründen, warum weniger nicht genügt.]\n"));
    head(text, "Risks and measures", "Risiken und Maßnahmen");
    text.append(say(
        "| risk | measure | state |\n|---|---|---|\n",
        "| Risiko | Maßnahme | Stand |\n|---|---|---|\n"));
    row(
        text,
        say("recording without consent", "Aufzeichnung ohne Einwilligung"),
        say(
            "the gate fails shut; law by country",
            "die Schranke schließt im Zweifel; Recht nach Land"),
        state(live.gateway().policy().profiles().values().stream().allMatch(Profile::followsLaw)));
    row(
        text,
        say("access by outsiders", "Zugriff Fremder"),
        say("encryption at rest and TLS", "Verschlüsselung im Ruhezustand und TLS"),
        state(live.encrypted()));
    row(
        text,
        say("use for another purpose", "Nutzung zu anderem Zweck"),
        say("keys by purpose", "Schlüssel nach Zweck"),
        state(!live.recorder().locks().isEmpty()));
    row(
        text,
        say("alteration", "Veränderung"),
        say("signed evidence log, outside anchor", "signiertes Nachweisprotokoll, Anker außerhalb"),
        state(live.anchored() && live.logDoubt().isEmpty()));
    row(
        text,
        say("kept too long", "zu lange gespeichert"),
        say("deletion by rule with certificates", "Löschung nach Regel mit Bescheinigung"),
        state(live.clockDoubt().isEmpty()));
    row(
        text,
        say("monitoring of staff", "Überwachung der Beschäftigten"),
        say(
            "every listening is noted; no emotion is inferred",
            "jedes Abhören wird festgehalten; keine Gefühlserkennung"),
        state(true));
    head(
        text,
        "Views of data subjects, works council, data protection officer",
        "Standpunkte der Betroffenen, des Betriebsrats, der Datenschutzbeauftragten");
    text.append("[…]\n");
    head(text, "Result", "Ergebnis");
    text.append(
        say(
            "[Remaining risk; consultation of the authority (Art. 36) where it is high; date, signature]\n",
            "[Verbleibendes Risiko; Konsultation der Aufsicht (Art. 36), wenn es hoch ist; Datum, Unterschrift]\n"));
    return text.toString();
  }

  private List<Profile> profiles() {
    return live.gateway().policy().profiles().values().stream()
        .sorted(Comparator.comparing(Profile::name))
        .toList();
  }

  private String purpose(Profile profile) {
    Optional<String> lock = live.recorder().locks().stream()
        .filter(one -> one.holds(profile.name()))
        .map(PurposeLock::name)
        .findFirst();
    return lock.map(name ->
            name + say(" alone, under a key of its own", " allein, unter eigenem Schlüssel"))
        .orElse("[…]");
  }

  private String basis(Mode mode) {
    return switch (mode) {
      case EXPLICIT_CONSENT ->
        say(
            "consent (Art. 6 (1) a), asked for before each call",
            "Einwilligung (Art. 6 Abs. 1 a), vor jedem Gespräch erfragt");
      case OPT_OUT ->
        say(
            "announcement, objection by key (Art. 6 (1) f) [to be reasoned]",
            "Ansage, Widerspruch per Taste (Art. 6 Abs. 1 f) [zu begründen]");
      case NOTICE ->
        say(
            "announcement (Art. 6 (1) f or b) [to be reasoned]",
            "Ansage (Art. 6 Abs. 1 f oder b) [zu begründen]");
      case ONE_PARTY ->
        say(
            "one party's knowledge [where the law allows it]",
            "Kenntnis einer Seite [wo das Recht es erlaubt]");
      case STATUTORY ->
        say("legal obligation (Art. 6 (1) c)", "rechtliche Verpflichtung (Art. 6 Abs. 1 c)");
      case OFF, FORBIDDEN -> say("nothing is recorded", "es wird nichts aufgezeichnet");
    };
  }

  private String recipients(Profile profile) {
    return live.recorder().locks().stream()
        .filter(one -> one.holds(profile.name()))
        .findFirst()
        .map(lock -> lock.roles().stream().sorted().collect(Collectors.joining(", ")))
        .orElse(
            say(
                "agents (own calls), reviewers, trainers, compliance; every listening is noted",
                "Beschäftigte (eigene Gespräche), Prüfende, Schulende, Compliance; jedes Abhören wird festgehalten"));
  }

  private String kept(Profile profile) {
    return profile.keeping().rules().stream().map(this::rule).collect(Collectors.joining("; "));
  }

  private String rule(Rule rule) {
    String least =
        rule.least().map(t -> say(" at least ", " mindestens ") + term(t)).orElse("");
    String most =
        rule.most().map(t -> say(" at most ", " höchstens ") + term(t)).orElse("");
    return rule.name() + ":" + least + most
        + (rule.source().isEmpty() ? "" : " (" + rule.source() + ")");
  }

  private String term(Term term) {
    String unit = switch (term.unit()) {
      case DAYS -> say(" days", " Tage");
      case MONTHS -> say(" months", " Monate");
      case YEARS -> say(" years", " Jahre");
    };
    return term.amount()
        + unit
        + (term.fromYearEnd() ? say(" from the end of the year", " ab Jahresende") : "");
  }

  private List<String> measures() {
    return List.of(
        say(
            "encryption at rest: AES-256-GCM, a key for each recording, wrapped by a key outside the database",
            "Verschlüsselung im Ruhezustand: AES-256-GCM, ein Schlüssel je Aufzeichnung, umhüllt mit einem außerhalb der Datenbank"),
        say(
            "encryption in transit: media by DTLS-SRTP, page "
                + (live.encrypted() ? "by TLS" : "WITHOUT TLS: set http.tls"),
            "Verschlüsselung bei Übertragung: Medien per DTLS-SRTP, Seite "
                + (live.encrypted() ? "per TLS" : "OHNE TLS: http.tls setzen")),
        say(
            "roles; erasure, holds and retention by two people",
            "Rollen; Löschung, Sperren und Fristen zu zweit"),
        say(
            "evidence log of " + live.entries() + " entries, signed, "
                + (live.anchored() ? "copied outside" : "not copied outside"),
            "Nachweisprotokoll mit " + live.entries() + " Einträgen, signiert, "
                + (live.anchored() ? "nach außen kopiert" : "nicht nach außen kopiert")),
        say(
            "deletion: "
                + live.clockDoubt()
                    .map(why -> "stopped, " + why)
                    .orElse("hourly, with certificates"),
            "Löschung: "
                + live.clockDoubt()
                    .map(why -> "angehalten, " + why)
                    .orElse("stündlich, mit Bescheinigung")));
  }

  private List<String> staff() {
    return List.of(
        say(
            "own voice in recordings: by profile and rule (rules: do-not-record)",
            "eigene Stimme in Aufzeichnungen: je Profil und Regel (rules: do-not-record)"),
        say(
            "presence and wrap-up: needed to ring; not kept",
            "Anwesenheit und Nachbearbeitung: zum Klingeln nötig; nicht aufbewahrt"),
        say(
            "talk times by loudness: shown with a recording, computed when asked",
            "Redezeiten nach Lautstärke: bei der Aufzeichnung, berechnet auf Anfrage"),
        say(
            "evaluations and scores: none without a published scorecard",
            "Bewertungen und Noten: keine ohne veröffentlichten Bogen"),
        say(
            "samples for listening: the lot can be checked by everybody; none without a plan ("
                + live.samples() + " now)",
            "Stichproben: das Los ist für alle nachprüfbar; keine ohne Plan (zurzeit "
                + live.samples() + ")"),
        say(
            "who listened: visible to the agent on own calls",
            "wer gehört hat: den Beschäftigten bei eigenen Gesprächen sichtbar"));
  }

  private String state(boolean good) {
    return good ? say("in place", "wirksam") : say("OPEN", "OFFEN");
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String say(String en, String de) {
    return german ? de : en;
  }

  private void title(StringBuilder text, String en, String de) {
    text.append("# ").append(say(en, de)).append("\n\n");
    line(text, "Drafted", "Entworfen", at.toString());
  }

  private void head(StringBuilder text, String en, String de) {
    text.append("\n## ").append(say(en, de)).append("\n\n");
  }

  private void line(StringBuilder text, String en, String de, String value) {
    text.append("- ").append(say(en, de)).append(": ").append(value).append('\n');
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
