package io.mitschnitt.webui.admin;

import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.webui.api.AddressWords;
import io.mitschnitt.webui.api.AddressWords.NotUnderstood;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code GET /coverage?days=30}: of the calls answered on each day, UTC, how many were recorded, and why not the others. */
public final class ShowCoverage implements Handler<Visit> {

  private static final int PAGE = 1_000;
  private static final int MOST_ROWS = 200_000;
  private static final int MOST_DAYS = 92;

  private final Ledger ledger;
  private final Clock clock;

  public ShowCoverage(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** One day's counts. */
  private static final class Day {
    int answered;
    int recorded;
    int open;
    final Map<String, Integer> reasons = new TreeMap<>();

    void count(Row row) {
      answered++;
      switch (row.state()) {
        case OPEN -> open++;
        case RECORDED -> recorded++;
        case NOT_RECORDED ->
          reasons.merge(
              row.reason().map(why -> Words.of(why.why())).orElse("failed"), 1, Integer::sum);
      }
    }

    JsonObject json(LocalDate day) {
      JsonObject not = new JsonObject();
      reasons.forEach(not::put);
      return new JsonObject()
          .put("day", day.toString())
          .put("answered", answered)
          .put("recorded", recorded)
          .put("open", open)
          .put("notRecorded", not);
    }
  }

  @Override
  public void handle(Visit visit) {
    try {
      int days = new AddressWords(visit.http().queryParams(), Set.of("days"))
          .whole("days", 1, MOST_DAYS)
          .orElse(30);
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      Map<LocalDate, Day> counts = new TreeMap<>();
      for (int back = days - 1; back >= 0; back--) {
        counts.put(today.minusDays(back), new Day());
      }
      Instant from = today.minusDays(days - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
      count(from, Optional.empty(), counts, 0)
          .onSuccess(complete -> visit.answer(json(counts, complete)))
          .onFailure(visit::fail);
    } catch (NotUnderstood e) {
      Problem.badRequest(e.detail()).answer(visit.http());
    }
  }

  /** Page by page; answers whether all rows were looked at. */
  private Future<Boolean> count(
      Instant from, Optional<String> cursor, Map<LocalDate, Day> counts, int seen) {
    return ledger.rows(RowQuery.since(Optional.of(from), cursor, PAGE)).compose(page -> {
      page.items().forEach(row -> {
        Day day = counts.get(LocalDate.ofInstant(row.facts().answeredAt(), ZoneOffset.UTC));
        if (day != null) {
          day.count(row);
        }
      });
      int now = seen + page.items().size();
      if (page.next().isEmpty() || now >= MOST_ROWS) {
        return Future.succeededFuture(page.next().isEmpty());
      }
      return count(from, page.next(), counts, now);
    });
  }

  private static JsonObject json(Map<LocalDate, Day> counts, boolean complete) {
    JsonArray items = new JsonArray();
    counts.forEach((day, count) -> items.add(count.json(day)));
    return new JsonObject().put("items", items).put("complete", complete).putNull("next");
  }
}
