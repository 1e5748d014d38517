package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.KeyPresses;
import io.mitschnitt.gateway.rtp.KeySender;
import io.mitschnitt.gateway.rtp.RtpIn;
import io.mitschnitt.gateway.rtp.RtpOut;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.recorder.contract.Leg;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One leg as the packet's path sees it: what it speaks, what came from it, what goes to it. It hears one thing at a
 * time: a key, an announcement, or the other party.
 */
final class Half implements Transcoder.Frames {

  private static final int MOST_WAITING_KEYS = 16;
  private static final int LONGEST_PACKET = RtpPacket.FIXED_HEADER + 1275;
  private static final int ROOM_FOR_TAG = 64;
  private static final long QUIET_NANOS = 200_000_000;

  Leg leg;
  CallPath.Told told;
  final RtpIn in = new RtpIn();
  final RtpOut out;
  final KeyPresses keys;

  @Nullable
  Format format;

  @Nullable
  PacketSink sink;

  boolean hears = true;
  boolean sends = true;
  boolean prompted;
  long lastHeardNanos;
  long lastSoundNanos;
  final Steps steps = new Steps();

  private final Queue<KeySender> waitingKeys = new ArrayDeque<>();
  private final boolean filled;
  private final RtpPacket own = new RtpPacket(new byte[LONGEST_PACKET + ROOM_FOR_TAG]);
  private @Nullable Transcoder transcoder;
  private long lastVoiceNanos;
  private int relayedKeySource;
  private int relayedKeyTime;
  private int ownKeyTime;
  private boolean relaysKey;

  /** @param filled whether silence is sent while there is nothing to hear */
  Half(Leg leg, RtpOut out, CallPath.Told told, boolean filled) {
    this.leg = leg;
    this.out = out;
    this.told = told;
    keys = new KeyPresses(key -> this.told.digit(this.leg, key));
    this.filled = filled;
  }

  void speaks(Format agreed) {
    Format before = format;
    format = agreed;
    in.clockRate(agreed.codec().clockRate());
    out.clockRate(agreed.codec().clockRate());
    if (before == null || before.codec() != agreed.codec()) out.sourceChanged();
  }

  /** Whether something can be sent to it. */
  boolean reachable() {
    return format != null && sink != null;
  }

  /** Whether it hears something other than the other party now. */
  boolean occupied() {
    return prompted || !waitingKeys.isEmpty();
  }

  void key(char key, int millis) {
    Format f = format;
    if (f == null || !f.hasKeys() || waitingKeys.size() == MOST_WAITING_KEYS) return;
    waitingKeys.add(new KeySender(key, f.ticks(millis), f.ticks(20)));
  }

  /** Sends the waiting key's next packet. */
  boolean sendsKey(long nanos) {
    KeySender key = waitingKeys.peek();
    Format f = format;
    if (key == null || f == null || !reachable()) return false;
    transmit(key.write(own.bytes, 0, out, f.keyPayloadType(), nanos), nanos);
    if (key.over()) {
      waitingKeys.remove();
      restartTranscoder();
    }
    return true;
  }

  /** The other party's sound, already in the codec that this leg speaks. */
  boolean relay(RtpPacket p, int packetTicks, long nanos) {
    Format f = format;
    PacketSink s = sink;
    if (f == null || s == null || !out.rewrite(p, f.payloadType(), packetTicks, nanos))
      return false;
    lastVoiceNanos = nanos;
    transcoder = null;
    s.send(p);
    return true;
  }

  /** The other party's sound in another codec. */
  void transcode(RtpPacket p, int header, int length, Format source, long nanos) {
    Format f = format;
    if (f == null || !reachable()) return;
    Transcoder t = transcoder;
    if (t == null || !t.joins(source.codec(), f.codec())) {
      transcoder = t = new Transcoder(source.codec(), f.codec(), this);
    }
    t.heard(p, header, length, nanos);
  }

