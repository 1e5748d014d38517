package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agents say they are, and who sees it. */
class PresenceTest {

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
  void an_agent_chooses_and_the_reviewer_sees_it() throws Exception {
    FrontDoor.Person anna = door.person("anna");
    assertThat(put(anna, "break").statusCode()).isEqualTo(200);
    JsonObject own = new JsonObject(anna.get("/api/v1/me/presence").body());
    assertThat(own.getString("presence")).isEqualTo("break");
    assertThat(own.getString("choice")).isEqualTo("break");
    assertThat(own.getValue("wrapUpUntil")).isNull();

    JsonArray seen = agents(door.person("reviewer"));
    assertThat(seen.getJsonObject(0).getString("name")).isEqualTo("anna");
    assertThat(seen.getJsonObject(0).getString("presence")).isEqualTo("break");
    assertThat(seen.getJsonObject(0).getString("extension")).isEqualTo("21");
    assertThat(seen.getJsonObject(1).getString("presence")).isEqualTo("available");
  }

  @Test
  void an_agent_sees_no_colleague() throws Exception {
    JsonArray seen = agents(door.person("anna"));
    assertThat(seen).hasSize(1);
    assertThat(seen.getJsonObject(0).getString("name")).isEqualTo("anna");
  }

  @Test
  void what_calls_make_of_an_agent_cannot_be_chosen() throws Exception {
    FrontDoor.Person anna = door.person("anna");
    assertThat(put(anna, "busy").statusCode()).isEqualTo(400);
    assertThat(put(anna, "busy").body()).contains("available, break or offline");
  }

  private static JsonArray agents(FrontDoor.Person person) throws Exception {
    return new JsonObject(person.get("/api/v1/agents").body()).getJsonArray("items");
  }

  private static HttpResponse<String> put(FrontDoor.Person person, String presence)
      throws Exception {
    String body = new JsonObject().put("presence", presence).encode();
    return door.send(person
        .request("/api/v1/me/presence")
        .header("content-type", "application/json")
        .header("x-csrf-token", person.csrf)
        .PUT(BodyPublishers.ofString(body)));
  }
}
