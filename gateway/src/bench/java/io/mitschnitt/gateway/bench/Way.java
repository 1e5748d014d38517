package io.mitschnitt.gateway.bench;

/**
 * One direction of one call: what was sent into it and what came out. Where both ends speak one codec a packet is known
 * by its content, and its delay with it; where the gateway transcodes, packets are counted by their sequence numbers.
 */
final class Way {

  private static final int REMEMBERED = 4096;

  final Speech speech;
  final Delays delays = new Delays();
  private final boolean transcoded;
  private final int offset;
  private final long[] sentNanos = new long[REMEMBERED];
  private final int[] seen = new int[REMEMBERED];
  private int next;
  private int newest;
  private int from = Integer.MAX_VALUE;
  private int to = Integer.MAX_VALUE;
  private boolean counting;
  private int firstSequence = -1;
  private int span;
  long received;
  long wrong;
  long twice;

  Way(Speech speech, boolean transcoded, int offset) {
    this.speech = speech;
    this.transcoded = transcoded;
    this.offset = offset;
  }

  /** The next frame, which leaves now. */
  byte[] send(long nanos) {
    sentNanos[next % REMEMBERED] = nanos;
    return speech.frame(offset + next++);
  }

  int sent() {
    return next;
  }

  void begin() {
    from = next;
    counting = true;
  }

  void end() {
    to = next;
    if (transcoded) counting = false;
  }

  /** Packets that were sent while counted. */
  int expected() {
    return transcoded ? span : to - from;
  }

  long lost() {
    return Math.max(0, expected() - received);
  }

  void came(int sequence, byte[] b, int at, int length, long nanos) {
    if (transcoded) {
      if (counting) ordered(sequence);
      return;
    }
    int frame = speech.indexOf(b, at, length);
    if (frame < 0) {
      if (counting && next < to) wrong++;
      return;
    }
    int loop = speech.length();
    int ahead = Math.floorMod(frame - offset - newest + loop / 2, loop) - loop / 2;
    int index = newest + ahead;
    newest = Math.max(newest, index);
    if (index < from || index >= to) return;
    if (seen[index % REMEMBERED] == index + 1) {
      twice++;
      return;
    }
    seen[index % REMEMBERED] = index + 1;
    received++;
    delays.add((nanos - sentNanos[index % REMEMBERED]) / 1000);
  }

  private void ordered(int sequence) {
    if (firstSequence < 0) firstSequence = sequence;
    span = Math.max(span, (sequence - firstSequence & 0xFFFF) + 1);
    received++;
  }
}
