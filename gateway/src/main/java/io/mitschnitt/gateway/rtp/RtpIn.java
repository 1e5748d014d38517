package io.mitschnitt.gateway.rtp;

/**
 * What is known of one stream that we receive: order, loss, jitter. Made anew by the first packet of another SSRC.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.1">RFC 3550, appendices A.1, A.3 and A.8</a>
 */
public final class RtpIn {

  private static final int MOST_AHEAD = 3000;
  private static final int MOST_BEHIND = 100;

  private int clockRate = 8000;
  private boolean started;
  private int ssrc;
  private int baseSequence;
  private long newest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private int transit;
  private int jitter16;
  private int senderReport;
  private long senderReportNanos;

  public void clockRate(int unitsPerSecond) {
    if (unitsPerSecond != clockRate) started = false;
    clockRate = unitsPerSecond;
  }

  /** Counts one authentic packet that arrived at {@code nanos}. */
  public void heard(RtpPacket p, long nanos) {
    int ahead = (short) (p.sequence() - (int) newest);
    if (!started || p.ssrc() != ssrc || ahead > MOST_AHEAD || ahead < -MOST_BEHIND) begin(p);
    else if (ahead > 0) newest += ahead;
    received++;
    jitter(p, nanos);
  }

  /** Notes the middle of a sender report's NTP time, for {@link #lastReport}. */
  public void reported(int middleOfNtp, long nanos) {
    senderReport = middleOfNtp;
    senderReportNanos = nanos;
  }

  public boolean started() {
    return started;
  }

  public int ssrc() {
    return ssrc;
  }

  public long received() {
    return received;
  }

  /** Packets that never came; negative where some came twice. */
  public int lost() {
    return started ? (int) (expected() - received) : 0;
  }

  /** The highest sequence number with its roll-overs above it. */
  public int extendedNewest() {
    return (int) newest;
  }

  /** Inter-arrival jitter in timestamp units. */
  public int jitter() {
    return jitter16 >> 4;
  }

  /** Lost packets since this was last asked, in 1/256. */
  public int fractionLost() {
    long expected = expected() - expectedBefore;
    long got = received - receivedBefore;
    expectedBefore = expected();
    receivedBefore = received;
    return expected <= 0 || got >= expected ? 0 : (int) (((expected - got) << 8) / expected);
  }

  public int lastReport() {
    return senderReport;
  }

  /** Since the last sender report, in 1/65536 s; 0 where there was none. */
  public int sinceLastReport(long nanos) {
    return senderReport == 0 ? 0 : (int) ((nanos - senderReportNanos) / 1000 * 65_536 / 1_000_000);
  }

  /** Packets that were sent as far as their numbers tell. */
  public long expected() {
    return started ? newest - baseSequence + 1 : 0;
  }

  private void begin(RtpPacket p) {
    started = true;
    ssrc = p.ssrc();
    baseSequence = p.sequence();
    newest = baseSequence;
    received = 0;
    expectedBefore = 0;
    receivedBefore = 0;
    transit = 0;
    jitter16 = 0;
    senderReport = 0;
  }

  private void jitter(RtpPacket p, long nanos) {
    int now = (int) (nanos / 1000 * clockRate / 1_000_000) - p.timestamp();
    int step = Math.abs(now - transit);
    if (received > 1 && step < clockRate) jitter16 += step - ((jitter16 + 8) >> 4);
    transit = now;
  }
}
