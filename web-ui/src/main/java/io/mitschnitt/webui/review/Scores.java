package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** {@code GET /scores?from=…&to=…}: evaluations that count, one line each, from which trends are drawn. */
public final class Scores implements Handler<Visit> {

  private static final Duration LONGEST = Duration.ofDays(400);

  private final Reviews reviews;

  public Scores(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void handle(Visit visit) {
    Optional<Instant> from = day(visit, "from", 0);
    Optional<Instant> to = day(visit, "to", 1);
    boolean usable = from.isPresent()
        && to.isPresent()
        && from.get().isBefore(to.get())
        && Duration.between(from.get(), to.get()).compareTo(LONGEST) <= 0;
    if (!usable) {
      Problem.badRequest("from and to are days such as 2026-11-25, at most 400 days apart")
          .answer(visit.http());
      return;
    }
    Optional<String> agent =
        visit.reach(Role.FOLLOW) == Reach.ALL ? Optional.empty() : Optional.of(visit.user());
    reviews
        .judged(from.get(), to.get(), agent)
        .onSuccess(all -> visit.answer(json(all)))
        .onFailure(visit::fail);
  }

  private static Optional<Instant> day(Visit visit, String name, int plus) {
    List<String> all = visit.http().queryParam(name);
    try {
      return all.size() != 1
          ? Optional.empty()
          : Optional.of(LocalDate.parse(all.get(0))
              .plusDays(plus)
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static JsonObject json(List<Evaluation> all) {
    JsonArray items = new JsonArray();
    all.forEach(one -> {
      JsonObject marks = new JsonObject();
      one.answers()
          .forEach(answer -> marks.put(answer.criterion(), answer.points().orElse(null)));
      items.add(new JsonObject()
          .put("id", one.id())
          .put("recording", one.recording().value())
          .put("agent", one.agent())
          .put("evaluator", one.evaluator())
          .put("at", Words.of(one.at()))
          .put("scorecard", one.scorecard())
          .put("version", one.version())
          .put("percent", one.score().percent())
          .put("status", Words.of(one.status()))
          .put("points", marks));
    });
    return new JsonObject().put("items", items).putNull("next");
  }
}
