package io.mitschnitt.webui.live;

import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.webui.api.AddressWords;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.vertx.core.MultiMap;
import java.util.Set;

/**
 * A search for answered calls as an address spells it: {@code from}, {@code to} (a time or a day, UTC), {@code number},
 * {@code agent}, {@code direction}, {@code state}, {@code why} (there is no recording), {@code q}, {@code cursor}, {@code
 * limit}; each at most once.
 */
final class RowWords {

  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final Set<String> KNOWN =
      Set.of("from", "to", "number", "agent", "direction", "state", "why", "q", "cursor", "limit");

  private RowWords() {}

  static RowQuery read(MultiMap address) throws NotUnderstood {
    AddressWords words = new AddressWords(address, KNOWN);
    return new RowQuery(
        words.time("from", false),
        words.time("to", true),
        words.text("number"),
        words.text("agent"),
        words.choice("direction", Direction.class),
        words.choice("state", State.class),
        words.choice("why", NotRecorded.class),
        words.text("q"),
        words.text("cursor"),
        words.whole("limit", 1, MOST).orElse(USUAL));
  }
}
