package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Asking;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.RoutingConf.Dialling;
import io.mitschnitt.gateway.edge.ConsentCall.Does;
import io.mitschnitt.gateway.edge.ConsentCall.Way;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.edge.RecorderFloor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a call: every mode, whatever the outside party does, in both directions, by all three ways of sending a
 * key. Real calls on real sockets into a real recorder, many at once.
 */
class ConsentTableTest {

  /** Each cell is what the ledger says of such a call, in both directions and by all three ways. */
  private static final String TABLE = """
      mode             | agrees       objects      wrong_key    no_key       late_key     hangs_up          withdraws
      FORBIDDEN        | FORBIDDEN    FORBIDDEN    FORBIDDEN    FORBIDDEN    FORBIDDEN    FORBIDDEN         FORBIDDEN
      EXPLICIT_CONSENT | kept         REFUSED      REFUSED      REFUSED      kept         ENDED_BEFORE_GATE WITHDRAWN
      OPT_OUT          | kept         REFUSED      kept         kept         WITHDRAWN    ENDED_BEFORE_GATE WITHDRAWN
      NOTICE           | kept         REFUSED      kept         kept         WITHDRAWN    ENDED_BEFORE_GATE WITHDRAWN
      ONE_PARTY        | kept         kept         kept         kept         kept         ENDED_BEFORE_GATE WITHDRAWN
      STATUTORY        | kept         kept         kept         kept         kept         ENDED_BEFORE_GATE kept
      OFF              | NOT_SELECTED NOT_SELECTED NOT_SELECTED NOT_SELECTED NOT_SELECTED NOT_SELECTED      NOT_SELECTED
      """;

  private static final int AT_ONCE = 12;
  private static final int NEEDLE = 24;
  private static final String DOMAIN = "house.example";

  private Path directory;

  private final Queue<String> names = new ConcurrentLinkedQueue<>();
  private final AtomicInteger stored = new AtomicInteger();
  private final byte[] speech = speech();
  private final AtomicInteger late = new AtomicInteger();

