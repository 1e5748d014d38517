package io.mitschnitt.webui.policy;

import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.webui.api.PolicyJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Optional;

/** {@code GET /policy/decisions/:id}, why an answered call was recorded or not; {@code :id} is the call's. */
public final class ShowDecision implements Handler<Visit> {

  private final Ledger ledger;
  private final Library library;

  public ShowDecision(Ledger ledger, Library library) {
    this.ledger = ledger;
    this.library = library;
  }

  @Override
  public void handle(Visit visit) {
    visit
        .call()
        .ifPresent(id -> ledger
            .find(id)
            .onSuccess(row -> row.filter(one ->
                    visit.reach(Role.EXPLAIN).covers(visit.user(), one.facts().agent()))
                .ifPresentOrElse(
                    one -> show(visit, one),
                    () -> Problem.notFound("no such call").answer(visit.http())))
            .onFailure(visit::fail));
  }

  private void show(Visit visit, Row row) {
    Future<Optional<Card>> card =
        row.recording().map(library::find).orElse(Future.succeededFuture(Optional.empty()));
    card.onSuccess(found -> visit.answer(PolicyJson.of(row, found.flatMap(Card::deleteAfter))))
        .onFailure(visit::fail);
  }
}
