package io.mitschnitt.gateway.bench;

import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * N calls through a media house in another process: WebRTC peers (ICE, DTLS, SRTP) on one side, plain RTP phones on the
 * other, PCMA both ways at 50 packets a second. Prints what the house cost, as the operating system has it, and what
 * was lost. Arguments: calls (20), seconds (20).
 */
public final class Relay {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long TICK = 20_000_000;

  private final Vertx vertx = Vertx.vertx();
  private final Process house;
  private final BufferedReader from;
  private final PrintWriter to;
  private final List<WebRtcPeer> peers = new ArrayList<>();
  private final List<Phone> phones = new ArrayList<>();

  private Relay(Process house) {
    this.house = house;
    from = new BufferedReader(new InputStreamReader(house.getInputStream(), StandardCharsets.US_ASCII));
    to = new PrintWriter(new OutputStreamWriter(house.getOutputStream(), StandardCharsets.US_ASCII), true);
  }

  public static void main(String[] args) throws Exception {
    int calls = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    Process house = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            RelayHouse.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      new Relay(house).run(calls, seconds);
    } finally {
      house.destroy();
    }
    System.exit(0);
  }

  private void run(int calls, int seconds) throws Exception {
    expect("ready");
    for (int i = 0; i < calls; i++) connect(i);
    peers.forEach(p -> p.tone(1000));
    talk(5); // the compiler learns what is hot
    phones.forEach(Phone::forget);
    Duration before = used();
    long began = System.nanoTime();
    talk(seconds);
    double minutes = (System.nanoTime() - began) / 60e9 * calls;
    double cpu = used().minus(before).toMillis() / 1000.0;
    long sent = phones.stream().mapToLong(p -> p.expected()).sum();
    long heard = phones.stream().mapToLong(p -> p.heard).sum();
    System.out.printf(
        "relay calls=%d seconds=%d cpu_s_per_call_minute=%.4f resident_kB=%d agent_to_carrier expected=%d lost=%d%n",
        calls, seconds, cpu / minutes, resident(), sent, sent - heard);
    to.println("end");
  }

  private void connect(int number) throws Exception {
    Phone phone = new Phone();
    phones.add(phone);
    phone.calls(port(ask("carrier", number, phone.sdp())));
    WebRtcPeer peer = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.PCMA));
    peers.add(peer);
    get(peer.answered(ask("agent", number, get(peer.offer()))));
    get(peer.connected());
  }

  private String ask(String leg, int number, String sdp) throws IOException {
    to.println(leg + " " + number + " "
        + Base64.getEncoder().encodeToString(sdp.getBytes(StandardCharsets.US_ASCII)));
    return new String(Base64.getDecoder().decode(expect(leg + " " + number + " ")), StandardCharsets.US_ASCII);
  }

  private String expect(String start) throws IOException {
    for (String line = from.readLine(); line != null; line = from.readLine()) {
      if (line.startsWith(start)) return line.substring(start.length());
      if (line.startsWith("lost") || line.startsWith("failed")) throw new IOException(line);
    }
    throw new IOException("the house is gone, exit code " + (house.isAlive() ? "unknown" : house.exitValue()));
  }

  private void talk(int seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (long next = System.nanoTime(); next < end; next += TICK) {
      while (System.nanoTime() < next) LockSupport.parkNanos(next - System.nanoTime());
      for (Phone p : phones) p.tick();
    }
  }

  private Duration used() {
    return house.info().totalCpuDuration().orElseThrow();
  }

  private long resident() throws IOException {
    Path status = Path.of("/proc", Long.toString(house.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static int port(String sdp) {
    return Integer.parseInt(sdp.lines().filter(l -> l.startsWith("m=audio ")).findFirst().orElseThrow().split(" ")[1]);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** A carrier's phone: sends a frame each tick, counts what comes. */
  private static final class Phone {
    private final DatagramChannel channel = DatagramChannel.open();
    private final ByteBuffer out = ByteBuffer.allocate(172);
    private final ByteBuffer in = ByteBuffer.allocate(2048);
    private int sequence;
    private int first = -1;
    private int newest;
    long heard;

    Phone() throws IOException {
      channel.bind(new InetSocketAddress("127.0.0.1", 0)).configureBlocking(false);
    }

    String sdp() throws IOException {
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
          + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
    }

    void calls(int port) throws IOException {
      channel.connect(new InetSocketAddress("127.0.0.1", port));
    }

    void forget() {
      first = -1;
      heard = 0;
    }

    long expected() {
      return first < 0 ? 0 : (newest - first & 0xFFFF) + 1;
    }

    void tick() throws IOException {
      sequence++;
      out.clear();
      out.put((byte) 0x80).put((byte) 8).putShort((short) sequence).putInt(160 * sequence).putInt(7);
      while (out.hasRemaining()) out.put((byte) (sequence + out.position()));
      channel.write(out.flip());
      for (in.clear(); channel.read(in) > 0; in.clear()) {
        if (in.position() != 172) continue;
        newest = in.getShort(2) & 0xFFFF;
        if (first < 0) first = newest;
        heard++;
      }
    }
  }
}
