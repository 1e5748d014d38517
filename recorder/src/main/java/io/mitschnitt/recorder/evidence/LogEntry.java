package io.mitschnitt.recorder.evidence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One line of history: what was done, when, to which call and recording. Holds ids, hashes and words of ours, no personal
 * data, so that it may stay when a person's data goes. It has exactly one spelling, in ASCII; the hash of these bytes is
 * the tree's leaf.
 *
 * <pre>
 *   +------------------------------+
 *   | mitschnitt entry 1           |  version of this form
 *   | seq 12                       |  place in the log, from 0
 *   | at 2026-11-25T12:00:00.007Z  |  when it was written, UTC
 *   | kind recording               |  one of {@link Kind}
 *   | call 0123…                   |  32 hex digits; absent where it concerns none
 *   | recording 4567…              |  the same
 *   | bitrate 48000                |  facts, by name: a-z, 0-9 and hyphens,
 *   | sha256 89ab…                 |  then a space, then 1 to 256 printable characters
 *   +------------------------------+  each line ends with one line feed
 * </pre>
 */
public record LogEntry(
    long seq,
    Instant at,
    Kind kind,
    Optional<String> call,
    Optional<String> recording,
    SortedMap<String, String> facts) {

  private static final String HEAD = "mitschnitt entry 1";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]{0,254}[!-~])?");
  private static final List<String> FIXED = List.of("seq", "at", "kind", "call", "recording");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
          "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  /** What was done. */
  public enum Kind {
    /** A call was answered, and how it may be kept was decided. */
    CALL,
    /** Something was said or pressed about consent. */
    CONSENT,
    /** A call ended, or it became certain later that it has no recording. */
    ENDED,
    /** A recording was stored and read back. */
    RECORDING,
    /** Somebody heard or took away a recording. */
    ACCESS,
    /** A legal hold was placed, or its release asked for or done. */
    HOLD,
    /** Something else about a call or recording was changed. */
    CHANGE,
    /** A recording's key was destroyed. */
    DELETION;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LogEntry {
    facts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    if (seq < 0
        || !call.map(id -> ID.matcher(id).matches()).orElse(true)
        || !recording.map(id -> ID.matcher(id).matches()).orElse(true)) {
      throw new IllegalArgumentException("not an entry's number or ids");
    }
    facts.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()
          || FIXED.contains(name)
          || !VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException("not a fact of an entry: " + name);
      }
    });
  }

  /** A fact's value. */
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /** {@code time} as entries spell it. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** {@code text} as a fact may hold it: printable ASCII, at most 256 characters, never empty. */
  public static String printable(String text) {
    String plain = text.replaceAll("[^ -~]", "?").strip();
    String cut = plain.substring(0, Math.min(256, plain.length())).strip();
    return cut.isEmpty() ? "-" : cut;
  }

  /** The one spelling. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    line(text, "seq", Long.toString(seq));
    line(text, "at", time(at));
    line(text, "kind", kind.word());
    call.ifPresent(id -> line(text, "call", id));
    recording.ifPresent(id -> line(text, "recording", id));
    facts.forEach((name, value) -> line(text, name, value));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  /** The bytes that are hashed. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The entry that {@code text} spells.
   *
   * @throws IllegalArgumentException where it is not exactly what {@link #text} gives
   */
  public static LogEntry read(String text) {
    try {
      LogEntry entry = parse(text);
      if (entry.text().equals(text)) {
        return entry;
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not an entry", e);
    }
    throw new IllegalArgumentException("not spelled as entries are");
  }

  private static LogEntry parse(String text) {
    Iterator<String> lines = text.lines().iterator();
    if (!lines.hasNext() || !lines.next().equals(HEAD)) {
      throw new IllegalArgumentException("no entry, or one of a later version");
    }
    TreeMap<String, String> all = new TreeMap<>();
    lines.forEachRemaining(line -> {
      int space = line.indexOf(' ');
      if (space < 1 || all.put(line.substring(0, space), line.substring(space + 1)) != null) {
        throw new IllegalArgumentException("not a line of an entry");
      }
    });
    long seq = Long.parseLong(taken(all, "seq").orElse(""));
    Instant at = Instant.parse(taken(all, "at").orElse(""));
    String word = taken(all, "kind").orElse("");
    Kind kind = Arrays.stream(Kind.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("an unknown kind"));
    return new LogEntry(seq, at, kind, taken(all, "call"), taken(all, "recording"), all);
  }

  private static Optional<String> taken(Map<String, String> all, String name) {
    return Optional.ofNullable(all.remove(name));
  }
}
