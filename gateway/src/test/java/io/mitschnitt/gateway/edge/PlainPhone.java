package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.KeyPresses;
import io.mitschnitt.gateway.rtp.KeySender;
import io.mitschnitt.gateway.rtp.RtpOut;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A carrier's phone on a plain UDP socket: one codec, a tone, what it heard, keys both ways. */
final class PlainPhone {

  static final int EVENTS = 101;

  final Format format;
  final StringBuffer keysHeard = new StringBuffer();
  private final Vertx vertx;
  private final DatagramSocket socket;
  private final SoundEncoder encoder;
  private final SoundDecoder decoder;
  private final RtpOut out;
  private final Queue<KeySender> keys = new ArrayDeque<>();
  private final KeyPresses presses = new KeyPresses(keysHeard::append);
  private final RtpPacket view = new RtpPacket();
  private final byte[] packet = new byte[1500];
  private final short[] decoded = new short[5760];
  private short[] heard = new short[480_000];
  private int heardSamples;
  private long samples;
  private volatile double hertz;
  private volatile int targetPort;
  volatile int packets;
  volatile int lastSequence = -1;
  volatile int gaps;
  volatile int reports;
  private volatile @Nullable SrtpLeg lock;
  private long next;
  private long timer;

  private PlainPhone(Vertx vertx, DatagramSocket socket, Format format, int ssrc) {
    this.vertx = vertx;
    this.socket = socket;
    this.format = format;
    encoder = Codecs.encoder(format.codec());
    decoder = Codecs.decoder(format.codec());
    out = new RtpOut(ssrc, 100, 5000);
    out.clockRate(format.codec().clockRate());
  }

  static Future<PlainPhone> create(Vertx vertx, Format format, int ssrc) {
    return vertx.createDatagramSocket().listen(0, "127.0.0.1").map(socket -> {
      PlainPhone phone = new PlainPhone(vertx, socket, format, ssrc);
      socket.handler(phone::hear);
      phone.timer = vertx.setPeriodic(20, t -> phone.tick(System.nanoTime()));
      return phone;
    });
  }

  int port() {
    return socket.localAddress().port();
  }

  String sdp() {
    String name = switch (format.codec()) {
      case PCMA -> "PCMA/8000";
      case PCMU -> "PCMU/8000";
      case G722 -> "G722/8000";
      case OPUS -> "opus/48000/2";
    };
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
        + port() + " RTP/AVP "
        + format.payloadType() + " " + EVENTS + "\r\na=rtpmap:" + format.payloadType() + " " + name
        + "\r\na=rtpmap:"
        + EVENTS + " telephone-event/" + format.codec().clockRate() + "\r\n";
  }

  /** Sends to the port that {@code sdp} says. */
  void dials(String sdp) {
    targetPort = port(sdp);
  }

  /** From now on it speaks SRTP, and believes nothing else. */
  void locked(SrtpLeg srtp) {
    lock = srtp;
  }

  static int port(String sdp) {
    return Integer.parseInt(sdp.lines()
        .filter(l -> l.startsWith("m=audio "))
        .findFirst()
        .orElseThrow()
        .split(" ")[1]);
  }

  void tone(double frequency) {
    next = System.nanoTime();
    hertz = frequency;
  }

  void press(char key, int millis) {
    keys.add(new KeySender(key, format.ticks(millis), format.ticks(20)));
  }

  synchronized short[] heard() {
    return Arrays.copyOf(heard, heardSamples);
  }

  synchronized void forget() {
    heardSamples = 0;
  }

  int rate() {
    return decoder.sampleRate();
  }

  Future<Void> close() {
    vertx.cancelTimer(timer);
    return socket.close();
  }

  private void tick(long nanos) {
    if (targetPort == 0) return;
    KeySender key = keys.peek();
    if (key != null) {
      transmit(key.write(packet, 0, out, EVENTS, nanos));
      if (key.over()) keys.remove();
      next = nanos + 20_000_000;
      return;
    }
    if (hertz <= 0) return;
    if (nanos - next > 500_000_000L) next = nanos;
    for (; next <= nanos; next += 20_000_000) say(nanos);
  }

  private void say(long nanos) {
    short[] pcm = new short[encoder.sampleRate() / 50];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * samples++ / encoder.sampleRate()));
    }
    int n = encoder.encode(pcm, 0, pcm.length, packet, RtpPacket.FIXED_HEADER);
    out.next(packet, 0, format.payloadType(), false, format.ticks(20), n, nanos);
    transmit(RtpPacket.FIXED_HEADER + n);
  }

  private void transmit(int length) {
    SrtpLeg srtp = lock;
    RtpPacket sent = new RtpPacket().wrap(Arrays.copyOf(packet, length + SrtpLeg.TAIL), 0, length);
    if (srtp == null || srtp.protect(sent)) {
      socket.send(Buffer.buffer(Arrays.copyOf(sent.bytes, sent.length)), targetPort, "127.0.0.1");
    }
  }

  private synchronized void hear(DatagramPacket d) {
    byte[] b = d.data().getBytes();
    view.wrap(b, 0, b.length);
    SrtpLeg srtp = lock;
    if (!view.looksLikeRtp()) return;
    if (view.payloadType() >= 64 && view.payloadType() < 96) {
      reports += srtp == null || srtp.openReport(view) ? 1 : 0;
      return;
    }
    if (srtp != null && !srtp.open(view)) return;
    int end = view.length;
    if (lastSequence >= 0 && (short) (view.sequence() - lastSequence) != 1) gaps++;
    lastSequence = view.sequence();
    packets++;
    if (view.payloadType() == EVENTS) {
      presses.heard(view.ssrc(), view.timestamp(), b, 12, end - 12, System.nanoTime());
      return;
    }
    if (view.payloadType() != format.payloadType()) return;
    int n = decoder.decode(b, 12, end - 12, decoded);
    if (heardSamples + n > heard.length) heard = Arrays.copyOf(heard, 2 * heard.length);
    System.arraycopy(decoded, 0, heard, heardSamples, n);
    heardSamples += n;
  }
}
