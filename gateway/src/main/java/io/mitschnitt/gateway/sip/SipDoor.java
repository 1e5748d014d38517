package io.mitschnitt.gateway.sip;

import io.mitschnitt.recorder.contract.Party;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The telephone exchange's wall: INVITEs come in, INVITEs go out. Everything here, and everything it calls back,
 * happens on one context, that of the SIP stack.
 */
public interface SipDoor {

  /**
   * Who handles calls that come in. The handler takes each {@link Incoming} at once: it sets events with {@link
   * SipLeg#listen} and rings, answers or refuses, now or later.
   */
  void onIncoming(Consumer<Incoming> handler);

  /**
   * Places a call. Never throws: what goes wrong comes as {@link SipLegEvents#refused} (unreachable = 503, an agent that
   * is not registered = 480).
   *
   * @param from who the other side sees; {@code address} is the user part
   * @param sdp our offer
   */
  SipLeg call(Destination to, Party from, String sdp, SipLegEvents events);

  /** Whether an agent has a phone that can be rung now. */
  boolean registered(String agent);

  /** Where a call goes: through a trunk to a number, or to an agent's phones. */
  sealed interface Destination {
    record ToTrunk(String trunk, String number) implements Destination {}

    record ToAgent(String agent) implements Destination {}
  }

  /** Where a call came from, proved: by a trunk's address, or by an agent's registration. */
  sealed interface Source {
    record FromTrunk(String trunk) implements Source {}

    record FromAgent(String agent) implements Source {}
  }

  /**
   * A new call.
   *
   * @param from as the wire says: P-Asserted-Identity from a trunk where present, else From; anonymous where withheld
   * @param dialled the user part of the Request-URI
   * @param sdp the offer; empty for a delayed offer (RFC 3261, section 13.2.1)
   * @param headers those that are kept with the call, by lower-case name: diversion, history-info, reason, identity,
   *     p-asserted-identity, privacy; as they came
   */
  record Incoming(
      SipLeg leg,
      Source source,
      Party from,
      String dialled,
      Optional<String> sdp,
      Map<String, String> headers) {}
}
