package io.mitschnitt.gateway.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** One end of a call: a socket of its own, connected once the gateway's is known. Lives on the {@link Load}'s thread. */
abstract class End {

  final DatagramChannel channel = DatagramChannel.open();
  private boolean connected;
  int sequence = (int) (System.nanoTime() & 0x7FFF);
  int time = (int) System.nanoTime();
  final int ssrc = (int) System.nanoTime() | 1;

  End(String host) throws IOException {
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 65_536);
    channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
  }

  int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  void connect(String host, int port) throws IOException {
    channel.connect(new InetSocketAddress(host, port));
    connected = true;
  }

  /** What lies in the socket, one datagram. */
  final void readable(ByteBuffer direct, byte[] scratch) {
    if (!connected) return;
    direct.clear();
    try {
      int n = channel.read(direct);
      if (n < 12) return;
      direct.flip().get(scratch, 0, n);
      heard(scratch, n, System.nanoTime());
    } catch (IOException e) {
      // the other side's port is not there yet, or no more
    }
  }

  final void transmit(ByteBuffer direct) {
    try {
      if (connected) channel.write(direct);
    } catch (IOException e) {
      // a datagram that does not leave is lost
    }
  }

  /** The header of the next packet. */
  final void header(byte[] b, int payloadType, int ticks) {
    sequence = sequence + 1 & 0xFFFF;
    time += ticks;
    ByteBuffer.wrap(b)
        .put((byte) 0x80)
        .put((byte) payloadType)
        .putShort((short) sequence)
        .putInt(time)
        .putInt(ssrc);
  }

  static int sequence(byte[] b, int at) {
    return (b[at + 2] & 255) << 8 | b[at + 3] & 255;
  }

  abstract void heard(byte[] b, int length, long nanos);

  /** 20 ms passed: the next frame. */
  abstract void speak(ByteBuffer direct, byte[] scratch, long nanos);

  /** Some time passed, a few times a second. */
  void tick(long nanos) {}
}
