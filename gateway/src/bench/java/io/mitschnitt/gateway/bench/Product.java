package io.mitschnitt.gateway.bench;

import io.mitschnitt.webui.selftest.BenchAgent;
import io.mitschnitt.webui.selftest.BenchCarrier;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged product as a user runs it: its own start script, an agent's softphone on one side, a SIP carrier on the other. */
final class Product implements Gateway {

  private static final String HOST = "127.0.0.1";
  private static final String UNRECORDED = "+49301";
  private static final String RECORDED = "+49302";
  private static final int MOST_TRIES = 5;

  private final Server server;
  private final BenchCarrier carrier;
  private final BenchAgent agent;
  private final int http;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Load.Call> dialled = new ConcurrentHashMap<>();
  private long recordings;

  /** Starts it in {@code work} and waits until it is ready. */
  Product(int core, Path root, Path work, int firstPort) throws Exception {
    carrier = new BenchCarrier(HOST, this::pickUp);
    http = freeTcp();
    Path conf = Files.createDirectories(work.resolve("conf"));
    int media = freeUdp();
    Files.writeString(conf.resolve("mitschnitt.yaml"), """
        node: { name: bench, public-address: 127.0.0.1 }
        http: { host: 127.0.0.1, port: %d }
        sip: { host: 127.0.0.1, udp-port: %d, tcp-port: %d, max-calls: 2000 }
        media: { host: 127.0.0.1, rtp-ports: %d-%d, webrtc-port: %d }
        prompts: { dir: "%s" }
        trunks:
          - { name: carrier, peer: "127.0.0.1:%d", transport: udp, codecs: [PCMA], from-domain: example.org }
        routes:
          - { match: "%s*", direction: outbound, trunk: carrier, profile: never }
          - { match: "%s*", direction: outbound, trunk: carrier, profile: one-party }
        agents:
          - { name: bench, password: bench-s-secret, groups: [service], number: "+493099" }
        policy: { default-profile: never }
        dialling:
          per-agent: { calls: 10000, per-minute: 100000, per-hour: 100000 }
          per-trunk: { calls: 10000, per-minute: 100000, per-hour: 100000 }
        """.formatted(
            http,
            freeUdp(),
            freeTcp(),
            firstPort,
            firstPort + 4_999,
            media,
            root.resolve("conf/prompts").toAbsolutePath(),
            carrier.port(),
            UNRECORDED,
            RECORDED));
    Files.writeString(conf.resolve("policies.yaml"), """
        profiles:
          one-party: { mode: one-party, jurisdiction: off }
          never: { mode: forbidden }
        """);
    Files.copy(
        root.resolve("conf/jurisdictions.yaml"),
        conf.resolve("jurisdictions.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    server = new Server(
        core,
        work.resolve("product.log"),
        Map.of(),
        List.of(
            root.resolve("start").toString(),
            "--conf",
            conf.resolve("mitschnitt.yaml").toString(),
            "--data",
            work.resolve("data").toString()));
    until(
        "the product is not ready: see " + work.resolve("product.log"),
        120,
        () -> status("/health/ready") == 200);
    agent = BenchAgent.register(
        URI.create("ws://" + HOST + ":" + http + "/sip"),
        "bench",
        "mitschnitt.local",
        "bench-s-secret");
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public boolean checksItself() {
    return false;
  }

  @Override
  public void connect(Load load, Load.Call call, boolean recorded) throws Exception {
    String number = (recorded ? RECORDED : UNRECORDED) + "%06d".formatted(call.number());
    if (recorded) recordings++;
    dialled.put(number, call);
    String answer = dial(number, call.agent().offer());
    load.await(() -> call.agent().answered(answer));
  }

  /** A cold machine may refuse: told, and tried again. */
  private String dial(String number, String offer) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        return agent.dial(number, offer).get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        System.out.println(number + ": " + e.getCause().getMessage());
        if (tries == MOST_TRIES) throw e;
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
  }

  private String pickUp(String number, String offer) {
    Load.Call call = dialled.get(number);
    if (call == null) throw new IllegalStateException("nobody dialled " + number);
    try {
      call.carrier().calls(offer);
      return call.carrier().sdp();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns when every recording so far is stored and read back. */
  @Override
  public void hangUp() throws Exception {
    agent.hangUp();
    dialled.clear();
    until(
        "not all recordings are stored: " + metric("stored_recordings_total") + " of " + recordings,
        180,
        () -> metric("stored_recordings_total") >= recordings && metric("live_calls") == 0);
    if (metric("lost_payloads_total") > 0)
      System.out.println("OWN LOSS: " + metric("lost_payloads_total") + " payloads");
  }

  /** Recordings that are running now. */
  long recording() {
    return (long) metric("open_recordings");
  }

  @Override
  public void close() throws Exception {
    agent.close();
    carrier.close();
    server.close();
  }

  private double metric(String name) {
    return page("/metrics")
        .lines()
        .filter(l -> l.startsWith("mitschnitt_" + name + " "))
        .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1);
  }

  private int status(String path) {
    HttpResponse<String> response = get(path);
    return response == null ? 0 : response.statusCode();
  }

  private String page(String path) {
    HttpResponse<String> response = get(path);
    return response == null ? "" : response.body();
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + http + path))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void until(String otherwise, int seconds, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) throw new IOException(otherwise);
      Thread.sleep(100);
    }
  }

  private static int freeTcp() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static int freeUdp() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
