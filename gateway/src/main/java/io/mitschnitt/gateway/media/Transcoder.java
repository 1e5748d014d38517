package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;

/**
 * One direction of a call whose legs speak different codecs: packets in as they come, a frame out every 20 ms. What comes
 * waits in a {@link JitterBuffer} for as long as {@link DelayTarget} says. What is lost is restored or concealed; where
 * sound is late it is stretched by a concealed frame, where too much waits, two frames become one. A source that pauses
 * (DTX, hold) is concealed for 100 ms; then nothing is sent until it comes back.
 */
final class Transcoder {

  private static final int LONGEST_PACKET = 5760;
  private static final int LONGEST_G711 = 960; // 120 ms
  private static final int MOST_STRETCHED = 5;
  private static final int MOST_WAITING_MILLIS = DelayTarget.MOST + 80;
  private static final int SPARE_MILLIS = 45;
  private static final int WATCHED_TICKS = 50;
  private static final int SLACK_MILLIS = 5;

  private final Codec from;
  private final Codec to;
  private final SoundDecoder decoder;
  private final SoundEncoder encoder;
  private final Resampler resampler;
  private final JitterBuffer buffer = new JitterBuffer();
  private final DelayTarget target = new DelayTarget();
  private final Frames out;
  private final int frame;
  private final int sourceFrame; // ticks of the source's clock in 20 ms
  private final short[] decoded = new short[LONGEST_PACKET];
  private final short[] resampled = new short[LONGEST_PACKET + 1];
  private final short[] waiting = new short[3 * LONGEST_PACKET];
  private final byte[] payload = new byte[JitterBuffer.LARGEST];
  private int waits;
  private boolean playing;
  private boolean fresh = true;
  private long firstNanos;
  private int source;
  private int nextTime;
  private int lastSamples;
  private int stretched;
  private int leastMillis = Integer.MAX_VALUE;
  private int watched;
  private long concealed;

  Transcoder(Codec from, Codec to, Frames out) {
    this.from = from;
    this.to = to;
    this.out = out;
    decoder = Codecs.decoder(from);
    encoder = Codecs.encoder(to, decoder.sampleRate());
    resampler = new Resampler(decoder.sampleRate(), encoder.sampleRate());
    frame = encoder.sampleRate() / 50;
    sourceFrame = from.clockRate() / 50;
    lastSamples = decoder.sampleRate() / 50;
  }

  /** Who takes the frames. */
  interface Frames {
    /** No frame came right before: what time passed only the clock on the wall can say. */
    int SINCE_LAST = -1;

    /**
     * Takes 20 ms.
     *
     * @param ticks how far behind the last frame it lies, or {@link #SINCE_LAST}
     */
    void frame(byte[] payload, int length, int ticks, long nanos);
  }

  boolean joins(Codec source, Codec target) {
    return from == source && to == target;
  }

  /** Something else was sent meanwhile, or nothing. */
  void restart() {
    pause();
    buffer.clear();
    target.restart();
  }

  /** A packet of the source. */
  void heard(RtpPacket p, int header, int length, long nanos) {
    if (from != Codec.OPUS && length > LONGEST_G711) return;
    if (p.ssrc() != source) {
      source = p.ssrc();
      restart();
    }
    target.heard(p.timestamp(), from.clockRate(), nanos);
    boolean first = buffer.isEmpty();
    if (buffer.put(p.sequence(), p.timestamp(), p.bytes, p.offset + header, length) && first)
      firstNanos = nanos;
  }

  /** 20 ms passed. */
  void tick(long nanos) {
    if (!playing && !begins(nanos)) return;
    leaveOut();
    watch();
    while (playing && waits < frame) advance();
    if (!playing) return;
    if (tooMuchWaits()) merge();
    emit(nanos);
  }

  /** How long sound waits here now, in milliseconds. */
  int delayMillis() {
    return waitingMillis() + waits * 20 / frame;
  }

  /** How many times 20 ms, about, were invented. */
  long concealed() {
    return concealed;
  }

