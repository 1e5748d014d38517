package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions, explained and simulated, as the page gets them. */
class PolicyDoorTest {

  private static FrontDoor door;
  private static FrontDoor.Person compliance;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
    compliance = door.person("compliance");
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @Test
  void a_simulation_tells_mode_reasons_versions_and_places() throws Exception {
    JsonObject verdict =
        new JsonObject(simulate("+33142685300", "+493023125000").body()).getJsonObject("verdict");
    assertThat(verdict.getString("direction")).isEqualTo("inbound");
    JsonObject decision = verdict.getJsonObject("decision");
    assertThat(decision.getString("mode")).isEqualTo("notice");
    assertThat(decision.getJsonArray("reasons").getString(0)).isEqualTo("France asks it");
    assertThat(decision.getJsonObject("basis"))
        .isEqualTo(new JsonObject()
            .put("policyVersion", "p1")
            .put("tableVersion", "t1")
            .put("rule", "sample"));
    JsonObject place = verdict.getJsonArray("places").getJsonObject(0);
    assertThat(place.getString("code")).isEqualTo("FR");
    assertThat(place.getString("confidence")).isEqualTo("medium");
    assertThat(place.getJsonArray("sources").getString(0)).isEqualTo("L35: cnil.fr");
    assertThat(place.getValue("reviewedOn")).isNull();
  }

  @Test
  void a_call_that_would_not_be_taken_has_no_verdict() throws Exception {
    JsonObject answer = new JsonObject(simulate("anna", "0").body());
    assertThat(answer.getValue("verdict")).isNull();
    assertThat(answer.getString("why")).isEqualTo("No route to this number");
  }

  @Test
  void what_cannot_be_a_number_is_refused() throws Exception {
    assertThat(simulate("+33142685300", " ").statusCode()).isEqualTo(400);
    assertThat(simulate("1".repeat(65), "2").statusCode()).isEqualTo(400);
  }

  @Test
  void a_decision_is_told_with_what_was_said_and_the_last_day() throws Exception {
    RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer("x"));
    String call = door.recorder.cards.get(id).call().id().value();
    JsonObject told = compliance.json("/api/v1/policy/decisions/" + call);
    assertThat(told.getString("call")).isEqualTo(call);
    assertThat(told.getString("decidedAt")).isEqualTo("2026-11-25T12:00:00.007Z");
    assertThat(told.getJsonObject("decision").getString("profile")).isEqualTo("service");
    assertThat(told.getJsonArray("consent")).hasSize(1);
    assertThat(told.getString("deleteAfter")).isEqualTo("2026-12-25T12:00:00.007Z");
  }

  private static HttpResponse<String> simulate(String from, String to) throws Exception {
    return door.send(compliance
        .request("/api/v1/policy/simulate")
        .header("x-csrf-token", compliance.csrf)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(
            new JsonObject().put("from", from).put("to", to).encode())));
  }
}
