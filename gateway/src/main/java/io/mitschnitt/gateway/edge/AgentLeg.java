package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.edge.dtls.DtlsSession;
import io.mitschnitt.gateway.edge.ice.IceLite;
import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.media.CallPath;
import io.mitschnitt.gateway.media.PacketSink;
import io.mitschnitt.gateway.rtp.FirstByte;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.Nack;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.rtp.SentRing;
import io.mitschnitt.gateway.sdp.Fingerprint;
import io.mitschnitt.gateway.sdp.OurAudio;
import io.mitschnitt.gateway.sdp.RemoteAudio;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leg towards a browser: ICE-lite, DTLS-SRTP in the passive role, one port for everything (BUNDLE, rtcp-mux). It is
 * up when the handshake under the signalled fingerprint is done. Belongs to one media loop.
 */
final class AgentLeg implements MediaLeg, IceLite.Wire, DtlsSession.Told, PacketSink {

  private final MediaLoop loop;
  private CallPath path;
  private LegNews news;
  private Leg leg;
  private final long session;
  private final String cname;
  private final IceLite ice;
  private final DtlsSession dtls;
  private final RtpPacket again = new RtpPacket();
  private int version;
  private @Nullable SrtpLeg srtp;
  private @Nullable SentRing sent; // where the browser asks for what it misses
  private boolean described;
  private boolean over;

  /** @param leg whose sound it is: the agent's, or on the customer's side a colleague's */
  AgentLeg(
      MediaLoop loop,
      CallPath path,
      LegNews news,
      Leg leg,
      long session,
      String cname,
      long nanos) {
    this.leg = leg;
    this.loop = loop;
    this.path = path;
    this.news = news;
    this.session = session;
    this.cname = cname;
    ice = new IceLite(loop.stun, this, nanos);
    dtls = new DtlsSession(loop.loop, loop.handshakes, loop.identity, this);
    loop.claim(ice.ufrag(), this);
  }

  @Override
  public Future<Void> open() {
    return Future.succeededFuture();
  }

  @Override
  public void sit(CallPath in, LegNews to, Leg side) {
    path = in;
    news = to;
    leg = side;
  }

  @Override
  public String offer(List<Codec> codecs) {
    return ours("actpass").offer(codecs);
  }

  @Override
  public void answered(String sdp) throws BadSdp {
    RemoteAudio remote = RemoteAudio.read(sdp, RemoteAudio.Way.SECURE);
    if (!remote.setup().equals("active"))
      throw new BadSdp("the answer must take the active DTLS role");
    Format format = remote.chosen();
    secure(remote);
    agreed(remote, format);
  }

  @Override
  public String answer(String sdp, List<Codec> codecs) throws BadSdp {
    RemoteAudio remote = RemoteAudio.read(sdp, RemoteAudio.Way.SECURE);
    if (remote.setup().equals("passive")) throw new BadSdp("the active DTLS role is not ours");
    Format format = remote.choose(codecs);
    secure(remote);
    agreed(remote, format);
    return ours("passive").answer(remote, format);
  }

  /** A check of sound shape for a fragment of ours. */
  boolean stunCheck(byte[] raw, String fragment, InetSocketAddress from, long nanos) {
    return !over && ice.check(raw, fragment, from, nanos);
  }

  void stunResponse(byte[] raw, long nanos) {
    ice.response(raw, nanos);
  }

  void dtls(byte[] datagram) {
    dtls.datagram(datagram);
  }

  /** RTP or RTCP from an address that ICE proved. */
  boolean media(RtpPacket p, long nanos) {
    SrtpLeg open = srtp;
    if (open == null) return false; // their sound may be here before our keys are
    if (FirstByte.isRtcp(p.bytes[p.offset + 1])) {
      if (!open.openReport(p)) return false;
      path.rtcp(leg, p, nanos);
      if (sent != null) Nack.read(p.bytes, p.offset, p.length, path.ssrc(leg), this::again);
      return true;
    }
    if (!open.open(p)) return false;
    path.rtp(leg, p, nanos);
    return true;
  }

