package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PastCallTest {

  @Test
  void a_call_that_is_over_tells_what_the_carrier_said_of_its_way() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      door.recorder.recorded("anna", "Erika", Buffer.buffer("sound"));
      String id = door.recorder.rows.keySet().iterator().next().value();
      JsonObject call =
          new JsonObject(door.person("reviewer").get("/api/v1/calls/" + id).body());
      JsonObject said =
          new JsonObject().put("diversion", "<sip:+49301@c.example>;reason=no-answer");
      assertThat(call.getJsonObject("signalling")).isEqualTo(said);
      assertThat(call.getJsonObject("row").getJsonObject("signalling")).isEqualTo(said);
    }
  }
}
