package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.edge.dtls.DtlsIdentity;
import io.mitschnitt.gateway.edge.ice.Stun;
import io.mitschnitt.gateway.edge.ice.StunShape;
import io.mitschnitt.gateway.media.Lateness;
import io.mitschnitt.gateway.media.Meters;
import io.mitschnitt.gateway.media.SoundShelf;
import io.mitschnitt.gateway.rtp.FirstByte;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One media loop: a thread, its WebRTC port, its calls. What comes in is told apart by its first octet (RFC 7983); STUN
 * finds its leg by our user fragment, everything else by the address that STUN proved. No lock, no thread for a call; a
 * packet is received, opened, kept, rewritten, protected and sent in one go.
 */
final class MediaLoop extends ChannelInboundHandlerAdapter {

  /** So often a share of the calls is served, so that nobody's packets wait for the sound of all. */
  static final int TICK_MILLIS = 5;

  private static final int SHARES = 20 / TICK_MILLIS;

  private static final int ROOM = 2048;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 1500;
  private static final int TICKS_A_SECOND = 1000 / TICK_MILLIS;

  final EventLoop loop;
  final Meters meters = new Meters();
  final Lateness lateness = new Lateness(TICK_MILLIS * 1_000_000L);
  final SoundShelf shelf = new SoundShelf();
  final Stun stun = new Stun();
  final PortPairs ports;
  final DtlsIdentity identity;
  final Executor handshakes;
  final InetAddress host;
  final int dscp;
  final String publicAddress;

  private final Map<String, AgentLeg> byFragment = new HashMap<>();
  private final Map<InetSocketAddress, AgentLeg> byAddress = new HashMap<>();
  private final Set<MediaCall> calls = new LinkedHashSet<>();
  private final List<List<MediaCall>> shares = new ArrayList<>();
  private final Set<Channel> toFlush = Collections.newSetFromMap(new IdentityHashMap<>());
  private final RtpPacket packet = new RtpPacket();
  private final byte[] scratch = new byte[ROOM];
  private final Runnable flush = this::flushAll;
  private @Nullable Channel port;
  private @Nullable Future<?> clock;
  private boolean flushes;
  private int ticks;
  private int joined;

  MediaLoop(
      EventLoop loop,
      PortPairs ports,
      DtlsIdentity identity,
      Executor handshakes,
      InetAddress host,
      int dscp,
      String publicAddress) {
    this.loop = loop;
    this.ports = ports;
    this.identity = identity;
    this.handshakes = handshakes;
    this.host = host;
    this.dscp = dscp;
    this.publicAddress = publicAddress;
    for (int i = 0; i < SHARES; i++) shares.add(new ArrayList<>());
  }

  /** Opens the WebRTC port and starts the clock. */
  ChannelFuture open(int webrtcPort) {
    ChannelFuture bound = UdpDoor.shared(loop, new InetSocketAddress(host, webrtcPort), dscp, this);
    port = bound.channel();
    clock = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return bound;
  }

  int webrtcPort() {
    return port != null && port.localAddress() instanceof InetSocketAddress a ? a.getPort() : 0;
  }

  /** Stops the clock and frees the port. */
  void close() {
    Future<?> ticking = clock;
    if (ticking != null) ticking.cancel(false);
    Channel c = port;
    if (c != null) c.close();
  }

  void add(MediaCall call) {
    call.share = Math.floorMod(joined++, SHARES);
    calls.add(call);
    shares.get(call.share).add(call);
  }

  void remove(MediaCall call) {
    if (calls.remove(call)) shares.get(call.share).remove(call);
  }

  List<MediaCall> calls() {
    return new ArrayList<>(calls);
  }

  /** Checks for {@code fragment} are for {@code leg}. */
  void claim(String fragment, AgentLeg leg) {
    byFragment.put(fragment, leg);
  }

  /** Datagrams from {@code address} are for {@code leg}, which proved it. */
  void claim(InetSocketAddress address, AgentLeg leg) {
    byAddress.put(address, leg);
  }

