package io.mitschnitt.gateway.edge.sip;

import java.time.Duration;

/**
 * How long the SIP edge waits for what.
 *
 * @param ack for the ACK to a 200, and for the end of a cancelled INVITE: 64*T1 (RFC 3261, section 13.3.1.4)
 * @param trying for the first provisional answer to an INVITE, before the next hop counts as unreachable
 * @param ringing for a final answer, whatever the call's own ring timer says
 * @param grace for an agent whose WebSocket was lost to come back
 * @param login for the first REGISTER on a WebSocket
 * @param stall for a full write queue of a WebSocket to drain, and for the rest of a message on a TCP connection
 * @param ping between keep-alives on connections
 * @param nonce for the answer to a challenge
 * @param credentials life of a short-lived password
 * @param session how long a call may go on without a sign of life from the other side (RFC 4028)
 * @param shortestSession the shortest such time that we take part in
 * @param again the first pause after a REGISTER that failed; it doubles
 */
record SipTimes(
    Duration ack,
    Duration trying,
    Duration ringing,
    Duration grace,
    Duration login,
    Duration stall,
    Duration ping,
    Duration nonce,
    Duration credentials,
    Duration session,
    Duration shortestSession,
    Duration again) {

  static SipTimes usual() {
    return new SipTimes(
        Duration.ofSeconds(32),
        Duration.ofSeconds(4),
        Duration.ofMinutes(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofSeconds(25),
        Duration.ofSeconds(60),
        Duration.ofHours(12),
        Duration.ofMinutes(30),
        Duration.ofSeconds(90),
        Duration.ofSeconds(30));
  }
}