  /** 20 ms passed: the next frame of the other party's sound in another codec, where it is that. */
  void playTranscoded(long nanos) {
    Transcoder t = transcoder;
    if (t != null && reachable()) t.tick(nanos);
  }

  /** The other party's key: the same event in our clock. */
  void relayKey(RtpPacket p, int header, Format source, long nanos) {
    Format f = format;
    if (f == null || !f.hasKeys() || !reachable()) return;
    if (source.codec() == f.codec()) {
      PacketSink s = sink;
      if (s != null && out.rewrite(p, f.keyPayloadType(), f.ticks(20), nanos)) s.send(p);
      return;
    }
    byte[] b = own.bytes;
    int at = RtpPacket.FIXED_HEADER;
    System.arraycopy(p.bytes, p.offset + header, b, at, KeyPresses.PAYLOAD);
    long ticks = ((b[at + 2] & 255) << 8 | (b[at + 3] & 255))
        * (long) f.codec().clockRate()
        / source.codec().clockRate();
    int duration = (int) Math.min(0xFFFF, ticks);
    b[at + 2] = (byte) (duration >> 8);
    b[at + 3] = (byte) duration;
    if (relaysKey && relayedKeySource == p.ssrc() && relayedKeyTime == p.timestamp()) {
      out.again(b, 0, f.keyPayloadType(), false, ownKeyTime, KeyPresses.PAYLOAD, nanos);
    } else {
      ownKeyTime = out.next(
          b,
          0,
          f.keyPayloadType(),
          true,
          out.ticksSince(nanos, f.ticks(20)),
          KeyPresses.PAYLOAD,
          nanos);
    }
    relaysKey = true;
    relayedKeySource = p.ssrc();
    relayedKeyTime = p.timestamp();
    restartTranscoder();
    transmit(at + KeyPresses.PAYLOAD, nanos);
  }

  @Override
  public void frame(byte[] payload, int length, int ticks, long nanos) {
    Format f = format;
    if (f == null) return;
    boolean begins = ticks == SINCE_LAST;
    int since = begins ? out.ticksSince(nanos, f.ticks(20)) : ticks;
    own(payload, length, f.payloadType(), begins, since, nanos);
  }

  /** 20 ms of an announcement, where they are there already. */
  void play(byte @Nullable [] payload, boolean begins, long nanos) {
    Format f = format;
    if (f == null || payload == null) return;
    int ticks = begins ? out.ticksSince(nanos, f.ticks(20)) : f.ticks(20);
    own(payload, payload.length, f.payloadType(), begins, ticks, nanos);
  }

  /** Sends silence where nothing else was sent for a while, so that no translator and no carrier gives the leg up. */
  void fill(SoundShelf shelf, long nanos) {
    Format f = format;
    if (!filled || f == null || !reachable() || nanos - lastVoiceNanos < QUIET_NANOS) return;
    byte[] payload = shelf.silence(f.codec());
    own(payload, payload.length, f.payloadType(), false, out.ticksSince(nanos, f.ticks(20)), nanos);
    lastVoiceNanos = nanos - QUIET_NANOS;
    restartTranscoder();
  }

  /** What comes next is another source. */
  void sourceChanged() {
    out.sourceChanged();
    restartTranscoder();
  }

  private void restartTranscoder() {
    Transcoder t = transcoder;
    if (t != null) t.restart();
  }

  private void own(byte[] payload, int length, int type, boolean begins, int ticks, long nanos) {
    if (sink == null || length > 1275) return;
    System.arraycopy(payload, 0, own.bytes, RtpPacket.FIXED_HEADER, length);
    out.next(own.bytes, 0, type, begins, ticks, length, nanos);
    transmit(RtpPacket.FIXED_HEADER + length, nanos);
  }

  private void transmit(int length, long nanos) {
    PacketSink s = sink;
    if (s == null) return;
    lastVoiceNanos = nanos;
    s.send(own.wrap(own.bytes, 0, length));
  }
}
