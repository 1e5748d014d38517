package io.mitschnitt.webui;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration is read again while the product runs. */
@Timeout(240)
class ReloadTest {

  private static final String BASE = """
      http: { port: %d }
      sip: { udp-port: 0, tcp-port: 0 }
      media: { webrtc-port: 0, rtp-ports: 42100-42199 }
      prompts: { dir: "%s" }
      """;

  @TempDir
  Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;
  private Path file;

  @Test
  void agents_and_policy_follow_the_file_and_a_bad_one_changes_nothing() throws Exception {
    port = freePort();
    file = directory.resolve("mitschnitt.yaml");
    write("");
    ProcessBuilder program = Program.with("run", "--demo");
    program
        .command()
        .addAll(List.of(
            "--conf", file.toString(), "--data", directory.resolve("data").toString()));
    program.environment().put("MITSCHNITT_DEMO_SIP_PORT", String.valueOf(freePort()));
    Process product = program.start();
    try (BufferedReader said = new BufferedReader(
        new InputStreamReader(product.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.startsWith("This is a demo.")) {
        line = said.readLine();
      }
      tries(product.pid());
    } finally {
      product.destroyForcibly();
    }
  }

  private void tries(long pid) throws Exception {
    assertThat(login("zoe", "zoe-s-secret").statusCode()).isEqualTo(401);

    write("agents: [ { name: zoe, password: zoe-s-secret, groups: [service] } ]\n");
    HttpResponse<String> taken = reload();
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(new JsonObject(taken.body()).getJsonArray("changed")).contains("agents");
    HttpResponse<String> zoe = login("zoe", "zoe-s-secret");
    assertThat(zoe.body()).contains("\"agent\":true");
    assertThat(me(zoe)).isEqualTo(200);

    write("agents: [ { name: zoe, password: another-secret, groups: [service], nmae: x } ]\n");
    HttpResponse<String> refused = reload();
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonArray problems = new JsonObject(refused.body()).getJsonArray("problems");
    assertThat(problems.getJsonObject(0).getString("path")).startsWith("agents[");
    assertThat(refused.body()).contains("nmae").doesNotContain("another-secret");
    assertThat(login("zoe", "zoe-s-secret").statusCode()).isEqualTo(200);

    write("agents: [ { name: max, password: max-s-secret, groups: [service] } ]\n"
        + "sip: { udp-port: 0, tcp-port: 0, max-calls: 7 }\n");
    HttpResponse<String> both = reload();
    assertThat(new JsonObject(both.body()).getJsonArray("restart")).containsExactly("sip");
    assertThat(login("zoe", "zoe-s-secret").statusCode()).isEqualTo(401);

    write("agents: [ { name: kim, password: kim-s-secret, groups: [service] } ]\n");
    new ProcessBuilder("kill", "-HUP", String.valueOf(pid)).start().waitFor();
    int status = 401;
    for (int tries = 0; status == 401 && tries < 30; tries++) { // each costs a password hash
      status = login("kim", "kim-s-secret").statusCode();
    }
    assertThat(status).isEqualTo(200);

    int hers = 200;
    for (int tries = 0; hers == 200 && tries < 1000; tries++) { // sessions are swept every 20 s
      login("kim", "kim-s-secret"); // costs a hash, which is the pause
      hers = me(zoe);
    }
    assertThat(hers).as("the session of an agent who is none any more").isEqualTo(401);
  }

  private int me(HttpResponse<String> login) throws Exception {
    return client
        .send(
            request("/api/v1/me").header("cookie", cookie(login)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static String cookie(HttpResponse<String> login) {
    return login.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
  }

  private void write(String more) throws Exception {
    String base =
        BASE.formatted(port, Path.of("..", "conf", "prompts").toAbsolutePath().normalize());
    String kept = more.contains("sip:") ? base.replaceAll("(?m)^sip:.*\n", "") : base;
    Files.writeString(file, kept + more);
  }

  private HttpResponse<String> reload() throws Exception {
    HttpResponse<String> admin = login("admin", "admin");
    return client.send(
        request("/api/v1/config/reload")
            .header("cookie", cookie(admin))
            .header("x-csrf-token", new JsonObject(admin.body()).getString("csrf"))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> login(String name, String password) throws Exception {
    JsonObject words = new JsonObject().put("username", name).put("password", password);
    return client.send(
        request("/api/v1/login")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(words.encode()))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
