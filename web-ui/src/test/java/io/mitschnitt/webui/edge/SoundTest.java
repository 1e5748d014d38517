package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.LiveCall;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
}
