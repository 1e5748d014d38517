package io.mitschnitt.gateway.bench;

import io.mitschnitt.webui.selftest.BenchDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls that are set up and ended, one after the other, at a rate: agent → product → sipp. Prints set-ups per second, what
 * INVITE → 200 takes through the product and sipp, and what is left on the heap.
 */
final class Setups {

  private static final String HOST = "127.0.0.1";
  private static final int AT_ONCE = 50; // calls that wait for an answer
  private static final String SECRET = "bench-s-secret";

  private final int calls;
  private final int rate;
  private final int warm;
  private final int agents;
  private final int idle;
  private final int core;
  private final Path work;
  private final int carrier = Product.freeUdp();
  private final int http = Product.freeUdp();

  private Setups(Map<String, Integer> words) throws IOException {
    calls = words.getOrDefault("calls", 100_000);
    rate = words.getOrDefault("rate", 200);
    warm = words.getOrDefault("warm", 5_000);
    agents = words.getOrDefault("agents", 200);
    idle = words.getOrDefault("idle", 200);
    core = words.getOrDefault("core", 1);
    work = Files.createTempDirectory("mitschnitt-setups");
  }

  public static void main(String[] args) throws Exception {
    Map<String, Integer> words = new HashMap<>();
    for (String word : args) {
      words.put(word.substring(0, word.indexOf('=')), Integer.valueOf(word.substring(word.indexOf('=') + 1)));
    }
    new Setups(words).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path root = Path.of("").toAbsolutePath();
    configure(root);
    try (Server product = start(root);
        BenchDesk desk = new BenchDesk()) {
      Process sipp = sipp(root);
      try {
        ready();
        measure(product, desk);
      } finally {
        sipp.destroy();
      }
    }
  }

  private void measure(Server product, BenchDesk desk) throws Exception {
    URI ws = URI.create("ws://" + HOST + ":" + http + "/sip");
    desk.register(ws, "agent0", "mitschnitt.local", SECRET);
    desk.register(ws, "agent1", "mitschnitt.local", SECRET);
    String offer = desk.offer();
    for (int slower = 8; slower > 0; slower /= 2) { // a cold machine that is rushed only repeats itself
      Burst first = burst(desk, offer, warm / 4, Math.max(1, rate / slower));
      System.out.println("warm-up: " + first.line());
    }
    settle();
    long rested = heap(product.pid());
    for (int i = 2; i < agents + 2; i++) {
      desk.register(ws, "agent" + i, "mitschnitt.local", SECRET);
    }
    say("a registered agent", heap(product.pid()) - rested, agents);
    long before = heap(product.pid());
    for (int i = 0; i < idle; i++) {
      desk.call(i % 2, number(i), offer, true).get(20, TimeUnit.SECONDS);
    }
    say("an idle call, both legs", heap(product.pid()) - before, idle);
    desk.hangUp();
    settle();

    long began = heap(product.pid());
    double cpu = product.cpuSeconds();
    Burst burst = burst(desk, offer, calls, rate);
    cpu = product.cpuSeconds() - cpu;
    settle();
    long ended = heap(product.pid());
    System.out.println(burst.line());
    System.out.printf("cpu per call %.2f ms%n", cpu * 1_000 / calls);
    System.out.printf(
        "heap after GC: %.1f MB before, %.1f MB after %d calls (%+.1f %%)%n",
        began / 1e6, ended / 1e6, calls, 100.0 * (ended - began) / began);
  }

  private static void say(String what, long bytes, int count) {
    System.out.printf("heap of %s: %.1f KB%n", what, bytes / 1024.0 / Math.max(1, count));
  }

  // ---- calls

  private record Burst(double perSecond, long[] nanos, int failed, String why) {
    String line() {
      return "%d calls, %.1f set-ups/s, INVITE to 200 p50 %.1f ms, p99 %.1f ms, longest %.1f ms; %d failed %s"
          .formatted(
              nanos.length, perSecond, part(0.5), part(0.99), part(1), failed, why);
    }

