package io.mitschnitt.gateway.edge.dtls;

import io.mitschnitt.gateway.sdp.Fingerprint;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS of one leg. Lives on the leg's loop; what blocks runs in the pool and its outcome comes back to the loop. A
 * worker is taken when both are there: the first datagram from an address that ICE knows, and the fingerprint.
 */
public final class DtlsSession {

  private static final int MOST_EARLY = 4;
  private static final int DATAGRAM = 1500;

  private final Executor loop;
  private final Executor pool;
  private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
  private final DtlsIdentity identity;
  private final Told told;
  private final QueueTransport queue;
  private final List<byte[]> early = new ArrayList<>(MOST_EARLY);
  private @Nullable Fingerprint theirs;
  private @Nullable DTLSTransport done;
  private boolean started;
  private boolean draining;
  private boolean over;

  /** What the leg is told, on its loop. */
  public interface Told {
    void send(byte[] datagram);

    void keys(SrtpKeys keys);

    /**
     * The other side said goodbye, or was refused.
     *
     * @param why for people
     */
    void closed(String why);
  }

  /**
   * @param loop the leg's event loop
   * @param pool bounded; may refuse, then the other side's retransmission tries again
   */
  public DtlsSession(Executor loop, Executor pool, DtlsIdentity identity, Told told) {
    this.loop = loop;
    this.pool = pool;
    this.identity = identity;
    this.told = told;
    queue = new QueueTransport(datagram -> loop.execute(() -> told.send(datagram)));
  }

  /** The certificate that must appear. From now on the passive role answers. */
  public void expect(Fingerprint fingerprint) {
    theirs = fingerprint;
    List<byte[]> kept = List.copyOf(early);
    early.clear();
    kept.forEach(this::datagram);
  }

  public @Nullable Fingerprint expected() {
    return theirs;
  }

  /** Begins the active role towards who shows {@code fingerprint}. */
  public void connect(Fingerprint fingerprint) {
    theirs = fingerprint;
    start(new ClientHandshake(crypto, identity, fingerprint));
  }

  /** A datagram from the other side. */
  public void datagram(byte[] d) {
    Fingerprint fingerprint = theirs;
    if (over) return;
    if (fingerprint == null) { // our offer is under way, the answer not here yet
      if (early.size() < MOST_EARLY) early.add(d);
      return;
    }
    queue.offer(d);
    if (!started) start(new ServerHandshake(crypto, identity, fingerprint));
    else if (done != null) drain();
  }

  /** Tells the other side that it is over. */
  public void bye() {
    DTLSTransport transport = done;
    if (over || transport == null) {
      close();
      return;
    }
    over = true;
    hand(() -> {
      try {
        transport.close();
      } catch (IOException e) {
        // it hears it from our silence
      }
      queue.close();
    });
  }

  /** Forgets everything, silently. */
  public void close() {
    over = true;
    queue.close();
  }

  private void start(Handshake handshake) {
    started = hand(() -> run(handshake));
  }

  private boolean hand(Runnable work) {
    try {
      pool.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void run(Handshake handshake) {
    try {
      DTLSTransport transport = handshake.run(queue);
      SrtpKeys keys = handshake.keys();
      queue.stopBlocking();
      loop.execute(() -> up(transport, keys));
    } catch (IOException | RuntimeException e) {
      String why = why(e);
      loop.execute(() -> end(why));
    }
  }

  private void up(DTLSTransport transport, SrtpKeys keys) {
    if (over) return;
    done = transport;
    told.keys(keys);
    if (queue.hasInput()) drain();
  }

  /** Records after the handshake: a close, or a last flight that was lost and must be repeated. */
  private void drain() {
    DTLSTransport transport = done;
    if (draining || transport == null) return;
    draining = hand(() -> {
      String bye = read(transport);
      loop.execute(() -> drained(bye));
    });
  }

  private void drained(@Nullable String bye) {
    draining = false;
    if (bye != null) end(bye);
    else if (queue.hasInput()) drain();
  }

  private static @Nullable String read(DTLSTransport transport) {
    byte[] buffer = new byte[DATAGRAM];
    try {
      int read;
      do read = transport.receive(buffer, 0, buffer.length, 1);
      while (read >= 0);
      return null;
    } catch (InterruptedIOException empty) {
      return null;
    } catch (IOException | RuntimeException e) {
      return why(e);
    }
  }

  private void end(String why) {
    if (over) return;
    close();
    told.closed(why);
  }

  private static String why(Exception e) {
    if (e instanceof TlsFatalAlert alert) return "DTLS refused: " + alert.getMessage();
    if (e instanceof TlsFatalAlertReceived alert)
      return "DTLS refused by the other side: " + alert.getMessage();
    return "DTLS closed";
  }
}
