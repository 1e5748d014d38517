package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class PageTest {

  private static FrontDoor door;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1%00", "a%", "%2", "[::1", "a b", ""})
  void a_host_that_cannot_be_read_is_refused_and_the_connection_closed(String host)
      throws Exception {
    try (Socket wire = new Socket("127.0.0.1", door.page.port())) {
      wire.setSoTimeout(30_000);
      wire.getOutputStream()
          .write(("GET /api/v1/node HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(wire.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/node",
        "/api/v1/me",
        "/api/v1/nothing",
        "/nothing.js",
        "/health/live",
        "/metrics",
        "/%00",
        "/..%2f..%2fetc/passwd"
      })
  void every_answer_tells_browsers_to_be_careful(String path) throws Exception {
    HttpResponse<String> answer = door.get(path);
    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .contains(
            "default-src 'self'",
            "script-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "connect-src 'self' ws://127.0.0.1:" + door.page.port())
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("strict-transport-security")).isEmpty();
    if (path.startsWith("/api")) {
      assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/v1/nothing,             404",
    "GET,  /api/v1/recordings/42,       401",
    "PUT,  /api/v1/login,               405",
    "GET,  /nothing.js,                 404",
    "POST, /nothing,                    405",
    "GET,  /..%2f..%2fetc%2fpasswd,     404",
  })
  void what_is_not_there_is_a_problem_document(String method, String path, int status)
      throws Exception {
    HttpResponse<String> answer =
        door.send(door.request(path).method(method, BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(status);
  }

  @Test
  void a_large_body_is_refused() throws Exception {
    HttpResponse<String> answer = door.send(door.request("/api/v1/login")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(" ".repeat(70_000))));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("64 KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "direction=sideways",
        "limit=0",
        "limit=1e9",
        "from=yesterday",
        "number=1&number=2",
        "where=1",
        "min-duration=-1"
      })
  void a_search_that_cannot_be_understood_is_a_bad_request(String query) throws Exception {
    HttpResponse<String> answer = door.person("reviewer").get("/api/v1/recordings?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("sideways", "yesterday");
  }

  @Test
  void a_search_reaches_the_library_as_it_was_meant() throws Exception {
    JsonObject page = door.person("reviewer")
        .json(
            "/api/v1/recordings?from=2026-11-01&to=2026-11-02T03:04:05.006Z&number=%2B4930&agent=ben"
                + "&direction=outbound&min-duration=5&q=a%20b&cursor=abc&limit=7");
    assertThat(page.getString("next")).isEqualTo("next-page");
    var query = door.recorder.asked.orElseThrow();
    assertThat(query.from().orElseThrow()).hasToString("2026-11-01T00:00:00Z");
    assertThat(query.to().orElseThrow()).hasToString("2026-11-02T03:04:05.006Z");
    assertThat(query.number()).contains("+4930");
    assertThat(query.agent()).contains("ben");
    assertThat(query.minDuration().orElseThrow()).hasToString("PT5S");
    assertThat(query.text()).contains("a b");
    assertThat(query.cursor()).contains("abc");
    assertThat(query.limit()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "a\r\nSet-Cookie: x=1",
        "${jndi:ldap://x}",
        "\u202Eevil\u0000"
      })
  void text_from_the_wire_comes_back_as_json_text(String name) throws Exception {
    RecordingId id = door.recorder.recorded("anna", name, Buffer.buffer("x"));
    HttpResponse<String> answer = door.person("reviewer").get("/api/v1/recordings/" + id);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    JsonObject json = new JsonObject(answer.body());
    assertThat(json.getJsonObject("customer").getString("name")).isEqualTo(name);
    assertThat(json.getString("state")).isEqualTo("ready");
    assertThat(json.getJsonObject("decision").getString("mode")).isEqualTo("opt-out");
    assertThat(json.getString("deleteAfter")).isEqualTo("2026-12-25T12:00:00.007Z");
    assertThat(json.getJsonArray("consent").getJsonObject(0).getString("kind"))
        .isEqualTo("prompt-started");
  }

  @Test
  void readiness_needs_the_store_and_metrics_name_nobody() throws Exception {
    door.recorder.storeUp = false;
    HttpResponse<String> down = door.get("/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(down.body()).getBoolean("store")).isFalse();
    door.recorder.storeUp = true;
    assertThat(door.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(door.get("/metrics").body())
        .contains("mitschnitt_lost_payloads_total 3\n", "mitschnitt_registered_agents 2\n")
        .contains(
            "mitschnitt_trunk_peer_up{trunk=\"carrier\",peer=\"192.0.2.1:5061\"} 1\n",
            "mitschnitt_trunk_peer_up{trunk=\"carrier\",peer=\"192.0.2.2:5061\"} 0\n",
            "mitschnitt_trunk_registered{trunk=\"carrier\"} 1\n")
        .doesNotContain("anna", "+49");
  }

  @Test
  void the_carriers_are_shown_as_they_stand() throws Exception {
    JsonObject trunk = new JsonObject(door.person("admin").get("/api/v1/trunks").body())
        .getJsonArray("items")
        .getJsonObject(0);
    assertThat(trunk.getString("name")).isEqualTo("carrier");
    assertThat(trunk.getString("transport")).isEqualTo("tls");
    assertThat(trunk.getBoolean("usable")).isTrue();
    assertThat(trunk.getBoolean("registered")).isTrue();
    assertThat(trunk.getJsonArray("peers").getJsonObject(1))
        .isEqualTo(new JsonObject()
            .put("address", "192.0.2.2:5061")
            .put("state", "down")
            .put("since", "2026-11-25T12:00:00.007Z"));
  }

  @Test
  void the_demo_s_carrier_calls_when_it_is_asked_to() throws Exception {
    FrontDoor.Person anna = door.person("anna");
    assertThat(anna.post("/api/v1/demo/call-me").statusCode()).isEqualTo(202);
    assertThat(door.gateway.deeds).contains("call me");
    String wish = "{\"from\":\"+493023125203\",\"to\":\"+493023125200\"}";
    for (String body : List.of(wish, wish.replace("+493023125203", "<script>"), "[1,2]")) {
      HttpResponse<String> answer = door.send(anna.request("/api/v1/demo/call-me")
          .header("x-csrf-token", anna.csrf)
          .header("content-type", "application/json")
          .POST(BodyPublishers.ofString(body)));
      assertThat(answer.statusCode()).isEqualTo(body.equals(wish) ? 202 : 400);
    }
    assertThat(door.gateway.deeds).contains("+493023125203 calls +493023125200").hasSize(2);
    door.gateway.demo = false;
    assertThat(anna.post("/api/v1/demo/call-me").statusCode()).isEqualTo(404);
    door.gateway.demo = true;
  }

  @Test
  void the_description_and_the_doors_are_the_same() {
    Set<String> described = new TreeSet<>();
    Yaml yaml = new Yaml();
    var root = (java.util.Map<?, ?>) yaml.load(ShowOpenApi.read().toString());
    ((java.util.Map<?, ?>) root.get("paths"))
        .forEach((path, item) -> ((java.util.Map<?, ?>) item)
            .keySet().stream()
                .map(String::valueOf)
                .filter(List.of("get", "put", "post", "delete", "head", "patch")::contains)
                .forEach(method ->
                    described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
    Set<String> built = new TreeSet<>();
    RouteNames.of(door).forEach(name -> built.add(name.replaceAll(":(\\w+)", "{$1}")));
    assertThat(described).isEqualTo(built);
  }

  @Test
  void every_reference_of_the_description_leads_somewhere() {
    String text = ShowOpenApi.read().toString();
    var root = (java.util.Map<?, ?>) new Yaml().load(text);
    var references = java.util.regex.Pattern.compile("\\$ref: \"#/([^\"]+)\"").matcher(text);
    while (references.find()) {
      Object at = root;
      for (String step : references.group(1).split("/")) {
        at = at instanceof java.util.Map<?, ?> map ? map.get(step) : null;
      }
      assertThat(at).as(references.group(1)).isNotNull();
    }
  }
}
