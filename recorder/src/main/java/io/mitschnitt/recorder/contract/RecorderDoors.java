package io.mitschnitt.recorder.contract;

import io.vertx.core.Future;
import io.vertx.core.Handler;

/** All doors of the running recorder, as the upper floors are given them. */
public interface RecorderDoors {

  Recorder recorder();

  Ledger ledger();

  Library library();

  Evidence evidence();

  /** Calls {@code reader} with each event, on the context that registers it. */
  void onEvent(Handler<RecordingEvent> reader);

  /** How it goes, for health, metrics and the page. */
  Health health();

  /**
   * Accounts and other small documents that the top floor keeps: one JSON text by collection and key. The collections
   * are the top floor's own; names are lower-case letters.
   */
  Shelf shelf();

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
   */
  record Health(
      boolean storeUp, boolean journalWritable, int openTapes, int backlog, long lostPayloads, long stored) {}

  /** A place for small documents. */
  interface Shelf {
    Future<Void> put(String collection, String key, String json);

    Future<java.util.Optional<String>> get(String collection, String key);

    Future<java.util.Map<String, String>> all(String collection);

    Future<Void> remove(String collection, String key);
  }
}
