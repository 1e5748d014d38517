package io.mitschnitt.gateway.demo;

import io.mitschnitt.gateway.edge.dtls.DtlsIdentity;
import io.mitschnitt.gateway.edge.dtls.DtlsSession;
import io.mitschnitt.gateway.edge.ice.IcePeer;
import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.rtp.FirstByte;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.KeySender;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.sdp.OurAudio;
import io.mitschnitt.gateway.sdp.RemoteAudio;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A browser's half of a call, without the browser: the controlling side of ICE towards our own lite agent, the active
 * side of DTLS, SRTP, one codec. With it a self-test hears and speaks where no browser is. Its methods may be called
 * from any thread; it works on the context that made it.
 */
public final class WebRtcPeer implements DtlsSession.Told {

  private static final int TICK_MILLIS = 20;
  private static final long TICK_NANOS = 20_000_000;
  private static final long CHECK_NANOS = 50_000_000;
  private static final long CONSENT_NANOS = 2_000_000_000;
  private static final int MOST_AT_ONCE = 25;
  private static final int LAST_WORD_MILLIS = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final Context context;
  private final String host;
  private final Codec codec;
  private final DatagramSocket socket;
  private final DtlsIdentity identity;
  private final DtlsSession dtls;
  private final IcePeer ice = new IcePeer();
  private final long session = RANDOM.nextLong() >>> 2;
  private final Promise<Void> connected = Promise.promise();
  private final Promise<String> ended = Promise.promise();
  private final Queue<KeySender> keys = new ArrayDeque<>();
  private final RtpPacket incoming = new RtpPacket();
  private int version;
  private long timer = -1;
  private long lastCheck;
  private long nextFrame;
  private volatile double hertz;
  private boolean checked;
  private boolean closed;
  private @Nullable RemoteAudio remote;
  private volatile @Nullable PeerSound sound;
  private @Nullable SrtpLeg srtp;

  private WebRtcPeer(
      Vertx vertx,
      Context context,
      String host,
      Codec codec,
      DatagramSocket socket,
      DtlsIdentity identity) {
    this.vertx = vertx;
    this.context = context;
    this.host = host;
    this.codec = codec;
    this.socket = socket;
    this.identity = identity;
    dtls = new DtlsSession(
        work -> context.runOnContext(v -> work.run()),
        work -> vertx.executeBlocking(
            () -> {
              work.run();
              return null;
            },
            false),
        identity,
        this);
  }

  /** A peer that speaks {@code codec} and has a port on {@code host}, an IP literal. */
  public static Future<WebRtcPeer> create(Vertx vertx, String host, Codec codec) {
    Context context = vertx.getOrCreateContext();
    Promise<WebRtcPeer> made = Promise.promise();
    context.runOnContext(v -> vertx
        .executeBlocking(() -> DtlsIdentity.create(Instant.now()), false)
        .compose(identity -> vertx
            .createDatagramSocket()
            .listen(0, host)
            .map(socket -> new WebRtcPeer(vertx, context, host, codec, socket, identity)))
        .map(WebRtcPeer::listening)
        .onComplete(made));
    return made.future();
  }

  /** An offer, as a browser that calls makes it. */
  public Future<String> offer() {
    return on(() -> ours("actpass").offer(List.of(codec)));
  }

  /** The answer to it: connects. */
  public Future<Void> answered(String sdp) {
    return on(() -> {
      RemoteAudio theirs = RemoteAudio.read(sdp, RemoteAudio.Way.SECURE);
      begin(theirs, theirs.chosen());
      return null;
    });
  }

  /** Our answer to an offer, as a browser that is called makes it: connects. */
  public Future<String> answer(String offer) {
    return on(() -> {
      RemoteAudio theirs = RemoteAudio.read(offer, RemoteAudio.Way.SECURE);
      Format format = theirs.choose(List.of(codec));
      begin(theirs, format);
      return ours("active").answer(theirs, format);
    });
  }

  /** Succeeds when sound can flow. */
  public Future<Void> connected() {
    return connected.future();
  }

  /** Succeeds with the reason when DTLS was closed or refused. */
  public Future<String> ended() {
    return ended.future();
  }

  /** Says 20 ms of samples at 8, 16 or 48 kHz, once. */
  public void send(short[] pcm) {
    short[] copy = pcm.clone();
    context.runOnContext(v -> say(s -> s.say(copy, System.nanoTime())));
  }

  /** Says a tone from now on, 20 ms at a time; 0 falls silent. */
  public void tone(double frequency) {
    context.runOnContext(v -> nextFrame = System.nanoTime());
    hertz = frequency;
  }

  /** Presses a key for {@code millis}. */
  public void press(char key, int millis) {
    context.runOnContext(v -> {
      PeerSound s = sound;
      if (s != null) keys.add(s.key(key, millis));
    });
  }