  void forget(String fragment, AgentLeg leg) {
    byFragment.remove(fragment, leg);
  }

  void forget(InetSocketAddress address, AgentLeg leg) {
    byAddress.remove(address, leg);
  }

  /** Sends on the WebRTC port. */
  void send(InetSocketAddress to, byte[] b, int at, int length) {
    Channel c = port;
    if (c != null) send(c, to, b, at, length);
  }

  /** Copies into a pooled buffer and sends at the end of this turn. A full socket drops: late media is of no use. */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // a packet that does not leave is lost, like any other
  void send(Channel c, InetSocketAddress to, byte[] b, int at, int length) {
    if (!c.isActive()) return;
    if (!c.isWritable()) {
      meters.dropped++;
      return;
    }
    ByteBuf out = c.alloc().directBuffer(length).writeBytes(b, at, length);
    c.write(new DatagramPacket(out, to), c.voidPromise());
    toFlush.add(c);
    if (flushes) return;
    flushes = true;
    loop.execute(flush);
  }

  /** The datagram in this loop's scratch array; valid until the next one. */
  RtpPacket view(ByteBuf in) {
    int length = in.readableBytes();
    in.getBytes(in.readerIndex(), scratch, 0, length);
    return packet.wrap(scratch, 0, length);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof DatagramPacket d) datagram(d.content(), d.sender());
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  /** An ICMP error on a shared port is one peer's business. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    meters.dropped++;
  }

  /** Whether a datagram has a length that media can have. */
  static boolean fits(ByteBuf in) {
    return in.readableBytes() >= SHORTEST && in.readableBytes() <= LONGEST;
  }

  private void datagram(ByteBuf in, InetSocketAddress from) {
    boolean taken = fits(in)
        && switch (FirstByte.of(in.getUnsignedByte(in.readerIndex()))) {
          case MEDIA -> media(in, from);
          case STUN -> stun(octets(in), from);
          case DTLS -> dtls(in, from);
          case OTHER -> false;
        };
    if (!taken) meters.dropped++;
  }

  private boolean media(ByteBuf in, InetSocketAddress from) {
    AgentLeg leg = byAddress.get(from);
    return leg != null && leg.media(view(in), System.nanoTime());
  }

  private boolean dtls(ByteBuf in, InetSocketAddress from) {
    AgentLeg leg = byAddress.get(from);
    if (leg == null) return false;
    leg.dtls(octets(in));
    return true;
  }

  /** By our fragment and not by address: a restart on the same address must find its leg. */
  private boolean stun(byte[] raw, InetSocketAddress from) {
    if (!StunShape.sound(raw)) return false;
    if (StunShape.isSuccess(raw)) {
      AgentLeg leg = byAddress.get(from);
      if (leg != null) leg.stunResponse(raw, System.nanoTime());
      return leg != null;
    }
    String fragment = StunShape.isRequest(raw) ? StunShape.ourFragment(raw) : null;
    AgentLeg leg = fragment == null ? null : byFragment.get(fragment);
    return leg != null && fragment != null && leg.stunCheck(raw, fragment, from, System.nanoTime());
  }

  private static byte[] octets(ByteBuf in) {
    byte[] raw = new byte[in.readableBytes()];
    in.getBytes(in.readerIndex(), raw);
    return raw;
  }

  private void flushAll() {
    flushes = false;
    for (Channel c : toFlush) c.flush();
    toFlush.clear();
  }

  private void tick() {
    long nanos = System.nanoTime();
    lateness.tick(nanos);
    ticks++;
    int share = ticks % SHARES;
    List<MediaCall> served = shares.get(share);
    // backwards, and by number: a call that ends meanwhile takes itself out
    for (int i = served.size() - 1; i >= 0; i--)
      if (i < served.size()) served.get(i).tick(nanos);
    if (share == 0) meters.publish();
    if (ticks % TICKS_A_SECOND == 0) for (MediaCall call : calls()) call.second(nanos);
  }
}
