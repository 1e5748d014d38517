package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.webui.api.AddressWords;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Set;

/**
 * A search for recordings as an address spells it: {@code from}, {@code to} (a time or a day, UTC), {@code number}, {@code
 * agent}, {@code direction}, {@code min-duration} (seconds), {@code q}, {@code cursor}, {@code limit}; each at most once.
 */
final class QueryWords {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final int MOST_SECONDS = 1_000_000;
  private static final Set<String> KNOWN =
      Set.of("from", "to", "number", "agent", "direction", "min-duration", "q", "cursor", "limit");

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
        words.whole("limit", 1, MOST).orElse(USUAL));
  }
}
