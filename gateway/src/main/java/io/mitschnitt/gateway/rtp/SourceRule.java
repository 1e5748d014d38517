package io.mitschnitt.gateway.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whose packets a plain RTP leg believes, and where it sends. The signalled address is believed at once and for good. A
 * carrier behind a translator sends from another one: that is learned from five consistent packets, in a short window
 * that begins only when the signalled address had its chance and kept silent. A stranger who merely sends is never
 * answered, unless the signalled address cannot be reached by anybody (a private one of somebody else's network).
 *
 * <p>The defence against "RTP bleed" (CVE-2017-14099 and its kin): what is learned is learned once, early, and gives way
 * as soon as the signalled address speaks.
 */
public final class SourceRule {

  private static final int CONSISTENT = 5;
  private static final long CHANCE_NANOS = 1_000_000_000L;
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private final InetSocketAddress signalled;
  private final boolean unreachable;
  private final long sinceNanos;
  private boolean settled;
  private @Nullable InetSocketAddress learned;
  private @Nullable InetSocketAddress candidate;
  private int run;
  private int candidateSsrc;
  private int candidateSequence;

  /**
   * A rule for a newly signalled address.
   *
   * @param ours the address we are bound to: from a private network, private peers can be reached
   */
  public SourceRule(InetSocketAddress signalled, InetAddress ours, long nanos) {
    this.signalled = signalled;
    this.unreachable = isPrivate(signalled.getAddress()) && !isPrivate(ours);
    this.sinceNanos = nanos;
  }

  /** Whether a packet from {@code from} may be heard. The payload type was looked at before. */
  public boolean believes(InetSocketAddress from, RtpPacket p, long nanos) {
    if (from.equals(signalled)) {
      settled = true;
      learned = null;
      return true;
    }
    if (from.equals(learned)) return true;
    return !settled && learned == null && learns(from, p, nanos);
  }

  /** Whether reports from {@code from} may be read: they come from the host that the sound comes from. */
  public boolean believesReports(InetSocketAddress from) {
    InetSocketAddress heard = learned;
    return from.getAddress().equals(signalled.getAddress())
        || (heard != null && from.getAddress().equals(heard.getAddress()));
  }

  /** Where to send to. */
  public InetSocketAddress target() {
    InetSocketAddress heard = learned;
    boolean answer =
        heard != null && (unreachable || heard.getAddress().equals(signalled.getAddress()));
    return answer && heard != null ? heard : signalled;
  }

  private boolean learns(InetSocketAddress from, RtpPacket p, long nanos) {
    long age = nanos - sinceNanos;
    if (age > WINDOW_NANOS || (age < CHANCE_NANOS && !unreachable)) return false;
    boolean follows = from.equals(candidate)
        && p.ssrc() == candidateSsrc
        && (short) (p.sequence() - candidateSequence) > 0
        && (short) (p.sequence() - candidateSequence) <= 3;
    run = follows ? run + 1 : 1;
    candidate = from;
    candidateSsrc = p.ssrc();
    candidateSequence = p.sequence();
    if (run < CONSISTENT) return false;
    learned = from;
    return true;
  }

  private static boolean isPrivate(InetAddress a) {
    return a.isSiteLocalAddress() || a.isLinkLocalAddress() || a.isAnyLocalAddress();
  }
}