    private double part(double share) {
      return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, nanos.length * share)] / 1e6;
    }
  }

  /** Half of the calls by each of two agents and trunks: what one may begin in an hour has an end. */
  private static String number(int i) {
    return "+49301%d%06d".formatted(i % 2, i);
  }

  private Burst burst(BenchDesk desk, String offer, int count, int perSecond) throws InterruptedException {
    long[] nanos = new long[count];
    AtomicInteger done = new AtomicInteger();
    LongAdder failed = new LongAdder();
    Map<String, String> why = new ConcurrentHashMap<>();
    Semaphore open = new Semaphore(AT_ONCE); // a product that falls behind is waited for
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = began + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      open.acquire();
      desk.call(i % 2, number(i), offer, false).whenComplete((took, e) -> {
        open.release();
        if (e == null) {
          nanos[done.getAndIncrement()] = took;
        } else {
          failed.increment();
          why.put(String.valueOf(e.getMessage()), "");
        }
      });
    }
    open.acquire(AT_ONCE);
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] sorted = Arrays.copyOf(nanos, done.get());
    Arrays.sort(sorted);
    return new Burst(sorted.length / seconds, sorted, failed.intValue(), String.join(", ", why.keySet()));
  }

  /** Lets the last transactions go (64*T1) and what is written behind. */
  private static void settle() throws InterruptedException {
    Thread.sleep(35_000);
  }

  /** Live bytes: a count of classes collects all garbage first. */
  private static long heap(long pid) throws Exception {
    String histogram = run("jcmd", Long.toString(pid), "GC.class_histogram");
    Matcher total = Pattern.compile("(?m)^Total +\\d+ +(\\d+)").matcher(histogram);
    if (!total.find()) {
      throw new IOException("no heap histogram: " + histogram.lines().findFirst().orElse(""));
    }
    return Long.parseLong(total.group(1));
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return said;
  }

  // ---- the three programs

  private void configure(Path root) throws IOException {
    String desks = IntStream.range(0, agents + 2)
        .mapToObj(i -> "  - { name: agent" + i + ", password: " + SECRET + ", groups: [service] }\n")
        .collect(Collectors.joining());
    Files.writeString(work.resolve("mitschnitt.yaml"), """
        http: { host: 127.0.0.1, port: %d }
        sip: { host: 127.0.0.1, udp-port: 0, tcp-port: 0, max-calls: 2000 }
        media: { host: 127.0.0.1, rtp-ports: 12000-16999, webrtc-port: %d, loops: 1 }
        prompts: { dir: "%s" }
        trunks:
          - { name: even, peer: "127.0.0.1:%d", transport: udp, codecs: [PCMA], from-domain: example.org }
          - { name: odd, peer: "127.0.0.1:%d", transport: udp, codecs: [PCMA], from-domain: example.org }
        routes:
          - { match: "+493010*", direction: outbound, trunk: even, profile: never }
          - { match: "+493011*", direction: outbound, trunk: odd, profile: never }
        policy: { default-profile: never }
        dialling:
          per-agent: { calls: 10000, per-minute: 100000, per-hour: 100000 }
          per-trunk: { calls: 10000, per-minute: 100000, per-hour: 100000 }
        agents:
        """.formatted(http, Product.freeUdp(), root.resolve("conf/prompts"), carrier, carrier) + desks);
    Files.writeString(work.resolve("policies.yaml"), "profiles:\n  never: { mode: forbidden }\n");
    Files.copy(root.resolve("conf/jurisdictions.yaml"), work.resolve("jurisdictions.yaml"));
  }

  private Server start(Path root) throws IOException {
    return new Server(
        core,
        work.resolve("product.log"),
        Map.of(),
        List.of(
            root.resolve("start").toString(),
            "--conf",
            work.resolve("mitschnitt.yaml").toString(),
            "--data",
            work.resolve("data").toString()));
  }

  private Process sipp(Path root) throws IOException {
    String scenario = root.resolve("gateway/src/test/sipp/outbound-answer.xml").toString();
    return new ProcessBuilder(
            "sipp", "-sf", scenario, "-i", HOST, "-p", "" + carrier, "-nostdin", "-trace_err")
        .directory(work.toFile())
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("sipp.log").toFile())
        .start();
  }

  private void ready() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "http://" + HOST + ":" + http + "/health/ready")
        .equals("200")) {
      if (System.nanoTime() > end) {
        throw new UncheckedIOException(new IOException("the product is not ready: see " + work));
      }
      Thread.sleep(200);
    }
  }
}
