package io.mitschnitt.gateway.rtp;

/**
 * One stream that we send: own SSRC, sequence numbers and timestamps without a break, whatever its sources do. A source
 * is relayed by rewriting its header; packets of our own (announcement, silence, transcoded sound, keys) are numbered by
 * {@link #next}. Loss and order of a relayed source stay visible to the receiver.
 *
 * <p>A change of source or a jump in its numbering never goes backwards: SRTP's sender refuses used indexes (RFC 3711,
 * section 3.3.2), and a carrier that restarts its counter would silence the call.
 */
public final class RtpOut {

  private static final int MOST_BEHIND = 60;
  private static final int MOST_AHEAD = 3000;

  private final int ssrc;
  private final Echo echo = new Echo();
  private int clockRate = 8000;
  private boolean started;
  private boolean newSource = true;
  private int sourceSsrc;
  private int sequenceShift;
  private int timeShift;
  private int newestSequence;
  private int newestTime;
  private long newestNanos;
  private long packets;
  private long octets;
  private long resyncs;

  /**
   * @param ssrc random
   * @param firstSequence random; below 2^15, so that a receiver cannot miss the first roll-over (RFC 3711, section 3.3.1)
   * @param firstTime random
   */
  public RtpOut(int ssrc, int firstSequence, int firstTime) {
    this.ssrc = ssrc;
    this.newestSequence = (firstSequence & 0x7FFF) - 1;
    this.newestTime = firstTime;
  }

  /** The clock of the codec that flows from now on. */
  public void clockRate(int unitsPerSecond) {
    clockRate = unitsPerSecond;
  }

  /** The next packet to relay follows on what was sent, whatever its numbers. */
  public void sourceChanged() {
    newSource = true;
  }

  /**
   * Turns a source's packet into one of this stream, in place; extension and CSRCs are dropped.
   *
   * @param payloadType what the receiver calls it
   * @param packetTicks timestamp units of a usual packet
   * @return false where it is malformed
   */
  public boolean rewrite(RtpPacket p, int payloadType, int packetTicks, long nanos) {
    int header = p.headerLength();
    if (header < 0) return false;
    int ahead = (short) (p.sequence() + sequenceShift - newestSequence);
    boolean marker = p.marker();
    if (newSource || p.ssrc() != sourceSsrc || ahead < -MOST_BEHIND || ahead > MOST_AHEAD) {
      follow(p, packetTicks, nanos);
      ahead = 1;
      marker = true;
    }
    int sequence = p.sequence() + sequenceShift & 0xFFFF;
    int time = p.timestamp() + timeShift;
    if (ahead > 0) sent(sequence, time, nanos);
    boolean padded = (p.bytes[p.offset] & 0x20) != 0;
    p.offset += header - RtpPacket.FIXED_HEADER;
    p.length -= header - RtpPacket.FIXED_HEADER;
    write(p.bytes, p.offset, padded, marker, payloadType, sequence, time);
    octets += p.length - RtpPacket.FIXED_HEADER;
    return true;
  }

  /**
   * Writes the header of a packet of our own.
   *
   * @param ticks how far its timestamp lies behind the last one's; what passed in silence is added after a change
   * @return its timestamp
   */
  public int next(
      byte[] to,
      int at,
      int payloadType,
      boolean marker,
      int ticks,
      int payloadOctets,
      long nanos) {
    int time = newestTime + ticks;
    own(to, at, payloadType, marker, time, payloadOctets, nanos);
    return time;
  }

  /** Writes the header of one more packet with a timestamp that was sent before: the updates of a telephone event. */
  public void again(
      byte[] to, int at, int payloadType, boolean marker, int time, int payloadOctets, long nanos) {
    int newest = newestTime;
    own(to, at, payloadType, marker, time, payloadOctets, nanos);
    newestTime = newest;
  }

  /** Timestamp units between the last packet and {@code nanos}, at least {@code least}: silence passed meanwhile. */
  public int ticksSince(long nanos, int least) {
    if (!started) return least;
    long passed = (nanos - newestNanos) / 1000 * clockRate / 1_000_000;
    return (int) Math.max(least, Math.min(passed, Integer.MAX_VALUE / 2));
  }

  /** The timestamp of this very moment, for a sender report. */
  public int timeAt(long nanos) {
    return newestTime
        + (started ? (int) ((nanos - newestNanos) / 1000 * clockRate / 1_000_000) : 0);
  }

  public int ssrc() {
    return ssrc;
  }

  /** What its receiver says of it. */
  public Echo echo() {
    return echo;
  }

  public long packets() {
    return packets;
  }

  public long octets() {
    return octets;
  }

  /** How often a source was joined or had jumped. */
  public long resyncs() {
    return resyncs;
  }

  private void own(
      byte[] to, int at, int type, boolean marker, int time, int payloadOctets, long nanos) {
    int sequence = newestSequence + 1 & 0xFFFF;
    newSource = true;
    sent(sequence, time, nanos);
    write(to, at, false, marker, type, sequence, time);
    octets += payloadOctets;
  }

  private void follow(RtpPacket p, int packetTicks, long nanos) {
    sequenceShift = newestSequence + 1 - p.sequence();
    timeShift = newestTime + ticksSince(nanos, packetTicks) - p.timestamp();
    sourceSsrc = p.ssrc();
    newSource = false;
    resyncs++;
  }

  private void sent(int sequence, int time, long nanos) {
    started = true;
    newestSequence = sequence;
    newestTime = time;
    newestNanos = nanos;
  }

  private void write(
      byte[] b, int at, boolean padded, boolean marker, int type, int sequence, int time) {
    b[at] = (byte) (padded ? 0xA0 : 0x80);
    b[at + 1] = (byte) (marker ? type | 0x80 : type);
    Octets.put16(b, at + 2, sequence);
    Octets.put32(b, at + 4, time);
    Octets.put32(b, at + 8, ssrc);
    packets++;
  }
}
