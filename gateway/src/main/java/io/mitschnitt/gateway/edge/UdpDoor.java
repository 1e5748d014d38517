package io.mitschnitt.gateway.edge;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where UDP comes in: media loops and their sockets, by epoll with batches of datagrams a system call where the machine
 * has it, by NIO elsewhere.
 */
final class UdpDoor {

  private static final int DATAGRAM = 1536;
  private static final int MOST_PER_TURN = 1024;

  /** The kernel keeps about a second of one call: more would turn an overload into stale sound. */
  private static final int SECOND_OF_SOUND = 32 * 1024;

  private static final boolean EPOLL = Epoll.isAvailable();
  private static final int LOW_WATER = 256 * 1024;
  private static final int HIGH_WATER = 1024 * 1024;

  private UdpDoor() {}

  /** {@code count} event loops on threads {@code media-0}, {@code media-1}, ... */
  static EventLoopGroup loops(int count) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory threads = work -> {
      Thread t = new Thread(work, "media-" + number.getAndIncrement());
      t.setDaemon(true);
      t.setPriority(Thread.MAX_PRIORITY); // where the JVM is allowed to care: see start
      return t;
    };
    return new MultiThreadIoEventLoopGroup(
        count, threads, EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** Opens a port that many calls share: datagrams come in batches of 32. */
  static ChannelFuture shared(
      EventLoop loop, InetSocketAddress local, int dscp, ChannelHandler handler) {
    Bootstrap b = bootstrap(loop, local, dscp, handler, 1024 * 1024);
    if (EPOLL)
      b.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM); // turns recvmmsg on
    int room = EPOLL ? 32 * DATAGRAM : DATAGRAM;
    b.option(
        ChannelOption.RECVBUF_ALLOCATOR,
        new FixedRecvByteBufAllocator(room).maxMessagesPerRead(MOST_PER_TURN));
    return b.bind(local);
  }

  /** Opens a port of one call: a packet each 20 ms, read one by one. */
  static ChannelFuture single(
      EventLoop loop, InetSocketAddress local, int dscp, ChannelHandler handler) {
    return bootstrap(loop, local, dscp, handler, SECOND_OF_SOUND)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(DATAGRAM).maxMessagesPerRead(1))
        .bind(local);
  }

  private static Bootstrap bootstrap(
      EventLoop loop, InetSocketAddress local, int dscp, ChannelHandler handler, int kernelBuffer) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> channel(local))
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.IP_TOS, dscp << 2) // the two lowest bits are those of ECN
        .option(ChannelOption.SO_RCVBUF, kernelBuffer)
        .option(ChannelOption.SO_SNDBUF, kernelBuffer)
        .option(ChannelOption.MAX_MESSAGES_PER_WRITE, Integer.MAX_VALUE)
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
        .handler(handler);
  }

  private static DatagramChannel channel(InetSocketAddress local) {
    SocketProtocolFamily family = local.getAddress() instanceof Inet6Address
        ? SocketProtocolFamily.INET6
        : SocketProtocolFamily.INET;
    return EPOLL ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
  }
}
