package io.mitschnitt.gateway.call;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where the handing over of a customer stands.
 *
 * @param transfer to whom; empty while nobody is handed over
 * @param told whether who hands over is told on its line how it goes
 * @param offer our offer to the new party's phones; empty before it is made
 * @param tried agents who did not take the call
 * @param next the line of the new party, once it has answered
 * @param rang whether who hands over was told that it rings
 * @param music the name of what plays to the customer; empty = nothing does
 */
record Handover(
    Optional<Transfer> transfer,
    boolean told,
    String offer,
    Set<String> tried,
    Optional<Line> next,
    boolean rang,
    String music) {

  static final Handover NONE =
      new Handover(Optional.empty(), false, "", Set.of(), Optional.empty(), false, "");

  Handover {
    tried = Set.copyOf(tried);
  }

  static Handover to(Transfer transfer, boolean told) {
    return new Handover(
        Optional.of(transfer), told, "", Set.of(transfer.by()), Optional.empty(), false, "");
  }

  boolean runs() {
    return transfer.isPresent();
  }

  /** Whether somebody is still to be found. */
  boolean seeks() {
    return runs() && !offer.isEmpty() && next.isEmpty();
  }

  Handover offers(String sdp) {
    return new Handover(transfer, told, sdp, tried, next, rang, music);
  }

  Handover tried(String agent) {
    Set<String> more = new HashSet<>(tried);
    more.add(agent);
    return new Handover(transfer, told, offer, more, next, rang, music);
  }

  Handover found(Line line) {
    return new Handover(transfer, told, offer, tried, Optional.of(line), rang, music);
  }

  Handover ringing() {
    return new Handover(transfer, told, offer, tried, next, true, music);
  }

  Handover plays(String name) {
    return new Handover(transfer, told, offer, tried, next, rang, name);
  }
}
