package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import io.mitschnitt.recorder.ledger.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/** A search as a filter over collection {@code calls}. */
final class SearchFilter {

  private static final String STARTED = "recording.startedAt";

  private SearchFilter() {}

  static Bson of(Search search) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.gte(
        STARTED, Fields.date(search.from().orElse(Instant.EPOCH)))); // also: has started at all
    search.to().ifPresent(to -> all.add(Filters.lt(STARTED, Fields.date(to))));
    search.after().ifPresent(seen -> all.add(after(seen)));
    search.agent().ifPresent(agent -> all.add(Filters.eq("agent", agent)));
    search.direction().ifPresent(way -> all.add(Filters.eq("direction", way.name())));
    search
        .minDuration()
        .ifPresent(least -> all.add(Filters.gte("recording.sound.millis", least.toMillis())));
    search.number().ifPresent(part -> all.add(Filters.regex("shown", Words.numberWith(part))));
    search.text().ifPresent(text -> Words.in(text).forEach(word -> all.add(word(word))));
    return Filters.and(all);
  }

  /** The first bound is implied by the second, but it is the one that an index can serve. */
  private static Bson after(Search.Position seen) {
    var at = Fields.date(seen.startedAt());
    Bson sameMoment = Filters.and(
        Filters.eq(STARTED, at), Filters.lt("recording.id", seen.id().value()));
    return Filters.and(Filters.lte(STARTED, at), Filters.or(Filters.lt(STARTED, at), sameMoment));
  }

  private static Bson word(String word) {
    return Filters.regex("terms", Words.beginning(word));
  }
}
