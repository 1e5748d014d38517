package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Library.More;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.webui.api.AddressWords;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search for recordings as an address spells it: {@code from}, {@code to} (a time or a day, UTC), {@code number}, {@code
 * agent}, {@code direction}, {@code min-duration}, {@code max-duration} (seconds), {@code tag} (several with commas),
 * {@code min-score}, {@code max-score}, {@code consent}, {@code mode}, {@code purpose} (the profile), {@code group} (of agents), {@code q}, {@code
 * cursor}, {@code limit}; each at most once.
 */
final class QueryWords {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int MOST_SECONDS = 1_000_000;
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
      "group",
      "q",
      "cursor",
      "limit");

  private QueryWords() {}

  static Query read(MultiMap address) throws NotUnderstood {
    AddressWords words = new AddressWords(address, KNOWN);
    return new Query(
        words.time("from", false),
        words.time("to", true),
        words.text("number"),
        words.text("agent"),
        words.choice("direction", Direction.class),
        words.whole("min-duration", 0, MOST_SECONDS).map(Duration::ofSeconds),
        words.text("q"),
        words.text("cursor"),
        words.whole("limit", 1, MOST).orElse(USUAL),
        more(words));
  }

  /** The group whose members had the call. */
  static Optional<String> group(MultiMap address) throws NotUnderstood {
    return new AddressWords(address, KNOWN).text("group");
  }

  private static More more(AddressWords words) throws NotUnderstood {
    Set<String> tags = words.text("tag").stream()
        .flatMap(all -> Stream.of(all.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .limit(MOST_TAGS)
        .collect(Collectors.toSet());
    return new More(
        Set.of(),
        tags,
        score(words, "min-score"),
        score(words, "max-score"),
        words.whole("max-duration", 0, MOST_SECONDS).map(Duration::ofSeconds),
        words.choice("consent", ConsentEvent.Kind.class),
        words.choice("mode", Mode.class),
        words.text("purpose"));
  }

  private static OptionalDouble score(AddressWords words, String name) throws NotUnderstood {
    return words.whole(name, 0, 100).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
