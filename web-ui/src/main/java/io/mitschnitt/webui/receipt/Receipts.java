package io.mitschnitt.webui.receipt;

import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.webui.account.Throttle;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Giving a receipt, and what its code opens for anybody who has it. */
public final class Receipts {

  private static final String SHELF = "receipts";
  private static final Listener CALLER = new Listener("the caller, by receipt", "caller");

  private final Library library;
  private final Custody custody;
  private final Shelf shelf;
  private final Set<String> profiles;
  private final Throttle throttle = Throttle.byAddressAlone();
  private final Clock clock;

  /** @param profiles those whose calls may have a receipt */
  public Receipts(
      Library library, Custody custody, Shelf shelf, Set<String> profiles, Clock clock) {
    this.library = library;
    this.custody = custody;
    this.shelf = shelf;
    this.profiles = Set.copyOf(profiles);
    this.clock = clock;
  }

  /** {@code POST /recordings/:id/receipt}: 201 {@code {code}}, told once; 409 where the profile has no receipts. */
  public Handler<Visit> give() {
    return visit -> visit
        .recording()
        .ifPresent(id -> library
            .find(id)
            .map(found -> found.filter(card ->
                visit.reach(Role.RECEIPT).covers(visit.user(), card.call().agent())))
            .compose(found -> found.isEmpty()
                ? Future.succeededFuture(Optional.<ReceiptCode>empty())
                : give(found.get(), visit.user()).map(Optional::of))
            .onSuccess(code -> code.ifPresentOrElse(
                given -> visit.created(new JsonObject().put("code", given.shown())),
                () -> Problem.notFound("no such recording").answer(visit.http())))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  private Future<ReceiptCode> give(Card card, String by) {
    if (!profiles.contains(card.decision().profile())) {
      return Future.failedFuture(new Refused("receipts are off for this profile"));
    }
    ReceiptCode code = ReceiptCode.fresh();
    JsonObject receipt = new JsonObject()
        .put("recording", card.id().value())
        .put("at", Words.of(clock.instant()))
        .put("by", by);
    return shelf.put(SHELF, code.key(), receipt.encode()).map(code);
  }

  /** {@code GET /receipts/:code}, for everybody. */
  public Handler<Visit> show() {
    return visit -> opened(visit, card -> visit.answer(facts(card)));
  }

  /** {@code POST /receipts/:code/erasure} {@code {reason}}, for everybody: asked for by the caller, confirmed by an operator. */
  public Handler<Visit> erasure() {
    return visit -> opened(
        visit,
        card -> Given.read(
            visit,
            Set.of("reason"),
            given -> custody
                .erase(card.id(), CALLER, given.text("reason", Custody.LONGEST_REASON))
                .onSuccess(kept -> {
                  visit.http().response().setStatusCode(202);
                  visit.answer(facts(card).put("asked", true));
                })
                .onFailure(cause -> Given.fail(visit, cause))));
  }

  private static JsonObject facts(Card card) {
    JsonObject all = RecordingJson.of(card);
    return new JsonObject()
        .put("exists", card.state() != State.ERASED)
        .put("state", all.getValue("state"))
        .put("recordedAt", all.getValue("recordedAt"))
        .put("durationMs", all.getValue("durationMs"))
        .put("sha256", all.getValue("sha256"))
        .put("mode", all.getJsonObject("decision").getValue("mode"))
        .put("language", card.decision().language())
        .put("prompt", card.decision().prompt())
        .put("consent", all.getValue("consent"))
        .put("deleteAfter", all.getValue("deleteAfter"));
  }

  /** A wrong code and one of nothing look alike, and both count as tries. */
  private void opened(Visit visit, Consumer<Card> work) {
    String address = visit.http().request().remoteAddress().hostAddress();
    Optional<Duration> wait = throttle.attempt(clock.instant(), "", address);
    if (wait.isPresent()) {
      visit.http().response().putHeader("retry-after", String.valueOf(wait.get().toSeconds() + 1));
      Problem.tooMany("wait and try again").answer(visit.http());
      return;
    }
    card(ReceiptCode.read(visit.path("code")))
        .onSuccess(found -> found.ifPresentOrElse(
            card -> {
              throttle.forgive("", address);
              work.accept(card);
            },
            () -> Problem.notFound("no such receipt").answer(visit.http())))
        .onFailure(visit::fail);
  }

  private Future<Optional<Card>> card(Optional<ReceiptCode> code) {
    Future<Optional<String>> kept = code.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : shelf.get(SHELF, code.get().key());
    return kept.compose(found -> found
        .flatMap(json -> RecordingId.read(new JsonObject(json).getString("recording", "")))
        .map(library::find)
        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }
}
