package io.mitschnitt.gateway.bench;

import io.mitschnitt.gateway.edge.dtls.DtlsIdentity;
import io.mitschnitt.gateway.edge.dtls.DtlsSession;
import io.mitschnitt.gateway.edge.ice.IceLite;
import io.mitschnitt.gateway.edge.ice.IcePeer;
import io.mitschnitt.gateway.edge.ice.Stun;
import io.mitschnitt.gateway.edge.ice.StunShape;
import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.rtp.FirstByte;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.sdp.OurAudio;
import io.mitschnitt.gateway.sdp.RemoteAudio;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.recorder.contract.Codec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The agent's end: ICE, DTLS in the active role, SRTP. Towards a lite agent it checks as a browser does; towards a full
 * one it is the lite side.
 */
final class AgentEnd extends End implements DtlsSession.Told, IceLite.Wire {

  private static final long CHECK_NANOS = 50_000_000;
  private static final long CONSENT_NANOS = 2_500_000_000L;

  private final String host;
  private final Codec codec;
  private final boolean lite;
  private final Way out;
  private final Way in;
  private final DtlsIdentity identity;
  private final DtlsSession dtls;
  private final IcePeer peer = new IcePeer();
  private final IceLite answerer;
  private final RtpPacket packet = new RtpPacket();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private RemoteAudio remote;
  private Format format;
  private SrtpLeg srtp;
  private boolean checked;
  private boolean shakes;
  private long lastCheck;

  /** @param lite whether the other side checks us, instead of the reverse */
  AgentEnd(
      String host,
      Codec codec,
      boolean lite,
      Way out,
      Way in,
      DtlsIdentity identity,
      Executor loop,
      Executor pool)
      throws IOException {
    super(host);
    this.host = host;
    this.codec = codec;
    this.lite = lite;
    this.out = out;
    this.in = in;
    this.identity = identity;
    dtls = new DtlsSession(loop, pool, identity, this);
    answerer = new IceLite(new Stun(), this, System.nanoTime());
  }

  CompletableFuture<Void> connected() {
    return connected;
  }

  String offer() throws IOException {
    String ufrag = lite ? answerer.ufrag() : peer.ufrag();
    String pwd = lite ? answerer.pwd() : peer.pwd();
    OurAudio.Secure secure = new OurAudio.Secure(
        ufrag, pwd, identity.fingerprint(), "actpass", lite, Integer.toUnsignedLong(ssrc), "bench");
    return new OurAudio(host, port(), port(), 1, 1, Optional.of(secure)).offer(List.of(codec));
  }

  void answered(String sdp) throws BadSdp, IOException {
    RemoteAudio theirs = RemoteAudio.read(sdp, RemoteAudio.Way.SECURE);
    format = theirs.chosen();
    connect(theirs.address(), theirs.port());
    RemoteAudio.Ice ice = theirs.ice().orElseThrow();
    answerer.remote(ice.ufrag(), ice.pwd());
    remote = theirs;
  }

  @Override
  void heard(byte[] b, int length, long nanos) {
    switch (FirstByte.of(b[0] & 255)) {
      case MEDIA -> media(b, length, nanos);
      case DTLS -> dtls.datagram(java.util.Arrays.copyOf(b, length));
      case STUN -> stun(java.util.Arrays.copyOf(b, length), nanos);
      case OTHER -> {}
    }
  }

  @Override
  void speak(ByteBuffer direct, byte[] scratch, long nanos) {
    SrtpLeg protector = srtp;
    if (protector == null) return;
    byte[] frame = out.send(nanos);
    header(scratch, format.payloadType(), format.ticks(20));
    System.arraycopy(frame, 0, scratch, 12, frame.length);
    packet.wrap(scratch, 0, 12 + frame.length);
    if (protector.protect(packet))
      transmit(direct.clear().put(scratch, 0, packet.length).flip());
  }

  @Override
  void tick(long nanos) {
    if (remote == null || lite || nanos - lastCheck < (checked ? CONSENT_NANOS : CHECK_NANOS))
      return;
    lastCheck = nanos;
    RemoteAudio.Ice theirs = remote.ice().orElseThrow();
    send(peer.check(theirs.ufrag(), theirs.pwd()));
  }

  private void media(byte[] b, int length, long nanos) {
    SrtpLeg opener = srtp;
    if (opener == null || FirstByte.isRtcp(b[1])) return;
    packet.wrap(b, 0, length);
    if (!opener.open(packet) || packet.payloadType() != format.payloadType()) return;
    in.came(packet.sequence(), b, packet.offset + 12, packet.length - 12, nanos);
  }

  private void stun(byte[] raw, long nanos) {
    if (remote == null || !StunShape.sound(raw)) return;
    if (lite && StunShape.isRequest(raw)) {
      String fragment = StunShape.ourFragment(raw);
      if (fragment != null)
        answerer.check(
            raw, fragment, new InetSocketAddress(remote.address(), remote.port()), nanos);
      if (answerer.selected() != null) shake();
    } else if (StunShape.isSuccess(raw) && !checked) {
      checked = peer.response(raw, remote.ice().orElseThrow().pwd());
      if (checked) shake();
    }
  }

  private void shake() {
    if (shakes) return;
    shakes = true;
    dtls.connect(remote.fingerprint().orElseThrow());
  }

  @Override
  public void send(byte[] datagram) {
    transmit(ByteBuffer.wrap(datagram));
  }

  @Override
  public void send(byte[] message, InetSocketAddress to) {
    send(message);
  }

  @Override
  public void claims(InetSocketAddress address) {}

  @Override
  public void keys(SrtpKeys keys) {
    srtp = SrtpLeg.ofClient(keys);
    connected.complete(null);
  }

  @Override
  public void closed(String why) {
    connected.completeExceptionally(new IOException(why));
  }
}
