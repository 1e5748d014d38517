package io.mitschnitt.recorder.contract;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/** All doors of the running recorder, as the upper floors are given them. */
public interface RecorderDoors {

  Recorder recorder();

  Ledger ledger();

  Library library();

  Evidence evidence();

  Reviews reviews();

  Custody custody();

  Subjects subjects();

  Imports imports();

  /** Calls {@code reader} with each event, on the context that registers it. */
  void onEvent(Handler<RecordingEvent> reader);

  /** How it goes, for health, metrics and the page. */
  Health health();

  /**
   * A key for {@code purpose}, 32 bytes, made from this node's key file: what is signed with it needs no secret in the
   * database.
   */
  byte[] derivedKey(String purpose);

  /**
   * Accounts and other small documents that the top floor keeps: one JSON text by collection and key. The collections
   * are the top floor's own; names are lower-case letters.
   */
  Shelf shelf();

  /**
   * Tells where to ask which calls run, so that a row whose call is gone without a word is closed within a minute. The
   * supplier is asked on any thread; without one, rows wait for the next start.
   */
  default void liveCalls(Supplier<Set<CallId>> running) {}

  /** Ends all: open tapes are closed and stay as journals, the store is closed cleanly. */
  Future<Void> close();

  /**
   * Figures of the moment.
   *
   * @param storeUp whether the store answered lately
   * @param journalWritable whether the journal's disk took the last write
   * @param openTapes recordings running
   * @param backlog recordings whose call is over and that are not stored yet
   * @param lostPayloads payloads lost by ourselves since the start; must be 0
   * @param stored recordings stored and read back since the start
   * @param care what the recorder watches over
   */
  record Health(
      boolean storeUp,
      boolean journalWritable,
      int openTapes,
      int backlog,
      long lostPayloads,
      long stored,
      Care care) {

    /** Figures without a word about what is watched over. */
    public Health(
        boolean storeUp,
        boolean journalWritable,
        int openTapes,
        int backlog,
        long lostPayloads,
        long stored) {
      this(storeUp, journalWritable, openTapes, backlog, lostPayloads, stored, Care.NONE);
    }
  }

  /**
   * What the recorder watches over.
   *
   * @param lag how long the oldest recording of the backlog has been waiting; zero where there is none
   * @param ledgerWaiting sentences of the ledger that wait for the store
   * @param silentLegs legs that should be heard and are not, now
   * @param alarms raised since the start
   * @param repaired rows and journals that the reconciler put right since the start
   * @param closedFailed rows that it had to close as failed since the start
   * @param disk the journals' disk
   */
  record Care(
      Duration lag,
      int ledgerWaiting,
      int silentLegs,
      long alarms,
      long repaired,
      long closedFailed,
      Disk disk) {

    public static final Care NONE = new Care(
        Duration.ZERO, 0, 0, 0, 0, 0, new Disk(0, 0, OptionalDouble.empty(), false, false));
  }

  /**
   * The journals' disk.
   *
   * @param total bytes; 0 while nobody has looked
   * @param free bytes
   * @param daysToFull if it goes on filling as it did in the last day; empty where it does not, or it is too early
   * @param filling whether the first watermark is passed
   * @param full whether the second one is: no recording is begun
   */
  record Disk(long total, long free, OptionalDouble daysToFull, boolean filling, boolean full) {}

  /** A place for small documents. */
  interface Shelf {
    Future<Void> put(String collection, String key, String json);

    Future<java.util.Optional<String>> get(String collection, String key);

    /** Those of {@code keys} that are there. */
    Future<java.util.Map<String, String>> some(
        String collection, java.util.Collection<String> keys);

    Future<java.util.Map<String, String>> all(String collection);

    Future<Void> remove(String collection, String key);
  }
}