  @Test
  void every_call_of_the_table_ends_as_the_table_says_and_who_did_not_agree_leaves_no_sound()
      throws Exception {
    directory = inMemory();
    FileAppender<ILoggingEvent> log = listenToTheLog();
    Vertx vertx = Vertx.vertx();
    Vertx outside = Vertx.vertx(new VertxOptions().setWorkerPoolSize(2 * AT_ONCE));
    RecorderDoors recorder = get(RecorderFloor.start(vertx, recorderConf()));
    recorder.onEvent(event -> {
      if (event instanceof RecordingEvent.Stored) stored.incrementAndGet();
    });
    Witness witness = new Witness(recorder);
    List<OpenPhone> carriers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) carriers.add(OpenPhone.carrier(ConsentCall.caller(i)));
    int sipPort = freePort();
    GatewayDoors doors = get(GatewayFloor.start(vertx, conf(sipPort, carriers), witness.doors()));
    carriers.forEach(carrier -> carrier.aim(sipPort));
    HttpServer http = get(vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")))
        .webSocketHandler(socket -> doors.agents().accept(socket, Optional.of(names.remove())))
        .listen(0, "127.0.0.1"));
    Map<String, String> wrong = new TreeMap<>();
    int expectedKept;
    try {
      List<Worker> workers = workers(outside, http.actualPort(), carriers);
      expectedKept =
          callAll(workers, new ConsentCall.House(outside, doors, witness, speech, late), wrong);
      workers.forEach(worker -> worker.agent.close());
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (stored.get() < expectedKept && System.nanoTime() < end) {
        LockSupport.parkNanos(20_000_000);
      }
    } finally {
      get(doors.drain());
      get(http.close());
      get(recorder.close());
      carriers.forEach(OpenPhone::close);
      get(outside.close());
      get(vertx.close());
      log.stop();
    }
    System.getLogger("test").log(System.Logger.Level.INFO, "{0} calls were placed again", late);
    assertThat(wrong).isEmpty();
    assertThat(stored.get()).isEqualTo(expectedKept);
    nothingIsFound();
  }

  /** A disk that is shared with others must not decide whether a tape is ready in time. */
  private static Path inMemory() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "consent")
        : Files.createTempDirectory("consent");
  }

  @AfterEach
  void tidy_up() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  /** One carrier and one agent, who have one call at a time. */
  private record Worker(int number, OpenPhone carrier, OpenPhone agent) {}

  private List<Worker> workers(Vertx outside, int httpPort, List<OpenPhone> carriers)
      throws Exception {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      names.add("a" + i);
      OpenPhone agent = OpenPhone.agent(outside, httpPort, "a" + i);
      agent.register(DOMAIN);
      workers.add(new Worker(i, carriers.get(i), agent));
    }
    return workers;
  }

  /** Places all calls of the table; how many are to be kept. */
  private static int callAll(
      List<Worker> workers, ConsentCall.House house, Map<String, String> wrong) throws Exception {
    Queue<ConsentCall.Row> rows = new ConcurrentLinkedQueue<>();
    int kept = 0;
    int serial = 100;
    for (Map.Entry<Mode, Map<Does, String>> line : table().entrySet()) {
      for (Map.Entry<Does, String> cell : line.getValue().entrySet()) {
        for (Direction direction : Direction.values()) {
          for (Way way : cell.getKey().pressesKeys() ? Way.values() : new Way[] {Way.EVENT}) {
            kept += cell.getValue().equals("kept") ? 1 : 0;
            rows.add(new ConsentCall.Row(
                line.getKey(), cell.getKey(), direction, way, cell.getValue(), serial++));
          }
        }
      }
    }
    assertThat(rows).hasSize(7 * 2 * (5 * 3 + 2));
    ExecutorService pool = Executors.newFixedThreadPool(workers.size());
    List<Callable<Void>> work = new ArrayList<>();
    for (Worker worker : workers) {
      work.add(() -> {
        LockSupport.parkNanos(
            worker.number * 100_000_000L); // a cold machine does not begin all at once
        for (ConsentCall.Row row = rows.poll(); row != null; row = rows.poll()) {
          String outcome =
              new ConsentCall(house, row, worker.number, worker.carrier, worker.agent).run();
          if (!outcome.equals(row.expected())) wrong.put(row.toString(), outcome);
        }
        return null;
      });
    }
    for (java.util.concurrent.Future<Void> done : pool.invokeAll(work)) done.get();
    pool.shutdown();
    return kept;
  }

  private static Map<Mode, Map<Does, String>> table() {
    Map<Mode, Map<Does, String>> table = new EnumMap<>(Mode.class);
    TABLE.lines().skip(1).forEach(line -> {
      String[] halves = line.split(" *\\| *");
      String[] cells = halves[1].trim().split(" +");
      Map<Does, String> row = new EnumMap<>(Does.class);
      for (Does does : Does.values()) row.put(does, cells[does.ordinal()]);
      table.put(Mode.valueOf(halves[0].trim()), row);
    });
    return table;
  }

  /** In journals, keys, database and log: neither the payloads, nor their samples in either order of bytes. */
  private void nothingIsFound() throws IOException {
    List<byte[]> needles = needles();
    Path control = Files.write(directory.resolve("control"), needles.get(1));
    assertThat(holds(control, needles)).isTrue(); // the search itself works
    Files.delete(control);
    int looked = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        looked++;
        assertThat(holds(file, needles)).as(file.toString()).isFalse();
      }
    }
    assertThat(looked).isGreaterThan(3);
    String log = Files.readString(directory.resolve("log"));
    assertThat(log).contains("after KeyPressed").doesNotContain("+331", "3314", "Signal=");
  }

  private List<byte[]> needles() {
    short[] pcm = new short[speech.length];
    Codecs.decoder(Codec.PCMA).decode(speech, 0, speech.length, pcm);
    ByteBuffer little = ByteBuffer.allocate(2 * NEEDLE).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer big = ByteBuffer.allocate(2 * NEEDLE);
    byte[] payload = new byte[NEEDLE];
    for (int i = 0; i < NEEDLE; i++) {
      payload[i] = speech[i];
      little.putShort(pcm[i]);
      big.putShort(pcm[i]);
    }
    return List.of(payload, little.array(), big.array());
  }

  private static boolean holds(Path file, List<byte[]> needles) throws IOException {
    String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    return needles.stream()
        .anyMatch(n -> text.contains(new String(n, java.nio.charset.StandardCharsets.ISO_8859_1)));
  }

  /** 20 ms of A-law that nothing else in the world says. */
  private static byte[] speech() {
    byte[] payload = new byte[160];
    new Random(20261125).nextBytes(payload);
    return payload;
  }

  private FileAppender<ILoggingEvent> listenToTheLog() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger %msg%n%ex");
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(directory.resolve("log").toString());
    appender.setEncoder(encoder);
    appender.start();
    Logger ours = context.getLogger("io.mitschnitt");
    ours.setLevel(Level.DEBUG);
    ours.setAdditive(false);
    ours.addAppender(appender);
    return appender;
  }

  private RecorderConf recorderConf() {
    Path data = directory.resolve("data");
    return new RecorderConf(
        data, "embedded:" + data.resolve("store"), data.resolve("kek"), Duration.ofMillis(250), 2);
  }

  private GatewayConf conf(int sipPort, List<OpenPhone> carriers) throws Exception {
    Path prompts = directory.resolve("prompts");
    for (String name : List.of("notice", "opt-out", "explicit", "statutory")) {
      WholeCallTest.announce(prompts, "en", name, 400);
      WholeCallTest.announce(prompts, ConsentCall.SLOW, name, 30_000);
    }
    WholeCallTest.announce(prompts, "en", "not-recorded", 100);
    Map<String, Profile> profiles = new HashMap<>();
    for (Mode mode : Mode.values()) {
      profiles.put(mode.name(), profile(mode.name(), mode, "en", Duration.ofMillis(100)));
      String slow = ConsentCall.slow(mode);
      profiles.put(slow, profile(slow, mode, ConsentCall.SLOW, Duration.ofSeconds(60)));
    }
    List<Trunk> trunks = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < carriers.size(); i++) {
      trunks.add(trunk(i, carriers.get(i).port()));
      agents.add(new Agent("a" + i, Optional.empty(), Set.of("g" + i), Optional.of("+493099911")));
      for (Mode mode : Mode.values()) {
        for (boolean slow : new boolean[] {false, true}) {
          Optional<String> profile = Optional.of(slow ? ConsentCall.slow(mode) : mode.name());
          routes.add(new Route(
              ConsentCall.line(mode, slow, i), Optional.of("g" + i), Optional.empty(), profile));
          routes.add(new Route(
              ConsentCall.outside(mode, slow, i) + "*",
              Optional.empty(),
              Optional.of("t" + i),
              profile));
        }
      }
    }
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", sipPort, 0, DOMAIN),
        new GatewayConf.Media("127.0.0.1", 42_300, 42_699, 0, 2),
        prompts,
        trunks,
        routes,
        agents,
        new GatewayConf.Policy("OFF", profiles),
        Optional.empty(),
        new RoutingConf("DE", Map.of(), Duration.ZERO, Optional.empty(), Dialling.in("FR")));
  }

  private static Profile profile(String name, Mode mode, String language, Duration ask) {
    return new Profile(name, mode, language, 30, '1', '9', ask, Duration.ofSeconds(60), true)
        .asking(new Asking('*', Duration.ofSeconds(60), false, false));
  }

  private static Trunk trunk(int number, int port) {
    return new Trunk(
        "t" + number,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        GatewayConf.Transport.UDP,
        List.of("PCMA"),
        "carrier.example",
        List.of(),
        GatewayConf.Tls.PLAIN,
        Optional.empty(),
        Duration.ZERO,
        true);
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
  }
}
