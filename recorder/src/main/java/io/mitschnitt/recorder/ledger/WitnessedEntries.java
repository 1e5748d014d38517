package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Entries whose every change is told to a witness before it is answered. */
public final class WitnessedEntries implements Entries {

  private final Entries entries;
  private volatile Witness witness = Witness.NONE;

  public WitnessedEntries(Entries entries) {
    this.entries = entries;
  }

  /** Has {@code watching} told from now on; to be called before the first change. */
  public void watch(Witness watching) {
    witness = watching;
  }

  @Override
  public Future<Void> add(Entry entry) {
    return entries.add(entry).compose(v -> witness.saw(Optional.empty(), entry));
  }

  @Override
  public Future<Optional<Entry>> find(CallId call) {
    return entries.find(call);
  }

  @Override
  public Future<Optional<Entry>> find(RecordingId recording) {
    return entries.find(recording);
  }

  @Override
  public Future<Entry> change(CallId call, UnaryOperator<Entry> change) {
    Seen seen = new Seen(change);
    return entries.change(call, seen).compose(seen::told);
  }

  @Override
  public Future<Entry> change(RecordingId recording, UnaryOperator<Entry> change) {
    Seen seen = new Seen(change);
    return entries.change(recording, seen).compose(seen::told);
  }

  @Override
  public Future<List<Entry>> newest(int limit) {
    return entries.newest(limit);
  }

  @Override
  public Future<List<Entry>> open() {
    return entries.open();
  }

  @Override
  public Future<List<Entry>> unfinished() {
    return entries.unfinished();
  }

  @Override
  public Future<List<Entry>> due(Instant now, int limit) {
    return entries.due(now, limit);
  }

  @Override
  public Future<List<Entry>> held(int limit) {
    return entries.held(limit);
  }

  @Override
  public Future<List<Entry>> ofProfile(String profile, int limit) {
    return entries.ofProfile(profile, limit);
  }

  @Override
  public Future<List<Entry>> ofParty(String party, int limit) {
    return entries.ofParty(party, limit);
  }

  @Override
  public Future<List<Entry>> search(Search search) {
    return entries.search(search);
  }

  @Override
  public Future<List<Entry>> rows(RowSearch search) {
    return entries.rows(search);
  }

  /** A change that remembers what it was last asked to change: where another writer came first, it is asked again. */
  private final class Seen implements UnaryOperator<Entry> {
    private final UnaryOperator<Entry> change;
    private final AtomicReference<@Nullable Entry> before = new AtomicReference<>();

    Seen(UnaryOperator<Entry> change) {
      this.change = change;
    }

    @Override
    public Entry apply(Entry entry) {
      before.set(entry);
      return change.apply(entry);
    }

    Future<Entry> told(Entry after) {
      return witness.saw(Optional.ofNullable(before.get()), after).map(after);
    }
  }
}
