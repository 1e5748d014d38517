package io.mitschnitt.gateway.demo;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A telephone's sound: one UDP socket that sends a voice and presses keys, and an ear. Fit for a demo's handful of calls;
 * the gateway's own media path is {@code gateway.media}. Belongs to the context that opened it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-5.1">RFC 3550, the RTP header</a>
 */
final class RtpTalker {

  private static final long FRAME_NANOS = 20_000_000;
  private static final int CATCH_UP = 10;
  private static final int HEADER = 12;

  private final Vertx vertx;
  private final DatagramSocket socket;
  private final String host;
  private final Ear ear = new Ear(System.nanoTime());
  private final int ssrc = ThreadLocalRandom.current().nextInt();
  private final int firstTime = ThreadLocalRandom.current().nextInt();
  private final Deque<KeyPress> keys = new ArrayDeque<>();
  private final short[] pcm = new short[Voice.FRAME];
  private final short[] heardPcm = new short[5_760];
  private final byte[] payload = new byte[1_275];
  private Voice voice = (number, myTurn, out) -> Arrays.fill(out, (short) 0);
  private @Nullable PlainSdp remote;
  private @Nullable SoundEncoder encoder;
  private @Nullable SoundDecoder decoder;
  private long timer = -1;
  private long began;
  private long frame;
  private int sequence = ThreadLocalRandom.current().nextInt(0x4000);

  private RtpTalker(Vertx vertx, DatagramSocket socket, String host) {
    this.vertx = vertx;
    this.socket = socket;
    this.host = host;
  }

  /** A talker on any free port of {@code host}, silent until {@link #talk}. */
  static Future<RtpTalker> open(Vertx vertx, String host) {
    DatagramSocket socket = vertx.createDatagramSocket(new DatagramSocketOptions());
    return socket.listen(0, host).map(bound -> {
      RtpTalker talker = new RtpTalker(vertx, bound, host);
      bound.handler(talker::take);
      return talker;
    });
  }

  String host() {
    return host;
  }

  int port() {
    return socket.localAddress().port();
  }

  /** What this side heard so far. */
  Ear ear() {
    return ear;
  }

  /** Begins to send, or goes on towards a new place with a new codec. */
  void talk(PlainSdp to, Voice says) {
    remote = to;
    encoder = Codecs.encoder(to.codec());
    decoder = Codecs.decoder(to.codec());
    voice = says;
    if (timer < 0) {
      began = System.nanoTime();
      timer = vertx.setPeriodic(20, id -> sendWhatIsDue());
    }
  }

  /** Presses keys one after the other, 160 ms each, 100 ms apart. Does nothing where digits were not agreed on. */
  void press(String digits) {
    digits.chars().forEach(digit -> keys.add(new KeyPress((char) digit)));
  }

  boolean myTurn() {
    return ear.myTurn(System.nanoTime());
  }

  Future<Void> close() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
    return socket.close();
  }

  private void sendWhatIsDue() {
    long due = (System.nanoTime() - began) / FRAME_NANOS;
    if (due - frame > CATCH_UP) {
      frame = due - CATCH_UP;
    }
    while (frame < due) {
      sendFrame();
      frame++;
    }
  }

  private void sendFrame() {
    PlainSdp to = remote;
    SoundEncoder sound = encoder;
    if (to == null || sound == null) {
      return;
    }
    voice.speak(frame, myTurn(), pcm);
    KeyPress key = to.digits() < 0 ? null : keys.peek();
    if (key != null && key.speaks(payload, now())) {
      send(to, to.digits(), key.first(), key.began(), KeyPress.LENGTH);
      return;
    }
    // between two keys, and after the last one, the microphone is open again
    if (key != null && key.over()) {
      keys.remove();
    }
    int length = sound.encode(pcm, 0, Voice.FRAME, payload, 0);
    send(to, to.payloadType(), frame == 0, now(), length);
  }

  private int now() {
    return firstTime + (int) (frame * Voice.FRAME);
  }

  private void send(PlainSdp to, int type, boolean marker, int time, int length) {
    Buffer packet = Buffer.buffer(HEADER + length)
        .appendByte((byte) 0x80)
        .appendByte((byte) (type | (marker ? 0x80 : 0)))
        .appendShort((short) sequence++)
        .appendInt(time)
        .appendInt(ssrc)
        .appendBytes(payload, 0, length);
    socket.send(packet, to.port(), to.host());
  }

  private void take(DatagramPacket datagram) {
    Buffer data = datagram.data();
    PlainSdp agreed = remote;
    SoundDecoder sound = decoder;
    if (agreed == null
        || sound == null
        || data.length() <= HEADER
        || (data.getByte(0) & 0xC0) != 0x80) {
      return;
    }
    if ((data.getByte(1) & 0x7F) != agreed.payloadType()) {
      return;
    }
    int start = HEADER + 4 * (data.getByte(0) & 0x0F);
    if (data.length() > start) {
      byte[] bytes = data.getBytes(start, data.length());
      int samples = sound.decode(bytes, 0, bytes.length, heardPcm);
      ear.hear(heardPcm, samples, System.nanoTime());
    }
  }
}
