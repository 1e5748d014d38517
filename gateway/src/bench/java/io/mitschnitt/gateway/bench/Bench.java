package io.mitschnitt.gateway.bench;

import io.mitschnitt.recorder.contract.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * N real calls through the packaged product, and the very same streams through Debian's rtpengine, in turns, each server
 * pinned to the same core: WebRTC (ICE, DTLS, SRTP) on one side, plain RTP on the other, both talk all the time.
 *
 * <p>CPU is what the operating system charged the server's process, in seconds per minute of call. To a recorded call is
 * charged what follows it as well, beyond what follows a call that is not recorded: its last frames, storing, reading
 * back, proving. That is the same for short calls and long ones but for the reading back, so recorded calls last
 * {@code hold} seconds; rtpengine is charged its relay alone.
 *
 * <p>Arguments, all optional: {@code calls=100 opus=20 seconds=10 hold=60 rounds=3 core=1 prewarm=15 only=all}.
 */
public final class Bench {

  private static final int WARM_SECONDS = 3;

  private final Map<String, Integer> options = new TreeMap<>(Map.of(
      "calls", 100, "opus", 20, "seconds", 10, "hold", 60, "rounds", 3, "core", 1, "prewarm", 15));
  private String only = "all";
  private double farewell;
  private final Path root = Path.of("").toAbsolutePath();
  private final Map<String, List<Result>> results = new LinkedHashMap<>();
  private Speech pcmaAgent;
  private Speech pcmaCarrier;
  private Speech opusAgent;

  /** What one run gave. */
  record Result(
      double cpu,
      double finishing,
      long kib,
      Delays delays,
      long expected,
      long lost,
      long wrong,
      long late) {}

  public static void main(String[] args) throws Exception {
    new Bench().run(args);
    System.exit(0);
  }

  private int option(String name) {
    return options.get(name);
  }

  private void run(String... args) throws Exception {
    for (String arg : args) {
      String[] words = arg.split("=");
      if (words[0].equals("only")) only = words[1];
      else if (words.length != 2 || options.replace(words[0], Integer.parseInt(words[1])) == null)
        throw new IllegalArgumentException(
            "unknown option " + arg + "; there are " + options.keySet());
    }
    pcmaAgent = Speech.of(root.resolve("conf/prompts/en"), Codec.PCMA);
    pcmaCarrier = Speech.of(root.resolve("conf/prompts/de"), Codec.PCMA);
    opusAgent = Speech.of(root.resolve("conf/prompts/en"), Codec.OPUS);
    Path work = Files.createTempDirectory("mitschnitt-bench");
    System.out.printf(
        Locale.ROOT,
        "options %s, work in %s, load %s%n",
        options,
        work,
        Files.readString(Path.of("/proc/loadavg")).trim());
    try (Product ours = new Product(option("core"), root, work, 20_000);
        Rtpengine theirs =
            new Rtpengine(option("core"), work, Product.freeUdp(), 25_000, Codec.PCMA);
        Rtpengine transcoder =
            new Rtpengine(option("core"), work, Product.freeUdp(), 12_000, Codec.OPUS)) {
      warmUp(ours);
      for (int round = 1; round <= option("rounds"); round++) {
        if (!only.equals("all"))
          one(
              round,
              only,
              ours,
              option(only.contains("opus") ? "opus" : "calls"),
              only.contains("opus") ? Codec.OPUS : Codec.PCMA,
              only.contains("recorded"));
        if (!only.equals("all")) continue;
        one(round, "rtpengine relay", theirs, option("calls"), Codec.PCMA, false);
        one(round, "ours relay", ours, option("calls"), Codec.PCMA, false);
        one(round, "ours recorded", ours, option("calls"), Codec.PCMA, true);
        one(round, "rtpengine opus", transcoder, option("opus"), Codec.OPUS, false);
        one(round, "ours opus", ours, option("opus"), Codec.OPUS, false);
        one(round, "ours opus recorded", ours, option("opus"), Codec.OPUS, true);
      }
    }
    report();
  }

  /** Lets the compiler see what is hot; nothing of it counts. */
  private void warmUp(Product ours) throws Exception {
    int seconds = option("prewarm");
    if (seconds == 0) return;
    measure(ours, option("calls"), Codec.PCMA, false, seconds, 0);
    measure(ours, option("calls"), Codec.PCMA, true, seconds, 0);
    measure(ours, option("opus"), Codec.OPUS, true, seconds, 0);
  }

  private void one(
      int round, String name, Gateway gateway, int calls, Codec codec, boolean recorded)
      throws Exception {
    Result r =
        measure(gateway, calls, codec, recorded, option("seconds"), recorded ? option("hold") : 0);
    results.computeIfAbsent(name, n -> new ArrayList<>()).add(r);
    System.out.printf(
        Locale.ROOT,
        "%d %-19s calls=%-4d cpu_s_per_call_minute=%.4f (of it after the call %.4f) p50=%.2f p99=%.2f p99.9=%.2f max=%.1f ms"
            + " packets=%d lost=%d wrong=%d late_sends=%d rss_kib_per_call=%d%n",
        round,
        name,
        calls,
        r.cpu + r.finishing,
        r.finishing,
        r.delays.percentile(.5),
        r.delays.percentile(.99),
        r.delays.percentile(.999),
        r.delays.longest(),
        r.expected,
        r.lost,
        r.wrong,
        r.late,
        r.kib);
  }

