package io.mitschnitt.gateway.edge.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The bridge between an event loop, which pushes, and Bouncy Castle's blocking DTLS, which pulls. Offering never blocks:
 * what does not fit is lost, as UDP would lose it. Receiving blocks a worker during the handshake, and nobody after it.
 */
final class QueueTransport implements DatagramTransport {

  private static final int WAITING = 32;
  private static final int RECEIVE_LIMIT = 1472;
  private static final int SEND_LIMIT = 1200; // below any sane path's MTU
  private static final byte[] POISON = new byte[0];

  /** Passes through Bouncy Castle without ending the connection, unlike "nothing", at which it would spin. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // a signal without a trace
  private static final InterruptedIOException EMPTY = new InterruptedIOException("empty") {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  };

  private final BlockingQueue<byte[]> in = new ArrayBlockingQueue<>(WAITING);
  private final Consumer<byte[]> out;
  private volatile boolean closed;
  private volatile boolean blocking = true;

  QueueTransport(Consumer<byte[]> out) {
    this.out = out;
  }

  void offer(byte[] datagram) {
    if (!closed) in.offer(datagram);
  }

  boolean hasInput() {
    return !in.isEmpty();
  }

  /** From now on receiving does not wait. */
  void stopBlocking() {
    blocking = false;
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  @Override
  public int receive(byte[] to, int at, int room, int waitMillis) throws IOException {
    byte[] datagram = next(waitMillis);
    if (closed || datagram == POISON) throw new IOException("closed");
    if (datagram == null && !blocking) throw EMPTY;
    if (datagram == null) return -1;
    int n = Math.min(room, datagram.length);
    System.arraycopy(datagram, 0, to, at, n);
    return n;
  }

  @Override
  public void send(byte[] from, int at, int length) {
    out.accept(Arrays.copyOfRange(from, at, at + length));
  }

  @Override
  public void close() {
    closed = true;
    in.clear();
    in.offer(POISON);
  }

  @SuppressWarnings("NullAway") // poll's null is the meaning
  private byte[] next(int waitMillis) throws InterruptedIOException {
    try {
      return blocking ? in.poll(waitMillis, TimeUnit.MILLISECONDS) : in.poll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