  @Override
  public void second(long nanos, boolean asks) {
    if (!described || over) return;
    if (ice.expired(nanos)) lost("ICE consent expired");
    else if (asks) ice.ask();
  }

  @Override
  public void report(long epochMillis, long nanos) {
    SrtpLeg protector = srtp;
    if (protector == null || over) return;
    RtpPacket p = path.report(leg, cname, epochMillis, nanos);
    if (protector.protectReport(p)) transmit(p);
  }

  /** Where sound leaves: {@link PacketSink}. */
  @Override
  public void send(RtpPacket p) {
    SrtpLeg protector = srtp;
    if (protector == null || !protector.protect(p)) return;
    SentRing ring = sent;
    if (ring != null) ring.keep(p.sequence(), p.bytes, p.offset, p.length);
    transmit(p);
  }

  /** The browser misses a packet of ours. */
  private void again(int sequence) {
    SentRing ring = sent;
    if (ring == null) return;
    byte[] room = again.bytes;
    int length = ring.again(sequence, room);
    if (length > 0) transmit(again.wrap(room, 0, length));
  }

  @Override
  public void send(byte[] message, InetSocketAddress to) {
    loop.send(to, message, 0, message.length);
  }

  @Override
  public void claims(InetSocketAddress address) {
    loop.claim(address, this);
  }

  @Override
  public void send(byte[] datagram) {
    InetSocketAddress to = ice.selected();
    if (to != null) loop.send(to, datagram, 0, datagram.length);
  }

  @Override
  public void keys(SrtpKeys keys) {
    if (over) return;
    srtp = SrtpLeg.ofServer(keys);
    path.sink(leg, this);
    news.up(leg);
  }

  @Override
  public void closed(String why) {
    lost(why);
  }

  @Override
  public Future<Void> close() {
    over = true;
    path.sink(leg, null);
    dtls.close();
    ice.fragments().forEach(f -> loop.forget(f, this));
    ice.addresses().forEach(a -> loop.forget(a, this));
    srtp = null;
    return Future.succeededFuture();
  }

  private void lost(String why) {
    if (over) return;
    close();
    news.lost(leg, why);
  }

  /** Takes in credentials and certificate; refuses a description without them, and another certificate in mid-call. */
  private void secure(RemoteAudio remote) throws BadSdp {
    RemoteAudio.Ice theirs = remote.ice().orElseThrow(() -> new BadSdp("no ICE credentials"));
    Fingerprint print = remote.fingerprint().orElseThrow(() -> new BadSdp("no usable fingerprint"));
    if (!remote.reportsOnSamePort()) throw new BadSdp("rtcp-mux is required");
    Fingerprint before = dtls.expected();
    if (before != null && !before.equals(print))
      throw new BadSdp("another certificate in mid-call");
    if (ice.remote(theirs.ufrag(), theirs.pwd())) loop.claim(ice.ufrag(), this);
    described = true;
    if (before == null) dtls.expect(print);
  }

  private void agreed(RemoteAudio remote, Format format) {
    if (remote.asksForLost(format.payloadType()) && sent == null) {
      sent = new SentRing();
      again.wrap(new byte[SentRing.LONGEST], 0, 0);
    }
    path.speaks(leg, format);
    path.direction(leg, remote.direction().sends(), remote.direction().hears(), System.nanoTime());
  }

  private OurAudio ours(String setup) {
    return new OurAudio(
        loop.publicAddress,
        loop.webrtcPort(),
        loop.webrtcPort(),
        session,
        ++version,
        Optional.of(new OurAudio.Secure(
            ice.ufrag(),
            ice.pwd(),
            loop.identity.fingerprint(),
            setup,
            true,
            Integer.toUnsignedLong(path.ssrc(leg)),
            cname)));
  }

  private void transmit(RtpPacket p) {
    InetSocketAddress to = ice.selected();
    if (to != null) loop.send(to, p.bytes, p.offset, p.length);
  }
}
