package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SoundTest {

  @Test
  void a_live_call_tells_how_each_leg_sounds() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      LiveCall call = door.gateway.running("anna", "");
      String body = door.person("anna").get("/api/v1/calls/" + call.id()).body();
      JsonArray sound = new JsonObject(body).getJsonArray("sound");
      assertThat(sound)
          .isEqualTo(new JsonArray()
              .add(new JsonObject()
                  .put("leg", "customer")
                  .put("silent", true)
                  .putNull("heard")
                  .putNull("told")
                  .putNull("roundTripMillis"))
              .add(new JsonObject()
                  .put("leg", "agent")
                  .put("silent", false)
                  .put(
                      "heard",
                      new JsonObject()
                          .put("packets", 250)
                          .put("lost", 5)
                          .put("jitterMillis", 3)
                          .put("mos", 4.1))
                  .putNull("told")
                  .put("roundTripMillis", 40)));
    }
  }

  @Test
  void a_past_call_tells_how_it_sounded_whole_where_it_is_asked_for_and_in_short_in_lists()
      throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer());
      CallId call = door.recorder.cards.get(id).call().id();
      JsonObject quality = new JsonObject()
          .put("summary", new JsonObject().put("agent", new JsonObject().put("mos", 4.1)))
          .put("steps", new JsonArray());
      door.recorder.shelf().put("quality", call.value(), quality.encode());
      FrontDoor.Person reviewer = door.person("reviewer");
      for (String whole : List.of("/api/v1/calls/" + call, "/api/v1/recordings/" + id)) {
        assertThat(new JsonObject(reviewer.get(whole).body()).getJsonObject("quality"))
            .isEqualTo(quality);
      }
      for (String list : List.of("/api/v1/calls", "/api/v1/recordings")) {
        JsonObject first =
            new JsonObject(reviewer.get(list).body()).getJsonArray("items").getJsonObject(0);
        assertThat(first.getJsonObject("quality")).isEqualTo(quality.getJsonObject("summary"));
      }
    }
  }
}
