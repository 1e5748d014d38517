package io.mitschnitt.recorder.contract;

import io.vertx.core.Future;

/** The door through which a call is kept. */
public interface Recorder {

  /**
   * Makes a tape ready: its key is made and wrapped, its journal file is on disk, the call's ledger row names it. Not a
   * sample is kept before {@link Tape#start}. Fails, and keeps nothing, when the disk or the store refuses.
   *
   * <p>Call from any context; the answer comes on the caller's context.
   */
  Future<Tape> open(CallId call, Decision decision);
}