  private Result measure(
      Gateway gateway, int calls, Codec codec, boolean recorded, int seconds, int hold)
      throws Exception {
    Server server = gateway.server();
    long residentBefore = server.residentKib();
    try (Load load = new Load()) {
      List<Load.Call> all = connect(load, gateway, calls, codec, recorded);
      long talking = System.nanoTime();
      pause(WARM_SECONDS);
      load.late();
      load.await(() -> all.forEach(c -> {
        c.toAgent().begin();
        c.toCarrier().begin();
      }));
      double cpu = server.cpuSeconds();
      long began = System.nanoTime();
      pause(seconds);
      load.await(() -> all.forEach(c -> {
        c.toAgent().end();
        c.toCarrier().end();
      }));
      cpu = server.cpuSeconds() - cpu;
      double minutes = (System.nanoTime() - began) / 60e9 * calls;
      long late = load.late();
      pause(1);
      long kib = (server.residentKib() - residentBefore) / calls;
      pause(Math.max(0, hold - (int) ((System.nanoTime() - talking) / 1_000_000_000)));
      double whole = (System.nanoTime() - talking) / 60e9;
      double before = server.cpuSeconds();
      gateway.hangUp();
      double after = (server.cpuSeconds() - before) / calls;
      if (!recorded && gateway instanceof Product) farewell = after;
      double finishing = recorded ? Math.max(0, after - farewell) / whole : 0;
      return sum(load, all, cpu / minutes, finishing, kib, late);
    }
  }

  private List<Load.Call> connect(
      Load load, Gateway gateway, int calls, Codec codec, boolean recorded) throws Exception {
    List<Load.Call> all = new ArrayList<>();
    Speech agent = codec == Codec.PCMA ? pcmaAgent : opusAgent;
    for (int i = 0; i < calls; i++) {
      Load.Call call = load.call("127.0.0.1", codec, agent, pcmaCarrier, gateway.checksItself());
      gateway.connect(load, call, recorded);
      all.add(call);
    }
    for (Load.Call call : all) call.agent().connected().get(20, TimeUnit.SECONDS);
    if (recorded && gateway instanceof Product p)
      for (int i = 0; p.recording() < calls; i++) {
        if (i == 100)
          throw new IOException("only " + p.recording() + " of " + calls + " calls are recorded");
        TimeUnit.MILLISECONDS.sleep(100);
      }
    return all;
  }

  private static Result sum(
      Load load, List<Load.Call> all, double cpu, double finishing, long kib, long late)
      throws Exception {
    Delays delays = new Delays();
    long[] sums = new long[3];
    load.await(() -> all.forEach(c -> List.of(c.toAgent(), c.toCarrier()).forEach(w -> {
      delays.add(w.delays);
      sums[0] += w.expected();
      sums[1] += w.lost();
      sums[2] += w.wrong + w.twice;
    })));
    load.clear();
    return new Result(cpu, finishing, kib, delays, sums[0], sums[1], sums[2], late);
  }

  private void report() {
    System.out.println();
    System.out.println(
        "medians              CPU s per call-minute (min..max)   p50    p99    p99.9 ms   lost %");
    results.forEach((name, runs) -> System.out.printf(
        Locale.ROOT,
        "%-20s %.4f (%.4f..%.4f)            %.2f   %.2f   %.2f   %.4f%n",
        name,
        cost(name),
        runs.stream().mapToDouble(r -> r.cpu + r.finishing).min().orElse(0),
        runs.stream().mapToDouble(r -> r.cpu + r.finishing).max().orElse(0),
        median(runs.stream().mapToDouble(r -> r.delays.percentile(.5)).sorted().toArray()),
        median(runs.stream().mapToDouble(r -> r.delays.percentile(.99)).sorted().toArray()),
        median(
            runs.stream().mapToDouble(r -> r.delays.percentile(.999)).sorted().toArray()),
        100.0
            * runs.stream().mapToLong(Result::lost).sum()
            / Math.max(1, runs.stream().mapToLong(Result::expected).sum())));
    if (!only.equals("all")) return;
    double relay = cost("rtpengine relay");
    System.out.printf(
        Locale.ROOT,
        "%nratio relay=%.2f recorded=%.2f opus=%.2f%n",
        cost("ours relay") / relay,
        cost("ours recorded") / relay,
        cost("ours opus recorded") / cost("rtpengine opus"));
  }

  private double cost(String name) {
    return median(results.get(name).stream()
        .mapToDouble(r -> r.cpu + r.finishing)
        .sorted()
        .toArray());
  }

  private static double median(double... sorted) {
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static void pause(int seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }
}
