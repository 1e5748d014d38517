package io.mitschnitt.gateway.media;

import io.mitschnitt.recorder.contract.CallId;

/** All media of this node. May be called from any context; answers and events come on the caller's. */
public interface MediaPlane {

  /**
   * Takes a place on one media loop for a call that stays there for life. Nothing is bound yet.
   *
   * @param events told on the context that calls this method
   */
  CallMedia open(CallId call, MediaEvents events);

  /** The same for a call in which a browser is on the customer's side too. */
  CallMedia openBetweenAgents(CallId call, MediaEvents events);

  /**
   * The same on the media loop of another call, so that legs of the two can change places.
   *
   * @param agents whether a browser is on the customer's side too
   */
  CallMedia openBeside(CallMedia other, CallId call, MediaEvents events, boolean agents);

  /** Relayed RTP packets since the start. */
  long relayed();

  /** Datagrams refused before a parser saw them. */
  long dropped();

  /** Whether sound comes late already, so that one call more would harm those that run. */
  default boolean crowded() {
    return false;
  }
}
