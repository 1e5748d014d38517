package io.mitschnitt.gateway.media;

/** Counters of one media loop. Written by that loop alone; {@link #publish} makes them visible to others. */
public final class Meters {

  /** Packets that went from one leg to the other. */
  public long relayed;

  /** Datagrams refused before a parser saw them. */
  public long dropped;

  private volatile long relayedSeen;
  private volatile long droppedSeen;

  /** Shows the figures of this moment. */
  public void publish() {
    relayedSeen = relayed;
    droppedSeen = dropped;
  }

  public long relayedSeen() {
    return relayedSeen;
  }

  public long droppedSeen() {
    return droppedSeen;
  }
}