  /** All that was heard so far, up to five minutes, at {@link #sampleRate()}. */
  public short[] heard() {
    PeerSound s = sound;
    return s == null ? new short[0] : s.heard();
  }

  public int sampleRate() {
    return codec.sampleRate();
  }

  /** Says goodbye as a closed page does, and frees the port. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> {
      if (closed) {
        done.complete();
        return;
      }
      closed = true;
      vertx.cancelTimer(timer);
      dtls.bye();
      vertx.setTimer(LAST_WORD_MILLIS, t -> socket.close().onComplete(done));
    });
    return done.future();
  }

  @Override
  public void send(byte[] datagram) {
    transmit(Buffer.buffer(datagram));
  }

  @Override
  public void keys(SrtpKeys k) {
    srtp = SrtpLeg.ofClient(k);
    connected.tryComplete();
  }

  @Override
  public void closed(String why) {
    connected.tryFail(why);
    ended.tryComplete(why);
  }

  private WebRtcPeer listening() {
    socket.handler(this::datagram);
    timer = vertx.setPeriodic(TICK_MILLIS, t -> tick(System.nanoTime()));
    return this;
  }

  private void begin(RemoteAudio theirs, Format format) throws BadSdp {
    if (theirs.ice().isEmpty() || theirs.fingerprint().isEmpty())
      throw new BadSdp("no ICE or no fingerprint");
    remote = theirs;
    if (sound == null) sound = new PeerSound(format, RANDOM);
  }

  private void datagram(DatagramPacket d) {
    byte[] b = d.data().getBytes();
    if (b.length < RtpPacket.FIXED_HEADER || closed) return;
    switch (FirstByte.of(b[0] & 255)) {
      case STUN -> stun(b);
      case DTLS -> dtls.datagram(b);
      case MEDIA -> media(b);
      case OTHER -> {}
    }
  }

  private void stun(byte[] b) {
    RemoteAudio r = remote;
    if (r == null || checked || r.ice().isEmpty() || r.fingerprint().isEmpty()) return;
    checked = ice.response(b, r.ice().get().pwd());
    if (checked) dtls.connect(r.fingerprint().get());
  }

  private void media(byte[] b) {
    SrtpLeg opener = srtp;
    PeerSound s = sound;
    if (opener == null || s == null || FirstByte.isRtcp(b[1])) return;
    incoming.wrap(b, 0, b.length);
    if (opener.open(incoming)) s.hear(incoming);
  }

  private void tick(long nanos) {
    check(nanos);
    KeySender key = keys.peek();
    if (key != null && srtp != null) {
      say(s -> s.say(key, nanos));
      if (key.over()) keys.remove();
      nextFrame = nanos;
      return;
    }
    double tone = hertz;
    if (tone <= 0) return;
    if (nanos - nextFrame > MOST_AT_ONCE * TICK_NANOS) nextFrame = nanos;
    for (; nextFrame <= nanos; nextFrame += TICK_NANOS) say(s -> s.say(tone, nanos));
  }

  private void check(long nanos) {
    RemoteAudio r = remote;
    if (r == null || nanos - lastCheck < (checked ? CONSENT_NANOS : CHECK_NANOS)) return;
    lastCheck = nanos;
    r.ice().ifPresent(theirs -> transmit(Buffer.buffer(ice.check(theirs.ufrag(), theirs.pwd()))));
  }

  /** What to say with the sound at hand. */
  private interface Saying {
    RtpPacket with(PeerSound sound);
  }

  private void say(Saying what) {
    PeerSound s = sound;
    SrtpLeg protector = srtp;
    if (s == null || protector == null || closed) return;
    RtpPacket p = what.with(s);
    if (protector.protect(p)) {
      transmit(Buffer.buffer(Arrays.copyOfRange(p.bytes, p.offset, p.offset + p.length)));
    }
  }

  private void transmit(Buffer datagram) {
    RemoteAudio r = remote;
    if (r != null) socket.send(datagram, r.port(), r.address());
  }

  private OurAudio ours(String setup) {
    int port = socket.localAddress().port();
    return new OurAudio(
        host,
        port,
        port,
        session,
        ++version,
        Optional.of(new OurAudio.Secure(
            ice.ufrag(),
            ice.pwd(),
            identity.fingerprint(),
            setup,
            false,
            RANDOM.nextInt() & 0xFFFF_FFFFL,
            "peer")));
  }

  private interface Question<T> {
    @Nullable
    T ask() throws BadSdp;
  }

  private <T> Future<T> on(Question<T> question) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(v -> {
      try {
        answer.complete(question.ask());
      } catch (BadSdp e) {
        answer.fail(e);
      }
    });
    return answer.future();
  }
}
