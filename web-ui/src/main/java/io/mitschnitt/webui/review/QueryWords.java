package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Library.More;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A search as an address spells it: {@code from}, {@code to} (a time or a day, UTC), {@code number}, {@code agent},
 * {@code direction}, {@code min-duration}, {@code max-duration} (seconds), {@code tag} (several with commas), {@code
 * min-score}, {@code max-score}, {@code consent}, {@code mode}, {@code purpose} (the profile), {@code q}, {@code cursor},
 * {@code limit}; each at most once.
 */
final class QueryWords {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int LONGEST = 200;
  private static final int MOST_TAGS = 10;
  private static final Set<String> KNOWN = Set.of(
      "from",
      "to",
      "number",
      "agent",
      "direction",
      "min-duration",
      "max-duration",
      "tag",
      "min-score",
      "max-score",
      "consent",
      "mode",
      "purpose",
      "q",
      "cursor",
      "limit");

  private final MultiMap words;

  private QueryWords(MultiMap words) {
    this.words = words;
  }

  static Query read(MultiMap words) throws NotUnderstood {
    for (String name : words.names()) {
      if (!KNOWN.contains(name)) {
        throw new NotUnderstood(
            "a search knows " + String.join(", ", KNOWN.stream().sorted().toList()));
      }
    }
    return new QueryWords(words).query();
  }

  private Query query() throws NotUnderstood {
    Optional<Integer> seconds = whole("min-duration", 0, 1_000_000);
    return new Query(
        time("from", false),
        time("to", true),
        text("number"),
        text("agent"),
        word("direction", Direction.class),
        seconds.map(Duration::ofSeconds),
        text("q"),
        text("cursor"),
        whole("limit", 1, MOST).orElse(USUAL),
        more());
  }

  private More more() throws NotUnderstood {
    List<String> tags = text("tag").stream()
        .flatMap(all -> Stream.of(all.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
    if (tags.size() > MOST_TAGS) {
      throw new NotUnderstood("at most " + MOST_TAGS + " tags");
    }
    return new More(
        Set.of(),
        Set.copyOf(tags),
        score("min-score"),
        score("max-score"),
        whole("max-duration", 0, 1_000_000).map(Duration::ofSeconds),
        word("consent", ConsentEvent.Kind.class),
        word("mode", Mode.class),
        text("purpose"));
  }

  private OptionalDouble score(String name) throws NotUnderstood {
    return whole(name, 0, 100).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private <E extends Enum<E>> Optional<E> word(String name, Class<E> type) throws NotUnderstood {
    Optional<String> text = text(name);
    Optional<E> read = text.flatMap(word -> Words.read(type, word));
    if (text.isPresent() && read.isEmpty()) {
      throw new NotUnderstood(name + " is one of "
          + String.join(", ", Stream.of(type.getEnumConstants()).map(Words::of).toList()));
    }
    return read;
  }

  private Optional<String> text(String name) throws NotUnderstood {
    List<String> all = words.getAll(name);
    if (all.size() > 1 || (all.size() == 1 && all.get(0).length() > LONGEST)) {
      throw new NotUnderstood(name + " stands once, with at most " + LONGEST + " characters");
    }
    return all.stream().map(String::strip).filter(text -> !text.isEmpty()).findFirst();
  }

  private Optional<Integer> whole(String name, int least, int most) throws NotUnderstood {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int value = text.get().matches("\\d{1,7}") ? Integer.parseInt(text.get()) : -1;
    if (value < least || value > most) {
      throw new NotUnderstood(name + " is a whole number from " + least + " to " + most);
    }
    return Optional.of(value);
  }

  /** A time, or a day, which begins or, as the last one, ends. */
  private Optional<Instant> time(String name, boolean last) throws NotUnderstood {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.get().contains("T")
              ? Instant.parse(text.get())
              : LocalDate.parse(text.get())
                  .plusDays(last ? 1 : 0)
                  .atStartOfDay(ZoneOffset.UTC)
                  .toInstant());
    } catch (DateTimeParseException e) {
      throw new NotUnderstood(
          name + " is a day such as 2026-11-25 or a time such as 2026-11-25T08:00:00.000Z");
    }
  }

  /** The search cannot be understood; {@code detail} says what is allowed and repeats nothing. */
  static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    private final String detail;

    NotUnderstood(String detail) {
      super(detail);
      this.detail = detail;
    }

    String detail() {
      return detail;
    }
  }
}
