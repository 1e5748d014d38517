package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import io.mitschnitt.recorder.contract.Library.More;
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
    search.number().flatMap(NumberParts::filter).ifPresent(all::add); // by which an index finds it
    search.text().ifPresent(text -> Words.in(text).forEach(word -> all.add(word(word))));
    more(search.more(), all);
    return Filters.and(all);
  }

  /** Only rows that were judged have {@code marks.scored}, which an index serves; a score alone none does. */
  private static void more(More more, List<Bson> all) {
    if (!more.agents().isEmpty()) {
      all.add(Filters.in("agent", more.agents()));
    }
    more.tags().forEach(tag -> all.add(Filters.eq("marks.tags", tag)));
    if (more.leastScore().isPresent() || more.mostScore().isPresent()) {
      all.add(Filters.eq("marks.scored", true));
    }
    more.leastScore().ifPresent(least -> all.add(Filters.gte("marks.score", least)));
    more.mostScore().ifPresent(most -> all.add(Filters.lte("marks.score", most)));
    more.maxDuration()
        .ifPresent(most -> all.add(Filters.lte("recording.sound.millis", most.toMillis())));
    more.consent().ifPresent(kind -> all.add(Filters.eq("consent.kind", kind.name())));
    more.mode().ifPresent(mode -> all.add(Filters.eq("decision.mode", mode.name())));
    more.profile().ifPresent(profile -> all.add(Filters.eq("decision.profile", profile)));
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
