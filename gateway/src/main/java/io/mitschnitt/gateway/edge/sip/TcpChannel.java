package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import io.mitschnitt.gateway.sip.SipFramer;
import io.mitschnitt.gateway.sip.SipGuard;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A TCP or TLS connection with a carrier, accepted or dialled; it is kept and used for whatever goes to that address. */
final class TcpChannel extends SipChannel {

  private static final Buffer PING = Buffer.buffer("\r\n\r\n");
  private static final Buffer PONG = Buffer.buffer("\r\n");
  private static final int WAITING = 200;

  private final SipFramer framer =
      new SipFramer(SipGuard.MESSAGE, this::receive, this::pong, this::broken);
  private final Queue<Pending> waiting = new ArrayDeque<>(); // until the dialled connection opens
  private @Nullable NetSocket socket;
  private boolean closed;
  private long pinging = -1;
  private long stalled = -1;

  private record Pending(byte[] bytes, @Nullable String transaction) {}

  TcpChannel(SipProcessor processor, InetAddress peer, int port) {
    super(processor, peer, port);
  }

  static TcpChannel accepted(SipProcessor processor, NetSocket socket) throws IOException {
    TcpChannel channel = new TcpChannel(
        processor,
        Addresses.literal(socket.remoteAddress().hostAddress()),
        socket.remoteAddress().port());
    channel.open(socket);
    return channel;
  }

  void dial(Future<NetSocket> connecting) {
    connecting.onComplete(this::open, this::fail);
  }

  private void open(NetSocket opened) {
    if (closed) {
      opened.close();
      return;
    }
    socket = opened;
    opened.handler(chunk -> arrived(chunk.getBytes()));
    opened.exceptionHandler(e -> log.debug("TCP: {}", e.getClass().getName()));
    opened.closeHandler(v -> gone());
    pinging = processor.sip.vertx.setPeriodic(
        processor.sip.times.ping().toMillis(), t -> opened.write(PING));
    waiting.forEach(p -> opened.write(Buffer.buffer(p.bytes)));
    waiting.clear();
  }

  private void arrived(byte[] chunk) {
    framer.feed(chunk);
    stopTimer(stalled);
    stalled = closed || !framer.partial()
        ? -1
        : processor.sip.vertx.setTimer(
            processor.sip.times.stall().toMillis(), t -> broken("half a message"));
  }

  /** RFC 3261, section 8.1.3.1: what cannot be sent counts as answered with 503. */
  private void fail(Throwable cause) {
    log.info(
        "a carrier is not reached over {}: {}", getTransport(), cause.getClass().getName());
    if (!closed && trunk() != null) {
      processor.sip.inbox().unreachable(trunk(), peer, port);
    }
    gone();
    for (Pending p : waiting) {
      if (p.transaction != null
          && getSIPStack().findTransaction(p.transaction, false) instanceof SIPClientTransaction tx
          && tx.getRequest() instanceof SIPRequest request
          && !request.getMethod().equals(Request.ACK)) {
        unreachable(request);
      }
    }
    waiting.clear();
  }

  private void unreachable(SIPRequest request) {
    try {
      processMessage(request.createResponse(Response.SERVICE_UNAVAILABLE));
    } catch (Exception e) {
      log.warn("a 503 was not delivered: {}", e.getClass().getName());
    }
  }

  private void gone() {
    if (!closed) {
      closed = true;
      stopTimer(pinging);
      stopTimer(stalled);
      processor.sip.closed(this);
    }
  }

  private void stopTimer(long timer) {
    if (timer >= 0) {
      processor.sip.vertx.cancelTimer(timer);
    }
  }

  private void pong() {
    if (socket != null) {
      socket.write(PONG);
    }
  }

  private void broken(String why) {
    log.info("a carrier's TCP connection was closed: {}", why);
    processor.sip.drop();
    close();
  }

  @Override
  public void sendMessage(SIPMessage message, InetAddress to, int toPort) throws IOException {
    put(message.encodeAsBytes(getTransport()), message.getTransactionId());
  }

  @Override
  void write(byte[] message) throws IOException {
    put(message, null);
  }

  private void put(byte[] message, @Nullable String transaction) throws IOException {
    if (closed) {
      if (message.length > 3 && message[0] == 'A' && message[1] == 'C' && message[2] == 'K') {
        return; // of the 503 made here
      }
      throw new IOException("connection closed");
    }
    if (socket != null) {
      if (socket.writeQueueFull()) {
        close();
        throw new IOException("connection stalled");
      }
      socket.write(Buffer.buffer(message));
    } else if (waiting.size() < WAITING) {
      waiting.add(new Pending(message, transaction));
    } else {
      throw new IOException("connection not open yet");
    }
  }

  @Override
  public boolean isReliable() {
    return true;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
    gone();
  }
}
