package io.mitschnitt.recorder.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * What is attested when a recording was destroyed: lines to be signed, free of personal data.
 *
 * <pre>
 *   mitschnitt/…/deletion-certificate   the signer's name
 *   recording 0123…                     32 hex digits
 *   call 4567…
 *   destroyed data-key sound picture journal words
 *   recorded 2026-11-25T12:00:00.000Z
 *   sha256 …                            of the MP3 that is gone, where it was stored
 *   bytes …
 *   rule eu-mifid
 *   due 2031-11-25T12:00:00.000Z        when its time was over
 *   why kept as long as the rule says: eu-mifid
 *   erased …                            when the key was destroyed
 *   log-seq 17                          the deletion's place in the evidence log
 *   log-leaf …                          and its leaf's hash
 *   time …                              when this was signed
 * </pre>
 *
 * @param logSeq place of the deletion in the log; -1 where it is not there
 */
public record DeletionCertificate(
    String origin,
    String recording,
    String call,
    Optional<Instant> recorded,
    Optional<String> sha256,
    Optional<Long> bytes,
    String rule,
    Optional<Instant> due,
    String why,
    Instant erased,
    long logSeq,
    String logLeaf,
    Instant time) {

  /** The lines. */
  public String text() {
    StringBuilder text = new StringBuilder(origin).append("/deletion-certificate\n");
    line(text, "recording", recording);
    line(text, "call", call);
    line(text, "destroyed", "data-key sound picture journal words");
    recorded.ifPresent(at -> line(text, "recorded", LogEntry.time(at)));
    sha256.ifPresent(hash -> line(text, "sha256", hash));
    bytes.ifPresent(count -> line(text, "bytes", Long.toString(count)));
    line(text, "rule", LogEntry.printable(rule));
    due.ifPresent(at -> line(text, "due", LogEntry.time(at)));
    line(text, "why", LogEntry.printable(why));
    line(text, "erased", LogEntry.time(erased));
    if (logSeq >= 0) {
      line(text, "log-seq", Long.toString(logSeq));
      line(text, "log-leaf", logLeaf);
    }
    line(text, "time", LogEntry.time(time));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
