package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.webui.account.SetupToken;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

  @Test
  void the_cookie_is_unreadable_to_scripts_and_to_other_sites() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      HttpResponse<String> answer = door.login("reviewer", "reviewer");
      assertThat(answer.statusCode()).isEqualTo(200);
      List<String> parts =
          List.of(answer.headers().firstValue("set-cookie").orElseThrow().split(";\\s*"));
      assertThat(parts.get(0)).matches("sid=[A-Za-z0-9_-]{43}");
      assertThat(parts).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
      JsonObject json = new JsonObject(answer.body());
      assertThat(json.getJsonObject("user").encode())
          .isEqualTo("{\"name\":\"reviewer\",\"roles\":[\"reviewer\"],\"agent\":false}");
      assertThat(json.getString("csrf")).hasSize(43);
    }
  }

  @Test
  void an_agent_logs_in_with_the_telephone_s_password_and_gets_credentials() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      FrontDoor.Person anna = door.person("anna");
      assertThat(anna.json("/api/v1/me").getJsonObject("user").encode())
          .isEqualTo("{\"name\":\"anna\",\"roles\":[\"agent\"],\"agent\":true}");
      JsonObject credentials =
          new JsonObject(anna.post("/api/v1/softphone/credentials").body());
      assertThat(credentials.getString("uri")).isEqualTo("sip:anna@example.org");
      assertThat(credentials.getString("ws"))
          .isEqualTo("ws://127.0.0.1:" + door.page.port() + "/sip");
      assertThat(credentials.getString("expires")).isEqualTo("1970-01-01T00:00:00.000Z");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviewer", "nobody", "anna", "ben", ""})
  void a_wrong_password_is_refused_alike_whoever_it_is(String name) throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      HttpResponse<String> answer = door.login(name, "wrong");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
      assertThat(new JsonObject(answer.body()).getString("detail"))
          .isEqualTo("name and password do not belong together");
    }
  }

  @Test
  void the_sixth_try_waits_and_the_right_password_does_not_help_before() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      for (int i = 0; i < 5; i++) {
        assertThat(door.login("reviewer", "wrong").statusCode()).isEqualTo(401);
      }
      HttpResponse<String> sixth = door.login("reviewer", "reviewer");
      assertThat(sixth.statusCode()).isEqualTo(429);
      assertThat(sixth.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 901L);
      assertThat(door.login("trainer", "trainer").statusCode()).isEqualTo(200);
      door.clock.pass(Duration.ofMinutes(16));
      assertThat(door.login("reviewer", "reviewer").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void every_log_in_has_a_new_session_and_ends_the_old_one() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      FrontDoor.Person first = door.person("reviewer");
      HttpResponse<String> again = door.send(first
          .request("/api/v1/login")
          .header("content-type", "application/json")
          .POST(BodyPublishers.ofString("{\"username\":\"reviewer\",\"password\":\"reviewer\"}")));
      assertThat(again.headers().firstValue("set-cookie").orElseThrow())
          .doesNotContain(first.cookie);
      assertThat(first.get("/api/v1/me").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_session_ends_by_logging_out_by_idling_and_by_age() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      FrontDoor.Person out = door.person("reviewer");
      assertThat(out.post("/api/v1/logout").statusCode()).isEqualTo(204);
      assertThat(out.get("/api/v1/me").statusCode()).isEqualTo(401);

      FrontDoor.Person idle = door.person("reviewer");
      door.clock.pass(Duration.ofMinutes(29));
      assertThat(idle.get("/api/v1/me").statusCode()).isEqualTo(200);
      door.clock.pass(Duration.ofMinutes(31));
      assertThat(idle.get("/api/v1/me").statusCode()).isEqualTo(401);

      FrontDoor.Person old = door.person("reviewer");
      for (int i = 0; i < 35; i++) {
        door.clock.pass(Duration.ofMinutes(20));
        assertThat(old.get("/api/v1/me").statusCode()).isEqualTo(200);
      }
      door.clock.pass(Duration.ofMinutes(20));
      assertThat(old.get("/api/v1/me").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_post_without_the_page_s_own_token_changes_nothing() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      FrontDoor.Person anna = door.person("anna");
      String call = "/api/v1/calls/" + door.gateway.running("anna", "").id() + "/hangup";
      assertThat(door.send(anna.request(call).POST(BodyPublishers.noBody())).statusCode())
          .isEqualTo(403);
      assertThat(door.send(
                  anna.request(call).header("x-csrf-token", "guess").POST(BodyPublishers.noBody()))
              .statusCode())
          .isEqualTo(403);
      assertThat(door.gateway.deeds).isEmpty();
      assertThat(anna.post(call).statusCode()).isEqualTo(204);
      assertThat(door.gateway.deeds).containsExactly("hangup by anna");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        "https://127.0.0.1",
        "http://localhost.evil.example"
      })
  void another_site_s_page_may_not_even_log_in(String origin) throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      HttpResponse<String> answer = door.send(door.request("/api/v1/login")
          .header("content-type", "application/json")
          .header("origin", origin)
          .POST(BodyPublishers.ofString("{\"username\":\"reviewer\",\"password\":\"reviewer\"}")));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void our_own_page_and_a_configured_one_may() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      for (String origin : List.of(door.base(), "https://calls.example.org")) {
        assertThat(door.send(door.request("/api/v1/login")
                    .header("content-type", "application/json")
                    .header("origin", origin)
                    .POST(BodyPublishers.ofString(
                        "{\"username\":\"reviewer\",\"password\":\"reviewer\"}")))
                .statusCode())
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"text\"",
        "{",
        "{}",
        "{\"username\":\"reviewer\"}",
        "{\"username\":{\"$ne\":null},\"password\":\"reviewer\"}",
        "{\"username\":\"reviewer\",\"password\":\"reviewer\",\"roles\":\"admin\"}"
      })
  void anything_but_two_texts_is_a_bad_request(String body) throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      HttpResponse<String> answer = door.send(door.request("/api/v1/login")
          .header("content-type", "application/json")
          .POST(BodyPublishers.ofString(body)));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }
  }

  @Test
  void a_form_s_body_is_no_json() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      assertThat(door.send(door.request("/api/v1/login")
                  .header("content-type", "text/plain")
                  .POST(BodyPublishers.ofString(
                      "{\"username\":\"reviewer\",\"password\":\"reviewer\"}")))
              .statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void outside_a_demo_its_people_do_not_exist() throws Exception {
    try (FrontDoor door = new FrontDoor(SetupToken.none(), false)) {
      assertThat(door.login("admin", "admin").statusCode()).isEqualTo(401);
      assertThat(new JsonObject(door.get("/api/v1/node").body()).getValue("demo"))
          .isNull();
    }
  }

  @Test
  void the_printed_word_makes_one_administrator_once() throws Exception {
    SetupToken setup = SetupToken.fresh(FakeRecorder.NOON);
    try (FrontDoor door = new FrontDoor(setup, false)) {
      String word = setup.token().orElseThrow();
      JsonObject good = new JsonObject()
          .put("token", word)
          .put("username", "eva")
          .put("password", "correct horse battery");
      assertThat(door.post("/api/v1/setup", good.copy().put("token", "guess")).statusCode())
          .isEqualTo(403);
      assertThat(
              door.post("/api/v1/setup", good.copy().put("password", "short")).statusCode())
          .isEqualTo(400);
      assertThat(door.post("/api/v1/setup", good.copy().put("username", "Eva!")).statusCode())
          .isEqualTo(400);
      assertThat(door.post("/api/v1/setup", good).statusCode()).isEqualTo(204);
      assertThat(
              door.post("/api/v1/setup", good.copy().put("username", "mallory")).statusCode())
          .isEqualTo(403);
      assertThat(door.login("eva", "correct horse battery").statusCode()).isEqualTo(200);
      assertThat(door.recorder.shelves.get("users").get("eva"))
          .contains("$argon2id$v=19$m=19456,t=2,p=1$")
          .doesNotContain("correct horse");
    }
  }

  @Test
  void the_printed_word_is_good_for_an_hour() throws Exception {
    SetupToken setup = SetupToken.fresh(FakeRecorder.NOON);
    try (FrontDoor door = new FrontDoor(setup, false)) {
      door.clock.pass(Duration.ofMinutes(61));
      assertThat(door.post(
                  "/api/v1/setup",
                  new JsonObject()
                      .put("token", setup.token().orElseThrow())
                      .put("username", "eva")
                      .put("password", "correct horse battery"))
              .statusCode())
          .isEqualTo(403);
    }
  }
}
