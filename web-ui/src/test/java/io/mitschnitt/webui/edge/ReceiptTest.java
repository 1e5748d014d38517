package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptTest {

  FrontDoor door;
  RecordingId id;
  String code;

  @BeforeEach
  void give_a_receipt() throws Exception {
    door = new FrontDoor();
    id = door.recorder.recorded("anna", "", Buffer.buffer("own"));
    HttpResponse<String> given =
        door.person("anna").post("/api/v1/recordings/" + id.value() + "/receipt");
    assertThat(given.statusCode()).isEqualTo(201);
    code = new JsonObject(given.body()).getString("code");
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  @Test
  void the_code_opens_what_was_agreed_and_nothing_personal() throws Exception {
    HttpResponse<String> shown = door.get("/api/v1/receipts/" + code);

    assertThat(shown.statusCode()).isEqualTo(200);
    JsonObject facts = new JsonObject(shown.body());
    assertThat(facts.getBoolean("exists")).isTrue();
    assertThat(facts.getString("mode")).isEqualTo("opt-out");
    assertThat(facts.fieldNames()).contains("sha256", "consent", "recordedAt", "deleteAfter");
    assertThat(shown.body()).doesNotContain("+49", "anna", id.value());
    String spoken = code.toLowerCase(java.util.Locale.ROOT).replace("-", "%20");
    assertThat(door.get("/api/v1/receipts/" + spoken).statusCode()).isEqualTo(200);
  }

  @Test
  void a_code_has_a_hundred_bits_and_never_comes_twice() throws Exception {
    assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}");
    Set<String> seen = new HashSet<>();
    FrontDoor.Person anna = door.person("anna");
    for (int i = 0; i < 50; i++) {
      seen.add(anna.post("/api/v1/recordings/" + id.value() + "/receipt").body());
    }
    assertThat(seen).hasSize(50);
  }

  @Test
  void guessing_is_slowed_down_and_a_right_code_is_not() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(door.get("/api/v1/receipts/" + code).statusCode()).isEqualTo(200);
    }
    int last = 0;
    for (int i = 0; i < 21; i++) {
      last = door.get("/api/v1/receipts/AAAAA-AAAAA-AAAAA-AAAAA").statusCode();
    }
    assertThat(last).isEqualTo(429);
    assertThat(door.get("/api/v1/receipts/" + code).headers().firstValue("retry-after"))
        .isPresent();
    door.clock.pass(Duration.ofMinutes(16));
    assertThat(door.get("/api/v1/receipts/" + code).statusCode()).isEqualTo(200);
  }

  @Test
  void the_caller_asks_for_erasure_and_an_operator_has_to_confirm_it() throws Exception {
    JsonObject body = new JsonObject().put("reason", "I changed my mind");
    HttpResponse<String> asked = door.post("/api/v1/receipts/" + code + "/erasure", body);

    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(door.recorder.custody.wishes)
        .contains("erase the caller, by receipt caller I changed my mind");
    assertThat(new JsonObject(asked.body()).getBoolean("exists")).isTrue();
  }
}
