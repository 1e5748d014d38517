package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.edge.dtls.DtlsIdentity;
import io.mitschnitt.gateway.edge.dtls.DtlsSession;
import io.mitschnitt.gateway.edge.ice.IceLite;
import io.mitschnitt.gateway.edge.ice.IcePeer;
import io.mitschnitt.gateway.edge.ice.Stun;
import io.mitschnitt.gateway.edge.ice.StunShape;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.gateway.srtp.SrtpProfile;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs every cold path once before the first call: class loading, ciphers, a handshake with ourselves. A first call on a
 * cold process would otherwise wait for seconds.
 */
final class WarmUp {

  private static final int PACKETS = 500;
  private static final int PACKET = 172;
  private static final int FRAMES = 200; // until the compiler has seen what is hot in Opus
  private static final int LONGEST_DECODED = 5760;
  private static final int LARGEST_PAYLOAD = 1275;

  private WarmUp() {}

  /** Blocks for some hundred milliseconds: not for an event loop. */
  static void ciphersChecksAndCodecs() {
    for (SrtpProfile profile : SrtpProfile.values()) srtp(profile);
    stun();
    for (Codec codec : Codec.values()) sound(codec);
  }

  /** A handshake in memory; its two ends live on {@code loop}. */
  static Future<Void> handshake(Executor loop, Executor pool, DtlsIdentity identity) {
    Promise<Void> both = Promise.promise();
    loop.execute(() -> {
      End server = new End(both);
      End client = new End(both);
      DtlsSession passive = new DtlsSession(loop, pool, identity, server);
      DtlsSession active = new DtlsSession(loop, pool, identity, client);
      server.other = active;
      client.other = passive;
      passive.expect(identity.fingerprint());
      active.connect(identity.fingerprint());
      both.future().onComplete(r -> {
        passive.close();
        active.close();
      });
    });
    return both.future();
  }

  /** Done when the second end has its keys: the server's last flight then reached the client. */
  private static final class End implements DtlsSession.Told {
    private final Promise<Void> done;

    @Nullable
    DtlsSession other;

    End(Promise<Void> done) {
      this.done = done;
    }

    @Override
    public void send(byte[] datagram) {
      DtlsSession to = other;
      if (to != null) to.datagram(datagram);
    }

    @Override
    public void keys(SrtpKeys keys) {
      done.tryComplete();
    }

    @Override
    public void closed(String why) {
      done.tryFail(why);
    }
  }

  private static void srtp(SrtpProfile profile) {
    byte[] material = new byte[SrtpKeys.octets(profile)];
    SrtpKeys keys = SrtpKeys.cut(profile, material);
    SrtpLeg server = SrtpLeg.ofServer(keys);
    SrtpLeg client = SrtpLeg.ofClient(keys);
    byte[] b = new byte[PACKET + SrtpLeg.TAIL];
    RtpPacket p = new RtpPacket();
    for (int i = 0; i < PACKETS; i++) {
      Arrays.fill(b, (byte) 0);
      b[0] = (byte) 0x80;
      b[2] = (byte) (i >> 8);
      b[3] = (byte) i;
      client.protect(p.wrap(b, 0, PACKET));
      server.open(p);
    }
  }

  private static void sound(Codec codec) {
    SoundEncoder encoder = Codecs.encoder(codec, 8_000);
    SoundDecoder decoder = Codecs.decoder(codec);
    int frame = encoder.sampleRate() / 50;
    short[] pcm = new short[LONGEST_DECODED];
    byte[] payload = new byte[LARGEST_PAYLOAD];
    for (int i = 0; i < FRAMES; i++) {
      for (int s = 0; s < frame; s++) pcm[s] = (short) (4000 * Math.sin(s * 0.1 * (i + 1)));
      int length = encoder.encode(pcm, 0, frame, payload, 0);
      decoder.decode(payload, 0, length, pcm);
    }
  }

  private static void stun() {
    IcePeer peer = new IcePeer();
    IceLite.Wire wire = new IceLite.Wire() {
      @Override
      public void send(byte[] message, InetSocketAddress to) {
        StunShape.sound(message);
      }

      @Override
      public void claims(InetSocketAddress address) {}
    };
    IceLite lite = new IceLite(new Stun(), wire, System.nanoTime());
    lite.remote(peer.ufrag(), peer.pwd());
    byte[] check = peer.check(lite.ufrag(), lite.pwd());
    lite.check(
        check,
        lite.ufrag(),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
        System.nanoTime());
    lite.ask();
  }
}
