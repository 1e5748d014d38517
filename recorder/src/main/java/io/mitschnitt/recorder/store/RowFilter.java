package io.mitschnitt.recorder.store;

import com.mongodb.client.model.Filters;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.ledger.RowSearch;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A search for rows as a filter over collection {@code calls}. */
final class RowFilter {

  private static final String ANSWERED = "answeredAt";

  private RowFilter() {}

  static Bson of(RowSearch search) {
    RowQuery query = search.query();
    List<Bson> all = new ArrayList<>();
    query.from().ifPresent(from -> all.add(Filters.gte(ANSWERED, Fields.date(from))));
    query.to().ifPresent(to -> all.add(Filters.lt(ANSWERED, Fields.date(to))));
    search.after().ifPresent(seen -> all.add(after(seen)));
    query.agent().ifPresent(agent -> all.add(Filters.eq("agent", agent)));
    query.direction().ifPresent(way -> all.add(Filters.eq("direction", way.name())));
    query.state().ifPresent(state -> all.add(Filters.eq("state", state.name())));
    query.why().ifPresent(why -> all.add(Filters.eq("reason.why", why.name())));
    query.number().ifPresent(part -> all.add(Filters.regex("shown", Words.numberWith(part))));
    query.number().flatMap(NumberParts::filter).ifPresent(all::add); // by which an index finds it
    query
        .text()
        .ifPresent(text ->
            Words.in(text).forEach(word -> all.add(Filters.regex("terms", Words.beginning(word)))));
    return all.isEmpty() ? new Document() : Filters.and(all);
  }

  /** The first bound is implied by the second, but it is the one that an index can serve. */
  private static Bson after(RowSearch.Position seen) {
    var at = Fields.date(seen.answeredAt());
    Bson sameMoment =
        Filters.and(Filters.eq(ANSWERED, at), Filters.lt("_id", seen.call().value()));
    return Filters.and(Filters.lte(ANSWERED, at), Filters.or(Filters.lt(ANSWERED, at), sameMoment));
  }
}
