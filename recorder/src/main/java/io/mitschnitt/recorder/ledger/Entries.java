package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the book's entries lie. A future that succeeds after a change means: on disk. */
public interface Entries {

  /** Fails with {@link IllegalStateException} when the call has an entry. */
  Future<Void> add(Entry entry);

  Future<Optional<Entry>> find(CallId call);

  Future<Optional<Entry>> find(RecordingId recording);

  /**
   * Replaces the call's entry by what {@code change} makes of it, atomically: where another writer came first, {@code
   * change} is asked again. Fails with {@link java.util.NoSuchElementException} where there is no entry, and with
   * whatever {@code change} throws.
   */
  Future<Entry> change(CallId call, UnaryOperator<Entry> change);

  /** The same, for the entry that names {@code recording}. */
  Future<Entry> change(RecordingId recording, UnaryOperator<Entry> change);

  /** The latest answered first. */
  Future<List<Entry>> newest(int limit);

  /** Every entry whose row is open. */
  Future<List<Entry>> open();

  /** Every entry whose recording is neither ready nor erased. */
  Future<List<Entry>> unfinished();

  /** Entries whose recording must be gone by {@code now}, or whose erasure was cut short. */
  Future<List<Entry>> due(Instant now, int limit);

  /** Entries whose recording is under a legal hold, the latest first. */
  Future<List<Entry>> held(int limit);

  /** Entries with a recording that is not destroyed and was decided by {@code profile}, the latest first. */
  Future<List<Entry>> ofProfile(String profile, int limit);

  /**
   * Entries with a recording, destroyed or not, of one customer, the latest first.
   *
   * @param party number in E.164, else the whole address
   */
  Future<List<Entry>> ofParty(String party, int limit);

  /** Those with a recording that match. */
  Future<List<Entry>> search(Search search);

  /** Those that match, with a recording or without. */
  Future<List<Entry>> rows(RowSearch search);
}
