package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import org.jspecify.annotations.Nullable;

/**
 * An agent's WebSocket. Its Contact is an address that nobody can reach ({@code xyz.invalid}): the stack sees an
 * unguessable host that stands for this connection, the flow, and the browser sees its own again. So nobody can take
 * over another agent's calls by choosing the same name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7118">RFC 7118</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5626">RFC 5626, flows</a>
 */
final class WebChannel extends SipChannel {

  private static final int NONCES = 8;

  final String flowHost = Tokens.secret() + ".invalid";
  private final ServerWebSocket socket;
  private final Optional<String> trusted;
  private final List<String> adopted =
      new ArrayList<>(); // hosts of the connections that this one replaces
  private final Map<String, Instant> nonces = new LinkedHashMap<>();
  private @Nullable String agent;
  private @Nullable String contactHost; // as the browser wrote it
  private boolean closed;
  private boolean full;
  private boolean heard = true;
  private long pinging = -1;
  int failures;

  private WebChannel(
      SipProcessor processor, ServerWebSocket socket, InetAddress peer, Optional<String> trusted) {
    super(processor, peer, socket.remoteAddress().port());
    this.socket = socket;
    this.trusted = trusted;
  }

  /** Takes over {@code socket}, whose events may come on another loop: they are moved to the stack's. */
  static WebChannel accepted(
      SipProcessor processor, ServerWebSocket socket, Optional<String> trusted) throws IOException {
    InetAddress peer = Addresses.literal(socket.remoteAddress().hostAddress());
    WebChannel channel = new WebChannel(processor, socket, peer, trusted);
    ContextInternal context = processor.sip.context();
    socket.textMessageHandler(
        text -> context.runOnContext(v -> channel.frame(text.getBytes(StandardCharsets.UTF_8))));
    socket.binaryMessageHandler(data -> context.runOnContext(v -> channel.frame(data.getBytes())));
    socket.pongHandler(data -> context.runOnContext(v -> channel.heard = true));
    socket.exceptionHandler(e -> log.debug("WebSocket: {}", e.getClass().getName()));
    socket.closeHandler(v -> context.runOnContext(w -> channel.gone()));
    channel.watch();
    return channel;
  }

  private void watch() {
    SipTimes times = processor.sip.times;
    pinging = processor.sip.vertx.setPeriodic(times.ping().toMillis(), t -> ping());
    processor.sip.vertx.setTimer(times.login().toMillis(), t -> {
      if (agent == null) {
        close();
      }
    });
  }

  private void ping() {
    if (heard) {
      heard = false;
      socket.writePing(Buffer.buffer("ping"));
    } else {
      close(); // nothing came since the ping before
    }
  }

  /** The agent whose web session opened the socket. */
  Optional<String> trusted() {
    return trusted;
  }

  /** The agent that registered here; nobody before that. */
  @Nullable
  String agent() {
    return agent;
  }

  void registered(String name) {
    agent = name;
  }

  /** A new nonce for this connection, good for one answer. */
  String challenge(Instant until) {
    String nonce = Tokens.secret();
    if (nonces.size() >= NONCES) {
      nonces.remove(nonces.keySet().iterator().next());
    }
    nonces.put(nonce, until);
    return nonce;
  }

  /** Whether {@code nonce} is one of ours, still good and not used before. It is used up by asking. */
  boolean redeem(String nonce, Instant now) {
    Instant until = nonces.remove(nonce);
    return until != null && now.isBefore(until);
  }

  void adopted(String host) {
    if (!adopted.contains(host)) {
      adopted.add(host);
    }
  }

  private void frame(byte[] bytes) {
    if (closed || socket.isClosed()) {
      return;
    }
    heard = true;
    if (bytes.length == 4 && new String(bytes, StandardCharsets.US_ASCII).equals("\r\n\r\n")) {
      socket.writeTextMessage("\r\n");
    } else {
      receive(bytes);
    }
  }

  /** Browsers behind a proxy that ends TLS say WSS on a plain socket. */
  @Override
  boolean speaks(String transport) {
    return transport.equalsIgnoreCase("WS") || transport.equalsIgnoreCase("WSS");
  }

  @Override
  void arrive(SIPMessage message) throws ParseException {
    if (message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
        && !contact.isWildCard()
        && contact.getAddress().getURI() instanceof SipURI uri) {
      contactHost = uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
      uri.setHost(flowHost);
      uri.removePort();
    }
  }

  @Override
  void write(byte[] message) throws IOException {
    String text = new String(message, StandardCharsets.UTF_8);
    if (contactHost != null) {
      text = text.replace(flowHost, contactHost);
      for (String old : adopted) {
        text = text.replace(old, contactHost);
      }
    }
    boolean gone = closed || socket.isClosed() || socket.writeTextMessage(text).failed();
    if (!gone) {
      backPressure();
    } else if (!text.startsWith("SIP/")) { // nobody waits for an answer any more
      throw new IOException("WebSocket closed");
    }
  }

  /** A reader that does not read gets a while, and is then cut off: its queue must not grow. */
  private void backPressure() {
    if (!full && socket.writeQueueFull()) {
      full = true;
      processor.sip.vertx.setTimer(processor.sip.times.stall().toMillis(), t -> {
        full = false;
        if (!closed && socket.writeQueueFull()) {
          close();
        }
      });
    }
  }

  private void gone() {
    if (!closed) {
      closed = true;
      processor.sip.vertx.cancelTimer(pinging);
      processor.sip.closed(this);
    }
  }

  @Override
  public boolean isReliable() {
    return true;
  }

  @Override
  public void sendMessage(SIPMessage message, InetAddress to, int toPort) throws IOException {
    write(message.encodeAsBytes(getTransport()));
  }

  @Override
  public void close() {
    socket.close();
    gone();
  }
}
