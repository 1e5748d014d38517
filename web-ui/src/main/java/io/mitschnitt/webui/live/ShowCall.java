package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Qualities;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.SoundJson;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.Optional;

/** {@code GET /calls/:id}, one call while it runs and afterwards, with its row of the book. */
public final class ShowCall implements Handler<Visit> {

  private final LiveCalls calls;
  private final Ledger ledger;
  private final Qualities qualities;

  public ShowCall(LiveCalls calls, Ledger ledger, Qualities qualities) {
    this.qualities = qualities;
    this.calls = calls;
    this.ledger = ledger;
  }

  @Override
  public void handle(Visit visit) {
    visit
        .call()
        .ifPresent(
            id -> ledger.find(id).onSuccess(row -> show(visit, id, row)).onFailure(visit::fail));
  }

  private void show(Visit visit, CallId id, Optional<Row> row) {
    Optional<LiveCall> live =
        calls.find(id).filter(call -> visit.reach(Role.WATCH).covers(visit.user(), call.agent()));
    Optional<Row> seen = row.filter(
        one -> visit.reach(Role.READ).covers(visit.user(), one.facts().agent()));
    if (live.isPresent()) {
      visit.answer(CallJson.of(live.get())
          .put("sound", SoundJson.of(calls.sound(id)))
          .put("row", seen.map(CallJson::of).orElse(null)));
    } else if (seen.isPresent()) {
      qualities
          .of(id)
          .onSuccess(quality ->
              visit.answer(CallJson.over(seen.get()).put("quality", quality.orElse(null))))
          .onFailure(visit::fail);
    } else {
      Problem.notFound("no such call").answer(visit.http());
    }
  }
}
