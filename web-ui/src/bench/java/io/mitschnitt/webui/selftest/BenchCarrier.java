package io.mitschnitt.webui.selftest;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** A carrier that picks up at once: SIP over UDP, one thread. */
public final class BenchCarrier implements AutoCloseable {

  private final DatagramSocket socket;
  private final BiFunction<String, String, String> answers;
  private final Map<String, String> given = new ConcurrentHashMap<>();

  /** @param answers from the dialled number and the offer to our description */
  public BenchCarrier(String host, BiFunction<String, String, String> answers) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(host, 0));
    this.answers = answers;
    Thread thread = new Thread(this::run, "carrier");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void run() {
    DatagramPacket in = new DatagramPacket(new byte[65_536], 65_536);
    while (!socket.isClosed()) {
      try {
        in.setLength(65_536);
        socket.receive(in);
        String text = new String(in.getData(), 0, in.getLength(), StandardCharsets.UTF_8);
        if (!text.isBlank()) heard(SipText.read(text), in);
      } catch (IOException | RuntimeException e) {
        // the next one may be better
      }
    }
  }

  private void heard(SipText message, DatagramPacket from) throws IOException {
    if (!message.isRequest() || message.method().equals("ACK")) return;
    SipText reply = message.reply(200, "OK", "bench");
    if (message.method().equals("INVITE")) {
      String number = message.start().split(" ")[1].replaceAll("^sips?:|[@;].*$", "");
      String sdp = given.computeIfAbsent(
          message.get("Call-ID"), id -> answers.apply(number, message.body()));
      reply = reply
          .with("Contact", "<sip:bench@127.0.0.1:" + port() + ">")
          .withBody("application/sdp", sdp);
    }
    if (message.method().equals("BYE")) given.remove(message.get("Call-ID"));
    byte[] out = reply.text().getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(out, out.length, from.getSocketAddress()));
  }
}
