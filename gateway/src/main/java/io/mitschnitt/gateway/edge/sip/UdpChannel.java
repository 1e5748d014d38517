package io.mitschnitt.gateway.edge.sip;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;

/** The sender or receiver of one datagram; it holds nothing, so it may be made for each message. */
final class UdpChannel extends SipChannel {

  private final DatagramSocket socket;

  UdpChannel(SipProcessor processor, DatagramSocket socket, InetAddress peer, int port) {
    super(processor, peer, port);
    this.socket = socket;
  }

  @Override
  void write(byte[] message) {
    socket.send(Buffer.buffer(message), port, getPeerAddress());
  }

  /** A response may go to another port than the request came from: that of a Via without rport. */
  @Override
  protected void sendMessage(byte[] message, InetAddress to, int toPort, boolean request) {
    socket.send(Buffer.buffer(message), toPort, to.getHostAddress());
  }

  @Override
  public boolean isReliable() {
    return false;
  }

  @Override
  public void close() {}
}