  private boolean begins(long nanos) {
    if (buffer.isEmpty()) return false;
    int wanted = target.millis() - SLACK_MILLIS;
    if (waitingMillis() < wanted && nanos - firstNanos < wanted * 1_000_000L) return false;
    playing = true;
    nextTime = buffer.firstTime();
    watched = 0;
    leastMillis = Integer.MAX_VALUE;
    return true;
  }

  private void pause() {
    playing = false;
    fresh = true;
    waits = 0;
    stretched = 0;
  }

  /** Gets more samples, or lets time that was bridged already pass. */
  private void advance() {
    if (buffer.isEmpty()) {
      stretch();
      return;
    }
    int hole = buffer.firstTime() - nextTime;
    if (hole < sourceFrame / 2 || hole > from.clockRate() / 2) {
      decode();
    } else if (stretched > 0) {
      stretched--;
      nextTime += Math.min(hole, sourceFrame);
    } else {
      conceal(hole);
    }
  }

  /** Nothing is there: late or lost, only what comes next will tell. */
  private void stretch() {
    if (stretched == MOST_STRETCHED) {
      pause();
      return;
    }
    stretched++;
    invent(decoder.sampleRate() / 50, 0);
  }

  private void conceal(int hole) {
    int packet = Math.max(ticks(lastSamples), sourceFrame / 2);
    int step = Math.min(hole, packet);
    boolean restores = buffer.missing() == 1 && hole <= packet;
    invent(
        (int) ((long) step * decoder.sampleRate() / from.clockRate()),
        restores ? buffer.firstLength() : 0);
    nextTime += step;
  }

  /** @param redundancy octets of the packet after the hole, where it may hold the lost one */
  private void invent(int samples, int redundancy) {
    concealed++;
    int at = redundancy > 0 ? buffer.firstAt() : 0;
    push(decoder.conceal(samples, buffer.bytes(), at, redundancy, decoded));
  }

  private void decode() {
    nextTime = buffer.firstTime();
    lastSamples = decoder.decode(buffer.bytes(), buffer.firstAt(), buffer.firstLength(), decoded);
    nextTime += ticks(lastSamples);
    buffer.drop();
    stretched = 0;
    push(lastSamples);
  }

  private void push(int samples) {
    int n = resampler.process(decoded, samples, resampled);
    System.arraycopy(resampled, 0, waiting, waits, n);
    waits += n;
  }

  /** After a stall, hundreds of milliseconds wait: nobody wants to hear them late. */
  private void leaveOut() {
    if (waitingMillis() <= MOST_WAITING_MILLIS) return;
    while (!buffer.isEmpty() && waitingMillis() > target.millis()) {
      buffer.drop();
      if (!buffer.isEmpty()) nextTime = buffer.firstTime();
    }
  }

  private void watch() {
    leastMillis = Math.min(leastMillis, delayMillis());
    watched++;
  }

  private boolean tooMuchWaits() {
    if (watched < WATCHED_TICKS) return false;
    boolean much = leastMillis >= SPARE_MILLIS && delayMillis() > target.millis();
    watched = 0;
    leastMillis = Integer.MAX_VALUE;
    return much;
  }

  /** Two frames become one, the first fading into the second. */
  private void merge() {
    while (playing && waits < 2 * frame) advance();
    if (!playing) return;
    for (int i = 0; i < frame; i++) {
      waiting[i] = (short) ((waiting[i] * (frame - i) + waiting[frame + i] * i) / frame);
    }
    waits -= frame;
    System.arraycopy(waiting, 2 * frame, waiting, frame, waits - frame);
  }

  private void emit(long nanos) {
    int length = encoder.encode(waiting, 0, frame, payload, 0);
    waits -= frame;
    System.arraycopy(waiting, frame, waiting, 0, waits);
    out.frame(payload, length, fresh ? Frames.SINCE_LAST : to.clockRate() / 50, nanos);
    fresh = false;
  }

  private int waitingMillis() {
    if (buffer.isEmpty()) return 0;
    int begin = playing ? nextTime : buffer.firstTime();
    int span = buffer.newestTime() - begin + ticks(lastSamples);
    return span <= 0 || span > 10 * from.clockRate() ? 0 : span / (from.clockRate() / 1000);
  }

  private int ticks(int samples) {
    return (int) ((long) samples * from.clockRate() / decoder.sampleRate());
  }
}
