package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;

/**
 * One direction of a call whose legs speak different codecs: packet in, frames of 20 ms out, at the pace of the packets.
 * It keeps no jitter buffer: gaps in the source's clock become gaps in ours, short losses are concealed, late packets
 * are dropped, and the receiver's buffer does what it does for any stream.
 */
final class Transcoder {

  private static final int LONGEST_PACKET = 5760;
  private static final int LONGEST_G711 = 960; // 120 ms
  private static final int MOST_CONCEALED = 5;
  private static final int LARGEST = 1275;
  private static final int LONGEST_GAP_SECONDS = 10;

  private final Codec from;
  private final Codec to;
  private final SoundDecoder decoder;
  private final SoundEncoder encoder;
  private final Resampler resampler;
  private final int frame;
  private final short[] decoded = new short[LONGEST_PACKET];
  private final short[] resampled = new short[LONGEST_PACKET + 1];
  private final short[] waiting = new short[2 * LONGEST_PACKET];
  private final byte[] payload = new byte[LARGEST];
  private final Frames out;
  private int waits;
  private boolean fresh = true;
  private int nextSequence;
  private int nextTime;
  private int lastSamples;
  private int extraTicks;

  Transcoder(Codec from, Codec to, Frames out) {
    this.from = from;
    this.to = to;
    this.out = out;
    decoder = Codecs.decoder(from);
    encoder = Codecs.encoder(to);
    resampler = new Resampler(decoder.sampleRate(), encoder.sampleRate());
    frame = encoder.sampleRate() / 50;
  }

  /** Who takes the frames. */
  interface Frames {
    /** No frame came before, or the source began anew: what time passed only the clock on the wall can say. */
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
    fresh = true;
    waits = 0;
  }

  void heard(RtpPacket p, int header, int length, long nanos) {
    if (from != Codec.OPUS && length > LONGEST_G711) return;
    int ahead = fresh ? 0 : (short) (p.sequence() - nextSequence);
    if (ahead < 0 && ahead > -100) return;
    int at = p.offset + header;
    if (!fresh) cross(p, ahead, at, length, nanos);
    nextSequence = p.sequence() + 1 & 0xFFFF;
    lastSamples = decoder.decode(p.bytes, at, length, decoded);
    nextTime = p.timestamp() + ticks(lastSamples);
    push(lastSamples, nanos);
  }

  /** What lies between the last packet and this one. */
  private void cross(RtpPacket p, int ahead, int at, int length, long nanos) {
    if (ahead > 0 && ahead <= MOST_CONCEALED && lastSamples > 0) {
      for (int i = 0; i < ahead; i++) {
        boolean last = i == ahead - 1;
        int n = decoder.conceal(lastSamples, p.bytes, at, last ? length : 0, decoded);
        nextTime += ticks(n);
        push(n, nanos);
      }
    }
    int gap = p.timestamp() - nextTime;
    if (gap < 0 || gap > LONGEST_GAP_SECONDS * from.clockRate()) {
      if (ahead < 0 || ahead > MOST_CONCEALED || Math.abs(gap) > from.clockRate()) restart();
    } else {
      extraTicks += (int) ((long) gap * to.clockRate() / from.clockRate());
    }
  }

  private void push(int samples, long nanos) {
    int n = resampler.process(decoded, samples, resampled);
    System.arraycopy(resampled, 0, waiting, waits, n);
    waits += n;
    int used = 0;
    for (; waits - used >= frame; used += frame) emit(used, nanos);
    waits -= used;
    System.arraycopy(waiting, used, waiting, 0, waits);
  }

  private void emit(int at, long nanos) {
    int length = encoder.encode(waiting, at, frame, payload, 0);
    int ticks = to.clockRate() / 50 + extraTicks;
    out.frame(payload, length, fresh ? Frames.SINCE_LAST : ticks, nanos);
    fresh = false;
    extraTicks = 0;
  }

  private int ticks(int samples) {
    return (int) ((long) samples * from.clockRate() / decoder.sampleRate());
  }
}
