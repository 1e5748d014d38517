package io.mitschnitt.webui;

import static org.assertj.core.api.Assertions.assertThat;

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
    Files.writeString(file, """
        http: { port: 0 }
        sip: { udp-port: 0, tcp-port: 0 }
        media: { webrtc-port: 0, rtp-ports: 42000-42099 }
        prompts: { dir: "%s" }
        """.formatted(Path.of("..", "conf", "prompts").toAbsolutePath().normalize()));
  }

  @Test
  void accounts_are_made_listed_and_removed() throws Exception {
    assertThat(withInput("correct horse battery\n", 0, "user", "add", "eva", "--role", "reviewer,trainer"))
        .contains("eva may log in");
    assertThat(withInput("short\n", 2, "user", "add", "max", "--role", "reviewer")).contains("at least 12 characters");
    assertThat(withInput("", 2, "user", "add", "max", "--role", "king")).contains("unknown role \"king\"; allowed: agent, ");
    assertThat(withInput("", 0, "user", "list")).contains("eva  reviewer, trainer").doesNotContain("max");
    assertThat(withInput("", 0, "user", "remove", "eva")).contains("eva is removed");
    assertThat(withInput("", 1, "user", "remove", "eva")).contains("there is no user eva");
  }

  @Test
  void a_demo_comes_up_lets_people_in_keeps_its_store_to_itself_and_stops_when_told_to() throws Exception {
    int port = freePort();
    Process product = start(port, "run", "--demo");
    try {
      BufferedReader said = new BufferedReader(new InputStreamReader(product.getInputStream(), StandardCharsets.UTF_8));
      String line = said.readLine();
      while (line != null && !line.startsWith("This is a demo.")) {
        line = said.readLine();
      }
      assertThat(line).contains("anna, ben", "reviewer", "admin");

      HttpClient client = HttpClient.newHttpClient();
      assertThat(get(client, port, "/health/ready").statusCode()).isEqualTo(200);
      HttpResponse<String> login = client.send(request(port, "/api/v1/login")
          .header("content-type", "application/json")
          .POST(BodyPublishers.ofString("{\"username\":\"anna\",\"password\":\"anna\"}"))
          .build(), BodyHandlers.ofString());
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
    program.command().addAll(List.of("--conf", file.toString(), "--data", directory.resolve("data").toString()));
    return program;
  }

  private static HttpResponse<String> get(HttpClient client, int port, String path) throws Exception {
    return client.send(request(port, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
