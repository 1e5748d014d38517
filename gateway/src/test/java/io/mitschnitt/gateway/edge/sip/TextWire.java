package io.mitschnitt.gateway.edge.sip;

import io.mitschnitt.gateway.sip.SipFramer;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The wire of a test's phone: whole SIP messages as text, over a real socket. */
interface TextWire extends AutoCloseable {

  void send(byte[] message);

  /** The next message, or null when none comes in {@code millis}. */
  @Nullable
  String receive(int millis);

  /** How a Via or Contact names the wire: UDP, TCP, WS. */
  String transport();

  /** Address and port as the other side reaches it. */
  String hostPort();

  @Override
  void close();

  /** A datagram socket on a port of its own. */
  final class Udp implements TextWire {
    final DatagramSocket socket;
    private @Nullable InetSocketAddress to;

    Udp() {
      try {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void to(int port) {
      to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void send(byte[] message) {
      try {
        socket.send(new DatagramPacket(message, message.length, to));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public @Nullable String receive(int millis) {
      try {
        socket.setSoTimeout(millis);
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      } catch (SocketTimeoutException e) {
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String transport() {
      return "UDP";
    }

    @Override
    public String hostPort() {
      return "127.0.0.1:" + port();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** A TCP connection: dialled to the edge, or the one that the edge dials to a listening carrier. */
  final class Tcp implements TextWire {
    private @Nullable Socket socket;
    private final @Nullable ServerSocket server;
    private String name = "TCP";
    private final Queue<String> messages = new ArrayDeque<>();
    private final SipFramer framer = new SipFramer(
        65_535, b -> messages.add(new String(b, StandardCharsets.UTF_8)), () -> {}, why -> {});

    private Tcp(@Nullable Socket socket, @Nullable ServerSocket server) {
      this.socket = socket;
      this.server = server;
    }

    static Tcp dial(int port) throws IOException {
      return new Tcp(new Socket(InetAddress.getLoopbackAddress(), port), null);
    }

    static Tcp listen() throws IOException {
      return new Tcp(null, new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    /** The same under TLS: a connection or a listener that was made so. */
    static Tcp secure(@Nullable Socket socket, @Nullable ServerSocket server) {
      Tcp wire = new Tcp(socket, server);
      wire.name = "TLS";
      return wire;
    }

    int port() {
      return server != null ? server.getLocalPort() : socket().getLocalPort();
    }

    private Socket socket() {
      try {
        if (socket == null) {
          Objects.requireNonNull(server).setSoTimeout(10_000);
          socket = server.accept();
        }
        return socket;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void send(byte[] message) {
      try {
        socket().getOutputStream().write(message);
        socket().getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public @Nullable String receive(int millis) {
      try {
        byte[] chunk = new byte[8192];
        while (messages.isEmpty()) {
          socket().setSoTimeout(millis);
          int read = socket().getInputStream().read(chunk);
          if (read < 0) {
            return null;
          }
          framer.feed(Arrays.copyOf(chunk, read));
        }
        return messages.remove();
      } catch (SocketTimeoutException e) {
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether the other side has closed the connection within {@code millis}. */
    boolean closed(int millis) {
      try {
        socket().setSoTimeout(millis);
        return socket().getInputStream().read() < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true; // reset
      }
    }

    @Override
    public String transport() {
      return name;
    }

    @Override
    public String hostPort() {
      return "127.0.0.1:" + port();
    }

    @Override
    public void close() {
      try {
        if (socket != null) {
          socket.close();
        }
        if (server != null) {
          server.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A WebSocket as a browser opens it; its address is one that nobody can reach. */
  final class Web implements TextWire {
    private final WebSocketClient client; // one that nobody holds is closed
    final WebSocket socket;
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final String host = "t" + Tokens.tag() + ".invalid";

    Web(Vertx vertx, int port) throws Exception {
      client = vertx.createWebSocketClient();
      socket = client
          .connect(new WebSocketConnectOptions()
              .setHost("127.0.0.1")
              .setPort(port)
              .setURI("/sip")
              .setSubProtocols(List.of("sip")))
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
      socket.textMessageHandler(messages::add);
      socket.closeHandler(v -> messages.add("CLOSED"));
    }

    @Override
    public void send(byte[] message) {
      socket.writeTextMessage(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String receive(int millis) {
      try {
        return messages.poll(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String transport() {
      return "WS";
    }

    @Override
    public String hostPort() {
      return host;
    }

    @Override
    public void close() {
      socket.close();
      client.close();
    }
  }
}
