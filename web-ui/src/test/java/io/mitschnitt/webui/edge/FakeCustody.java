package io.mitschnitt.webui.edge;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A custody that remembers who asked for what. */
final class FakeCustody implements Custody {

  final List<String> wishes = new CopyOnWriteArrayList<>();
  final Map<RecordingId, Card> cards;
  volatile boolean refuses;
  volatile boolean second;

  FakeCustody(Map<RecordingId, Card> cards) {
    this.cards = cards;
  }

  private <T> Future<T> wish(String what, Listener by, String reason, T answer) {
    wishes.add(what + " " + by.user() + " " + by.role() + " " + reason);
    return refuses
        ? Future.failedFuture(new Refused("it is under 1 legal hold"))
        : Future.succeededFuture(answer);
  }

  private Hold hold(Listener by, String reason) {
    Wish wish = new Wish(by.user(), FakeRecorder.NOON, reason);
    return new Hold(
        "0".repeat(32),
        wish,
        Optional.empty(),
        Optional.of(wish),
        second ? Optional.of(wish) : Optional.empty());
  }

  private Kept shown(RecordingId id) {
    Card card = cards.get(id);
    return new Kept(
        id,
        card.call().id(),
        card.startedAt(),
        card.call().customer().shown(),
        card.call().agent(),
        second ? State.ERASED : State.READY,
        FakeRecorder.NOON,
        Care.NONE,
        second);
  }

  @Override
  public Future<Optional<Kept>> kept(RecordingId id) {
    return Future.succeededFuture(
        cards.containsKey(id) ? Optional.of(shown(id)) : Optional.empty());
  }

  @Override
  public Future<Hold> hold(RecordingId id, Listener by, String reason, Optional<String> folder) {
    return wish("hold", by, reason, hold(by, reason));
  }

  @Override
  public Future<Hold> release(RecordingId id, String hold, Listener by, String reason) {
    return wish("release", by, reason, hold(by, reason));
  }

  @Override
  public Future<List<Kept>> held(int limit) {
    return Future.succeededFuture(cards.keySet().stream().map(this::shown).toList());
  }

  @Override
  public Future<Kept> restrict(RecordingId id, Listener by, Optional<String> reason) {
    return wish("restrict", by, reason.orElse("-"), shown(id));
  }

  @Override
  public Future<Kept> extend(RecordingId id, Listener by, String reason) {
    return wish("extend", by, reason, shown(id));
  }

  @Override
  public Future<Kept> erase(RecordingId id, Listener by, String reason) {
    return wish("erase", by, reason, shown(id));
  }

  @Override
  public Future<Optional<String>> certificate(RecordingId id) {
    return Future.succeededFuture(
        cards.containsKey(id) ? Optional.of("a certificate") : Optional.empty());
  }

  @Override
  public Optional<String> clockObjection() {
    return Optional.of("the clock jumped");
  }

  @Override
  public Future<Void> trustClock(Listener by, String reason) {
    return wish("trust", by, reason, "").mapEmpty();
  }

  @Override
  public Future<Rehearsal> rehearse(String profile, Keeping draft) {
    return Future.succeededFuture(new Rehearsal(profile, draft.name(), 0, 0, 0, 0, 0, List.of()));
  }
}
