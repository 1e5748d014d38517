package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.media.CallPath;
import io.mitschnitt.gateway.media.PacketSink;
import io.mitschnitt.gateway.rtp.FirstByte;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.rtp.SourceRule;
import io.mitschnitt.gateway.sdp.OurAudio;
import io.mitschnitt.gateway.sdp.RemoteAudio;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The leg towards a carrier: plain RTP on an even port, RTCP on the one above it, both of this call alone. It is up when
 * the carrier's address is known; whose packets count, {@link SourceRule} knows. Belongs to one media loop.
 */
final class CarrierLeg extends ChannelInboundHandlerAdapter implements MediaLeg, PacketSink {

  private static final int MOST_TRIES = 64;

  private final MediaLoop loop;
  private CallPath path;
  private LegNews news;
  private Leg leg = Leg.CUSTOMER;
  private final long session;
  private final String cname;
  private int version;
  private @Nullable Future<Void> opening;
  private @Nullable Channel sound;
  private @Nullable Channel reports;
  private int port;
  private @Nullable InetSocketAddress signalled;
  private @Nullable InetSocketAddress reportTarget;
  private @Nullable SourceRule sources;
  private boolean over;

  CarrierLeg(MediaLoop loop, CallPath path, LegNews news, long session, String cname) {
    this.loop = loop;
    this.path = path;
    this.news = news;
    this.session = session;
    this.cname = cname;
  }

  @Override
  public void sit(CallPath in, LegNews to, Leg side) {
    path = in;
    news = to;
    leg = side;
  }

  @Override
  public void second(long nanos, boolean asks) {
    // nothing is asked of a carrier
  }

  /** Has the ports open; opens them the first time. */
  @Override
  public Future<Void> open() {
    Future<Void> before = opening;
    if (before != null && !before.failed()) return before;
    Promise<Void> opened = Promise.promise();
    opening = opened.future();
    open(opened, 0);
    return opened.future();
  }

  @Override
  public String offer(List<Codec> codecs) {
    return ours().offer(codecs);
  }

  @Override
  public void answered(String sdp) throws BadSdp {
    RemoteAudio remote = RemoteAudio.read(sdp, RemoteAudio.Way.PLAIN);
    agreed(remote, remote.chosen());
  }

  @Override
  public String answer(String sdp, List<Codec> codecs) throws BadSdp {
    RemoteAudio remote = RemoteAudio.read(sdp, RemoteAudio.Way.PLAIN);
    Format format = remote.choose(codecs);
    agreed(remote, format);
    return ours().answer(remote, format);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof DatagramPacket d
          && !heard(context.channel(), d.content(), d.sender())) {
        loop.meters.dropped++;
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /** An ICMP error: the carrier does not listen yet, or no longer. The time-out decides. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    loop.meters.dropped++;
  }

  /** Both channels of a call share this handler. */
  @Override
  public boolean isSharable() {
    return true;
  }

  @Override
  public void send(RtpPacket p) {
    SourceRule rule = sources;
    Channel c = sound;
    if (rule != null && c != null) loop.send(c, rule.target(), p.bytes, p.offset, p.length);
  }

  @Override
  public void report(long epochMillis, long nanos) {
    InetSocketAddress to = reportTarget;
    Channel c = reports;
    if (to == null || c == null || over) return;
    RtpPacket p = path.report(leg, cname, epochMillis, nanos);
    loop.send(c, to, p.bytes, p.offset, p.length);
  }

  @Override
  public Future<Void> close() {
    if (over) return Future.succeededFuture();
    over = true;
    path.sink(leg, null);
    Future<Void> before = opening;
    if (before == null) return Future.succeededFuture();
    return before.otherwiseEmpty().compose(v -> free());
  }

  private Future<Void> free() {
    Channel rtp = sound;
    Channel rtcp = reports;
    if (rtp == null || rtcp == null) return Future.succeededFuture();
    sound = null;
    reports = null;
    Promise<Void> closed = Promise.promise();
    rtp.close()
        .addListener(a -> rtcp.close().addListener(b -> {
          loop.ports.giveBack(port);
          closed.complete();
        }));
    return closed.future();
  }

  private void open(Promise<Void> opened, int tries) {
    OptionalInt pair = tries == MOST_TRIES ? OptionalInt.empty() : loop.ports.take();
    if (pair.isEmpty()) {
      opened.fail("no free media port");
      return;
    }
    int rtp = pair.getAsInt();
    UdpDoor.single(loop.loop, new InetSocketAddress(loop.host, rtp), loop.dscp, this)
        .addListener(first -> {
          Channel lower = ((io.netty.channel.ChannelFuture) first).channel();
          if (!first.isSuccess()) {
            another(rtp, opened, tries);
            return;
          }
          UdpDoor.single(loop.loop, new InetSocketAddress(loop.host, rtp + 1), loop.dscp, this)
              .addListener(second -> {
                if (second.isSuccess()) {
                  opened(lower, ((io.netty.channel.ChannelFuture) second).channel(), rtp, opened);
                } else {
                  lower.close().addListener(c -> another(rtp, opened, tries));
                }
              });
        });
  }

  /** Somebody else on this machine has the pair. */
  private void another(int rtp, Promise<Void> opened, int tries) {
    loop.ports.giveBack(rtp);
    open(opened, tries + 1);
  }

  private void opened(Channel rtp, Channel rtcp, int number, Promise<Void> opened) {
    sound = rtp;
    reports = rtcp;
    port = number;
    opened.complete();
  }

  private boolean heard(Channel on, ByteBuf in, InetSocketAddress from) {
    SourceRule rule = sources;
    if (rule == null || over || !MediaLoop.fits(in)) return false;
    long nanos = System.nanoTime();
    RtpPacket p = loop.view(in);
    if (!p.looksLikeRtp()) return false;
    if (on == reports || FirstByte.isRtcp(p.bytes[1])) return report(rule, p, from, nanos);
    Format f = path.format(leg);
    boolean agreed =
        f != null && (p.payloadType() == f.payloadType() || p.payloadType() == f.keyPayloadType());
    if (!agreed || !rule.believes(from, p, nanos)) return false;
    path.rtp(leg, p, nanos);
    return true;
  }

  private boolean report(SourceRule rule, RtpPacket p, InetSocketAddress from, long nanos) {
    if (!rule.believesReports(from)) return false;
    path.rtcp(leg, p, nanos);
    return true;
  }

  private void agreed(RemoteAudio remote, Format format) throws BadSdp {
    InetSocketAddress target = target(remote);
    path.speaks(leg, format);
    path.direction(
        leg, remote.direction().sends(), remote.direction().hears(), System.nanoTime());
    if (target.getAddress().isAnyLocalAddress())
      return; // held the old way: what was known stays known
    if (!target.equals(signalled)) {
      signalled = target;
      sources = new SourceRule(target, loop.host, System.nanoTime());
    }
    reportTarget = new InetSocketAddress(target.getAddress(), remote.reportPort());
    path.sink(leg, this);
    news.up(leg);
  }

  /** A literal only: nobody looks a name up for a stranger. */
  private static InetSocketAddress target(RemoteAudio remote) throws BadSdp {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(remote.address());
    if (address == null) throw new BadSdp("no IP address to send to");
    if (address.isMulticastAddress()) throw new BadSdp("multicast");
    return new InetSocketAddress(address, remote.port());
  }

  private OurAudio ours() {
    return new OurAudio(loop.publicAddress, port, port + 1, session, ++version, Optional.empty());
  }
}
