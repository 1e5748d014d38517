package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustodyDoorTest {

  FrontDoor door;
  FrontDoor.Person compliance;
  String path;

  @BeforeEach
  void open() throws Exception {
    door = new FrontDoor();
    compliance = door.person("compliance");
    RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer("own"));
    path = "/api/v1/recordings/" + id.value();
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  private HttpResponse<String> send(String method, String where, JsonObject body) throws Exception {
    return door.send(compliance
        .request(where)
        .header("x-csrf-token", compliance.csrf)
        .header("content-type", "application/json")
        .method(method, BodyPublishers.ofString(body.encode())));
  }

  @Test
  void a_hold_is_placed_with_a_reason_and_released_by_two() throws Exception {
    JsonObject why = new JsonObject().put("reason", "a dispute");

    assertThat(send("PUT", path + "/hold", why).statusCode()).isEqualTo(201);
    JsonObject release = why.copy().put("hold", "0".repeat(32));
    assertThat(send("DELETE", path + "/hold", release).statusCode()).isEqualTo(202);
    door.recorder.custody.second = true;
    assertThat(send("DELETE", path + "/hold", release).statusCode()).isEqualTo(200);
    assertThat(door.recorder.custody.wishes)
        .contains(
            "hold compliance compliance a dispute", "release compliance compliance a dispute");
  }

  @Test
  void an_early_deletion_waits_for_the_second_person_or_says_what_protects_it() throws Exception {
    JsonObject why = new JsonObject().put("reason", "GDPR Art. 17");

    assertThat(send("DELETE", path, why).statusCode()).isEqualTo(202);
    door.recorder.custody.second = true;
    assertThat(send("DELETE", path, why).statusCode()).isEqualTo(200);
    door.recorder.custody.refuses = true;
    HttpResponse<String> refused = send("DELETE", path, why);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("legal hold");
    assertThat(send("DELETE", path, new JsonObject().put("reason", "x")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_change_of_retention_is_rehearsed_by_name_or_draft() throws Exception {
    JsonObject body = new JsonObject()
        .put("profile", "service")
        .put("rules", new JsonArray().add("eu-mifid").add("5y..7y"));
    HttpResponse<String> answer = send("POST", "/api/v1/retention/rehearsal", body);

    assertThat(new JsonObject(answer.body()).getString("rule")).isEqualTo("eu-mifid+5y..7y");
    body.put("rules", new JsonArray().add("no-such"));
    assertThat(send("POST", "/api/v1/retention/rehearsal", body).statusCode()).isEqualTo(400);
    body.put("rules", new JsonArray());
    assertThat(send("POST", "/api/v1/retention/rehearsal", body).statusCode()).isEqualTo(400);
  }

  @Test
  void a_request_for_access_hands_out_the_person_s_own_side_and_nothing_else() throws Exception {
    JsonObject body = new JsonObject().put("number", "+49 30 111").put("reason", "passport seen");
    HttpResponse<String> taken = send("POST", "/api/v1/subjects/access", body);
    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(taken.body()).getString("number")).isEqualTo("+4930111");
    String request = "/api/v1/subjects/requests/" + new JsonObject(taken.body()).getString("id");
    assertThat(compliance.json(request).getJsonArray("recordings")).hasSize(1);
    String id = path.substring(path.lastIndexOf('/') + 1);
    HttpResponse<String> sound = compliance.get(request + "/recordings/" + id);
    assertThat(sound.statusCode()).isEqualTo(200);
    assertThat(sound.headers().firstValue("content-type")).contains("audio/wav");
    assertThat(compliance.get(request + "/recordings/" + "0".repeat(32)).statusCode())
        .isEqualTo(404);
    assertThat(
            send("POST", request + "/delivered", body.copy().putNull("number")).statusCode())
        .isEqualTo(400);
    assertThat(
            send("POST", "/api/v1/subjects/access", body.put("number", "anna")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void an_erasure_is_not_confirmed_by_who_asked_for_it() throws Exception {
    JsonObject body = new JsonObject().put("number", "+4930111").put("reason", "by letter");
    HttpResponse<String> taken = send("POST", "/api/v1/subjects/erasure", body);
    String request = "/api/v1/subjects/requests/" + new JsonObject(taken.body()).getString("id");

    HttpResponse<String> own =
        send("POST", request + "/confirm", new JsonObject().put("reason", "yes"));
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.body()).contains("second person");
  }

  @Test
  void a_case_goes_out_as_one_zip() throws Exception {
    HttpResponse<String> opened =
        send("POST", "/api/v1/cases", new JsonObject().put("name", "Mustermann"));
    String folder = "/api/v1/cases/" + new JsonObject(opened.body()).getString("id");
    String id = path.substring(path.lastIndexOf('/') + 1);
    send(
        "POST",
        folder + "/recordings",
        new JsonObject().put("recordings", new JsonArray().add(id)));

    assertThat(compliance.get(folder + "/export").statusCode()).isEqualTo(400);
    byte[] zip =
        door.bytes(compliance.request(folder + "/export?reason=the%20court")).body();
    java.util.List<String> names = new java.util.ArrayList<>();
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names).containsExactly("case.json", "evidence-" + id + ".zip");
  }

  @Test
  void the_clock_is_trusted_with_a_reason() throws Exception {
    JsonObject why = new JsonObject().put("reason", "NTP was down");
    assertThat(compliance.json("/api/v1/retention/clock").getString("objection"))
        .isEqualTo("the clock jumped");
    assertThat(send("POST", "/api/v1/retention/clock", why).statusCode()).isEqualTo(204);
  }
}
