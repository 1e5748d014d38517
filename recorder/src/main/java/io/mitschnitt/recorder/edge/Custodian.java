package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingEvent.Erased;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.custody.FourEyes;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.library.Cards;
import io.mitschnitt.recorder.store.Cabinet;
import io.mitschnitt.recorder.store.Papers;
import io.mitschnitt.recorder.store.RecordingStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The custody door: every wish is one change of one entry of the book, which the notary writes down. */
final class Custodian implements Custody {

  static final String ON_REQUEST = "on request before its time, confirmed by a second person";
  private static final int MOST_REHEARSED = 10_000;

  private final Entries entries;
  private final RecordingStore recordings;
  private final Cabinet cabinet;
  private final Handlers hands;
  private final InstantSource clock;

  /**
   * Whom the custodian asks and tells.
   *
   * @param sweeper who knows whether the clock is right
   * @param ledger writes down what the book does not show
   * @param journals removes the journal of a recording, where it still lies there
   * @param events told of each erasure
   */
  record Handlers(
      SweeperVerticle sweeper,
      CustodyPen ledger,
      Function<RecordingId, Future<Void>> journals,
      Handler<RecordingEvent> events) {}

  Custodian(
      Entries entries,
      RecordingStore recordings,
      Cabinet cabinet,
      Handlers hands,
      InstantSource clock) {
    this.entries = entries;
    this.recordings = recordings;
    this.cabinet = cabinet;
    this.hands = hands;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Kept>> kept(RecordingId id) {
    return entries
        .find(id)
        .compose(found -> found.filter(e -> started(e)).isEmpty()
            ? Future.succeededFuture(Optional.empty())
            : shown(found.get()).map(Optional::of));
  }

  private static boolean started(Entry entry) {
    return entry.take().filter(take -> take.startedAt().isPresent()).isPresent();
  }

  private Future<Kept> shown(Entry entry) {
    Take take = entry.take().orElseThrow();
    return cabinet
        .certificates()
        .find(take.id().value())
        .map(paper -> kept(entry, paper.isPresent()));
  }

  static Kept kept(Entry entry, boolean certified) {
    Take take = entry.take().orElseThrow();
    return new Kept(
        take.id(),
        entry.call(),
        take.startedAt().orElseThrow(),
        entry.facts().customer().shown(),
        entry.facts().agent(),
        Cards.of(entry).orElseThrow().state(),
        take.deleteAfter().orElseThrow(),
        take.care(),
        certified);
  }

  @Override
  public Future<Hold> hold(RecordingId id, Listener by, String reason, Optional<String> folder) {
    return wish(by, reason).compose(wish -> {
      Hold hold = new Hold(Ids.fresh(), wish, folder, Optional.empty(), Optional.empty());
      return care(id, care -> care.with(hold)).map(hold);
    });
  }

  @Override
  public Future<Hold> release(RecordingId id, String hold, Listener by, String reason) {
    return wish(by, reason)
        .compose(wish -> care(id, care -> care.changed(hold, one -> FourEyes.release(one, wish))))
        .map(entry -> entry.take().orElseThrow().care().holds().stream()
            .filter(one -> one.id().equals(hold))
            .findFirst()
            .orElseThrow());
  }

  @Override
  public Future<List<Kept>> held(int limit) {
    return entries
        .held(limit)
        .map(list -> list.stream().map(entry -> kept(entry, false)).toList());
  }

  @Override
  public Future<Kept> restrict(RecordingId id, Listener by, Optional<String> reason) {
    return wish(by, reason.orElse("the restriction is lifted"))
        .compose(wish -> care(id, care -> care.restricted(reason.map(why -> wish)))
            .compose(entry -> reason.isPresent()
                ? Future.succeededFuture(entry)
                : hands.ledger().note(entry, "unrestricted", by).map(entry)))
        .compose(this::shown);
  }

  @Override
  public Future<Kept> extend(RecordingId id, Listener by, String reason) {
    return wish(by, reason)
        .compose(wish -> entries.change(id, Custodian::extended))
        .compose(entry -> hands.ledger().note(entry, "extended", by).map(entry))
        .compose(this::shown);
  }

  private static Entry extended(Entry entry) {
    refuseUnlessStored(entry);
    return entry.extended();
  }

  @Override
  public Future<Kept> erase(RecordingId id, Listener by, String reason) {
    return wish(by, reason)
        .compose(wish -> care(id, care -> FourEyes.erase(care, wish)))
        .compose(entry -> entry.take().orElseThrow().care().confirmed().isEmpty()
            ? shown(entry)
            : destroy(entry));
  }

  /** The wish is confirmed and on disk: what a crash cuts off here, the sweeper finishes. */
  private Future<Kept> destroy(Entry entry) {
    RecordingId id = entry.take().orElseThrow().id();
    Instant now = clock.instant();
    return recordings
        .erase(id, ON_REQUEST, now)
        .compose(v -> hands.journals().apply(id))
        .onSuccess(v -> hands.events().handle(new Erased(id, entry.call(), now, ON_REQUEST)))
        .compose(v -> entries.find(id))
        .compose(gone -> shown(gone.orElseThrow()));
  }

  @Override
  public Future<Optional<String>> certificate(RecordingId id) {
    return cabinet
        .certificates()
        .find(id.value())
        .map(found -> found.map(Cabinet.Certificate::text));
  }

  @Override
  public Optional<String> clockObjection() {
    return hands.sweeper().objection();
  }

  @Override
  public Future<Void> trustClock(Listener by, String reason) {
    return wish(by, reason)
        .compose(wish -> hands.ledger().note("clock-trusted", by))
        .compose(v -> hands.sweeper().trust());
  }

  @Override
  public Future<Rehearsal> rehearse(String profile, Keeping draft) {
    return entries
        .ofProfile(profile, MOST_REHEARSED)
        .map(list -> Rehearsing.of(profile, draft, list));
  }

  /** Rules that cannot all be obeyed are an alarm when the recording begins, not a surprise when it should end. */
  void heard(RecordingEvent event) {
    if (event instanceof RecordingEvent.Opened opened) {
      entries
          .find(opened.recording())
          .onSuccess(found -> found
              .flatMap(Entry::take)
              .flatMap(take -> take.care().conflict())
              .ifPresent(what -> hands
                  .events()
                  .handle(new RecordingEvent.Alarm(
                      opened.recording(), opened.call(), opened.at(), what))));
    }
  }

  private Future<Entry> care(RecordingId id, UnaryOperator<Care> change) {
    return entries.change(id, entry -> {
      refuseUnlessStored(entry);
      return entry.cared(change);
    });
  }

  private static void refuseUnlessStored(Entry entry) {
    Take.Phase phase = entry.take().map(Take::phase).orElse(Take.Phase.RESERVED);
    if (phase == Take.Phase.ERASED) {
      throw new Refused("the recording is destroyed");
    }
    if (phase != Take.Phase.READY && phase != Take.Phase.FAILED) {
      throw new Refused("the recording is not stored yet");
    }
  }

  /** What somebody wants, where they give a reason. */
  Future<Wish> wish(Listener by, String reason) {
    String plain = reason.strip();
    return Papers.attempt(() -> {
      if (plain.length() < SHORTEST_REASON || plain.length() > LONGEST_REASON) {
        throw new Refused(
            "a reason has " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters");
      }
      return new Wish(by.user(), clock.instant().truncatedTo(ChronoUnit.MILLIS), plain);
    });
  }
}
