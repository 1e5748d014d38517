package io.mitschnitt.gateway.edge.dtls;

import io.mitschnitt.gateway.srtp.SrtpKeys;
import java.io.IOException;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/** One role of a DTLS-SRTP handshake. */
interface Handshake {

  /** Blocks until the handshake is done; then {@link #keys()} has them. */
  DTLSTransport run(DatagramTransport datagrams) throws IOException;

  SrtpKeys keys() throws IOException;
}
