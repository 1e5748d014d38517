package io.mitschnitt.webui;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.edge.RecorderFloor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as people start it: three real floors in a process of its own. */
@Timeout(240)
class ProgramTest {

  @TempDir
  Path directory;

  private Path file;

  @BeforeEach
  void write_a_configuration() throws Exception {
    file = directory.resolve("mitschnitt.yaml");
    Files.writeString(
        file, """
        http: { port: 0 }
        sip: { udp-port: 0, tcp-port: 0 }
        media: { webrtc-port: 0, rtp-ports: 42000-42099 }
        prompts: { dir: "%s" }
        """.formatted(Path.of("..", "conf", "prompts").toAbsolutePath().normalize()));
  }

  @Test
  void accounts_are_made_listed_and_removed() throws Exception {
    assertThat(withInput(
            "correct horse battery\n", 0, "user", "add", "eva", "--role", "reviewer,trainer"))
        .contains("eva may log in");
    assertThat(withInput("short\n", 2, "user", "add", "max", "--role", "reviewer"))
        .contains("at least 12 characters");
    assertThat(withInput("", 2, "user", "add", "max", "--role", "king"))
        .contains("unknown role \"king\"; allowed: agent, ");
    assertThat(withInput("", 0, "user", "list"))
        .contains("eva  reviewer, trainer")
        .doesNotContain("max");
    assertThat(withInput("", 0, "user", "remove", "eva")).contains("eva is removed");
    assertThat(withInput("", 1, "user", "remove", "eva")).contains("there is no user eva");
  }

  @Test
  void a_demo_comes_up_lets_people_in_keeps_its_store_to_itself_and_stops_when_told_to()
      throws Exception {
    int port = freePort();
    Process product = start(port, "run", "--demo");
    try {
      BufferedReader said = new BufferedReader(
          new InputStreamReader(product.getInputStream(), StandardCharsets.UTF_8));
      String line = said.readLine();
      while (line != null && !line.startsWith("This is a demo.")) {
        line = said.readLine();
      }
      assertThat(line).contains("anna, ben", "reviewer", "admin");

      HttpClient client = HttpClient.newHttpClient();
      assertThat(get(client, port, "/health/ready").statusCode()).isEqualTo(200);
      HttpResponse<String> login = client.send(
          request(port, "/api/v1/login")
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString("{\"username\":\"anna\",\"password\":\"anna\"}"))
              .build(),
          BodyHandlers.ofString());
      assertThat(login.body()).contains("\"agent\":true");

      Process second = start(freePort(), "run", "--demo");
      second.getOutputStream().close();
      assertThat(Program.end(second, 2)).contains("in use by another").doesNotContain("\tat ");

      product.toHandle().destroy();
      StringBuilder rest = new StringBuilder();
      for (String word = said.readLine(); word != null; word = said.readLine()) {
        rest.append(word).append('\n');
      }
      assertThat(product.waitFor()).isEqualTo(143);
      assertThat(rest).contains("stopping").doesNotContain("not everything was closed");
    } finally {
      product.destroyForcibly();
    }
  }

  @Test
  void recover_finishes_what_a_stopped_recorder_left_without_opening_a_gateway() throws Exception {
    Path data = directory.resolve("data");
    RecorderConf conf = new RecorderConf(
        data,
        "embedded:" + data.resolve("store"),
        data.resolve("keys/kek"),
        Duration.ofMillis(100),
        1);
    Vertx vertx = Vertx.vertx();
    Instant now = Instant.now();
    CallFacts call = new CallFacts(
        CallId.at(now.toEpochMilli()),
        io.mitschnitt.recorder.contract.Direction.INBOUND,
        Party.ANONYMOUS,
        "anna",
        "carrier",
        "+493012345",
        now,
        now);
    Decision decision = new Decision(Mode.NOTICE, "de", "notice", "service", 30, List.of("told"));
    RecorderDoors left = await(RecorderFloor.start(vertx, conf));
    await(left.ledger().answered(call, decision));
    Tape tape = await(left.recorder().open(call.id(), decision));
    tape.start(0, now);
    for (int i = 0; i < 100; i++) {
      tape.write(Leg.AGENT, Codec.PCMA, i, i * 160, 1, i * 20_000_000L, new byte[160], 0, 160);
    }
    await(left.close());

    assertThat(withInput("", 0, "recover")).contains("1 recordings finished, none left behind");

    RecorderDoors again = await(RecorderFloor.start(vertx, conf));
    assertThat(await(again.ledger().find(call.id())).orElseThrow().state())
        .isEqualTo(Ledger.State.RECORDED);
    Library.Card card = await(again.library().find(tape.recording())).orElseThrow();
    assertThat(card.state()).isEqualTo(Library.State.READY);
    assertThat(card.length()).contains(Duration.ofSeconds(2));
    assertThat(again.health().stored()).as("nothing was left to do").isZero();
    try (var journals = Files.list(data.resolve("journal"))) {
      assertThat(journals).isEmpty();
    }
    await(again.close());
    await(vertx.close());
    exported(tape.recording());
  }

  private void exported(RecordingId recording) throws Exception {
    Path into = directory.resolve("taken");
    String to = into.toString();
    assertThat(withInput("", 0, "export", "--into", to)).contains("1 recordings written to " + to);
    assertThat(withInput("", 0, "export", "--into", to)).contains("0 recordings", "1 were there");
    assertThat(withInput("", 0, "export", "--into", to, "--until", "2020-01-01"))
        .contains("0 recordings");
    withInput("", 0, "export", "--into", to, "--format", "wav", "--agent", "anna");
    withInput("", 0, "export", "--into", to, "--format", "bundle", "--reason", "a dispute");
    assertThat(withInput("", 2, "export", "--into", to, "--format", "bundle"))
        .contains("--format bundle wants --reason");
    assertThat(withInput("", 2, "export", "--into", to, "--format", "aiff"))
        .contains("--format is one of bundle, flac, mp3, ogg, wav");
    try (var files = Files.list(into)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(4)
          .allMatch(name -> name.contains(recording.value()))
          .anyMatch(name -> name.endsWith(".mp3"))
          .anyMatch(name -> name.endsWith(".wav"))
          .anyMatch(name -> name.endsWith(".zip"));
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, java.util.concurrent.TimeUnit.SECONDS);
  }

  private Process start(int port, String... words) throws Exception {
    ProcessBuilder program = program(words);
    program.environment().put("MITSCHNITT_HTTP_PORT", String.valueOf(port));
    program.environment().put("MITSCHNITT_DEMO_SIP_PORT", String.valueOf(freePort()));
    return program.start();
  }

  private String withInput(String input, int code, String... words) throws Exception {
    Process process = program(words).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (java.io.IOException gone) {
      // it ended without asking for a password
    }
    return Program.end(process, code);
  }

  private ProcessBuilder program(String... words) {
    ProcessBuilder program = Program.with(words);
    program
        .command()
        .addAll(List.of(
            "--conf", file.toString(), "--data", directory.resolve("data").toString()));
    return program;
  }

  private static HttpResponse<String> get(HttpClient client, int port, String path)
      throws Exception {
    return client.send(request(port, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
