package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handing a running call over by the API. */
class HandOverTest {

  private static FrontDoor door;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @Test
  void an_agent_hands_over_the_own_call_to_a_name_or_to_another_call() throws Exception {
    assertThat(post("anna", new JsonObject().put("to", " ben ")).statusCode()).isEqualTo(204);
    String other = door.gateway.running("anna", "").id().value();
    assertThat(post("anna", new JsonObject().put("call", other)).statusCode()).isEqualTo(204);
    assertThat(door.gateway.deeds)
        .contains("transfer to ben by anna", "transfer to a call by anna");
  }

  @Test
  void why_it_cannot_be_is_told() throws Exception {
    HttpResponse<String> refused = post("anna", new JsonObject().put("to", "nobody"));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Nobody Is Free There");
  }

  @Test
  void exactly_one_target_is_named() throws Exception {
    assertThat(post("anna", new JsonObject()).statusCode()).isEqualTo(400);
    assertThat(post("anna", new JsonObject().put("to", " ")).statusCode()).isEqualTo(400);
    assertThat(post("anna", new JsonObject().put("to", "ben").put("call", "x")).statusCode())
        .isEqualTo(400);
    assertThat(post("anna", new JsonObject().put("call", "x")).body()).contains("another call");
    assertThat(post("anna", new JsonObject().put("too", "ben")).body()).contains("known fields");
  }

  @Test
  void somebody_elses_call_is_not_there_for_an_agent() throws Exception {
    String path = "/api/v1/calls/" + door.gateway.running("ben", "").id() + "/transfer";
    assertThat(send("anna", path, new JsonObject().put("to", "ben")).statusCode()).isEqualTo(404);
    assertThat(send("admin", path, new JsonObject().put("to", "anna")).statusCode())
        .isEqualTo(204);
  }

  private static HttpResponse<String> post(String person, JsonObject body) throws Exception {
    String path = "/api/v1/calls/" + door.gateway.running("anna", "").id() + "/transfer";
    return send(person, path, body);
  }

  private static HttpResponse<String> send(String person, String path, JsonObject body)
      throws Exception {
    FrontDoor.Person who = door.person(person);
    return door.send(who.request(path)
        .header("content-type", "application/json")
        .header("x-csrf-token", who.csrf)
        .POST(BodyPublishers.ofString(body.encode())));
  }
}
