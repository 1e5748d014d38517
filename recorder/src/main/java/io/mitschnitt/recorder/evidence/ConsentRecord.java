package io.mitschnitt.recorder.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be shown of one call's consent without a sound of it: who was told and asked what, in which words, when, and
 * what came of it (GDPR Art. 7(1)). Lines to be signed.
 *
 * <pre>
 *   mitschnitt/…/consent-record         the signer's name
 *   call 4567…                          32 hex digits
 *   direction inbound
 *   number +4930…                       the outside party; empty where it was withheld
 *   answered 2026-11-25T12:00:00.000Z
 *   mode opt-out                        what was decided, by which versions of policy and table
 *   profile service
 *   language de
 *   prompt opt-out
 *   policy-version …
 *   table-version …
 *   rule …
 *   event 2026-… prompt-started de/opt-out sha256:… "Dieses Gespräch …"
 *   event 2026-… told                   one line each, in order, as in consent.txt
 *   outcome told                        agreed, told, objected, no-answer, withdrawn; unanswered, not-asked
 *   recorded yes                        yes, no and why, or open while the call or its recording runs
 *   log-size 17                         the evidence log when this was signed
 *   log-root …
 *   time …                              when this was signed
 * </pre>
 *
 * @param events as {@code consent.txt} has them
 * @param kinds the events' words
 */
public record ConsentRecord(
    String origin,
    String call,
    String direction,
    String number,
    Instant answered,
    Decided decided,
    List<String> events,
    List<String> kinds,
    String recorded,
    RightEdge log,
    Instant time) {

  private static final String FORM = "/consent-record";
  private static final List<String> ANSWERS =
      List.of("agreed", "told", "objected", "no-answer", "withdrawn");

  /** What the policy made of the call. */
  public record Decided(
      String mode,
      String profile,
      String language,
      String prompt,
      String policyVersion,
      String tableVersion,
      String rule) {}

  /** Whether {@code text} is the record of a consent that {@code origin} signs. */
  static boolean isOne(String text, String origin) {
    return text.startsWith(origin + FORM + "\n");
  }

  /** The lines {@code text} has of that name, without it. */
  static List<String> lines(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  /** The last answer counts; who was told nothing was not asked. */
  String outcome() {
    return kinds.stream()
        .filter(ANSWERS::contains)
        .reduce((before, last) -> last)
        .orElse(kinds.isEmpty() ? "not-asked" : "unanswered");
  }

  public String text() {
    StringBuilder text = new StringBuilder(origin).append(FORM).append('\n');
    line(text, "call", call);
    line(text, "direction", direction);
    line(text, "number", number);
    line(text, "answered", LogEntry.time(answered));
    line(text, "mode", decided.mode());
    line(text, "profile", decided.profile());
    line(text, "language", decided.language());
    line(text, "prompt", decided.prompt());
    line(text, "policy-version", decided.policyVersion());
    line(text, "table-version", decided.tableVersion());
    line(text, "rule", decided.rule());
    events.forEach(event -> line(text, "event", event));
    line(text, "outcome", outcome());
    line(text, "recorded", recorded);
    line(text, "log-size", Long.toString(log.size()));
    line(text, "log-root", java.util.HexFormat.of().formatHex(log.root()));
    line(text, "time", LogEntry.time(time));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value.replaceAll("[\\p{Cntrl}\u2028\u2029]", " "));
    text.append('\n');
  }

  /** A word as these lines spell it. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands behind {@code recorded}. */
  public static String recorded(boolean yes, Optional<String> why) {
    return yes ? "yes" : why.map(reason -> "no " + reason).orElse("open");
  }
}
