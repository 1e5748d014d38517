package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments, tags, scorecards and evaluations at the front door. */
class ReviewDoorTest {

  private static FrontDoor door;
  private static FrontDoor.Person anna;
  private static FrontDoor.Person reviewer;
  private static String own;
  private static String other;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
    own = door.recorder.recorded("anna", "", Buffer.buffer("own")).value();
    other = door.recorder.recorded("ben", "", Buffer.buffer("other")).value();
    anna = door.person("anna");
    reviewer = door.person("reviewer");
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "a\r\nSet-Cookie: x=1",
        "{{constructor.constructor('alert(1)')()}}",
        "\u202Eevil",
        "'; db.calls.drop(); //",
        "Grüße, 世界 🎧"
      })
  void what_people_write_comes_back_as_the_same_text(String text) throws Exception {
    HttpResponse<String> written = send(
        reviewer,
        "POST",
        "/recordings/" + own + "/comments",
        new JsonObject().put("text", text).put("atMillis", 1500));
    assertThat(written.statusCode()).isEqualTo(201);
    assertThat(written.headers().firstValue("content-type")).contains("application/json");
    JsonArray items = anna.json("/api/v1/recordings/" + own + "/comments").getJsonArray("items");
    JsonObject last = items.getJsonObject(items.size() - 1);
    assertThat(last.getString("text")).isEqualTo(text);
    assertThat(last.getString("author")).isEqualTo("reviewer");
    assertThat(last.getLong("atMillis")).isEqualTo(1500);
    assertThat(last.getString("recording")).isEqualTo(own);
    assertThat(last.getValue("replyTo")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /recordings/:own/comments    | {'text': {'$ne': null}}",
        "POST | /recordings/:own/comments    | {'text': 'x', 'author': 'eve'}",
        "POST | /recordings/:own/comments    | {'text': 'x', 'atMillis': -1}",
        "POST | /recordings/:own/comments    | {'text': 'x', 'atMillis': 1.5}",
        "POST | /recordings/:own/comments    | ['text']",
        "PUT  | /recordings/:own/tags        | {'tags': [{'$gt': ''}]}",
        "PUT  | /recordings/:own/tags        | {'tags': 'x'}",
        "POST | /recordings/tags             | {'recordings': ['../..'], 'add': ['x']}",
        "POST | /scorecards                  | {'name': 'x', 'criteria': [{'key': 'a'}]}",
        "POST | /scorecards                  | {'name': 'x', 'criteria': [1]}",
        "POST | /recordings/:own/evaluations | {'scorecard': 'x', 'version': '1'}",
        "POST | /samples                     | {'name': 'x', 'from': 'now', 'to': 'then', 'count': 1}",
        "PUT  | /filters                     | {'items': [{'name': 1, 'query': ''}]}",
      })
  void what_cannot_be_understood_is_a_bad_request(String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer =
        text(reviewer, method.strip(), path.strip().replace(":own", own), body.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("$ne", "eve", "../..");
  }

  @Test
  void what_a_rule_refuses_is_a_conflict_with_its_reason() throws Exception {
    HttpResponse<String> answer = send(
        reviewer, "POST", "/recordings/" + own + "/comments", new JsonObject().put("text", " "));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("a comment says something");
  }

  @Test
  void a_mention_is_told_only_where_its_recording_is_reached() throws Exception {
    for (String id : List.of(own, other)) {
      send(
          reviewer,
          "POST",
          "/recordings/" + id + "/comments",
          new JsonObject().put("text", "@anna look"));
    }
    assertThat(anna.json("/api/v1/mentions").getJsonArray("items").stream()
            .map(one -> ((JsonObject) one).getString("recording")))
        .contains(own)
        .doesNotContain(other);
  }

  @Test
  void the_agent_disputes_and_the_reviewer_decides_and_never_the_other_way_round()
      throws Exception {
    Evaluation evaluation =
        door.recorder.reviews.judged(new RecordingId(own), "anna", Optional.empty());
    String path = "/evaluations/" + evaluation.id() + "/replies";
    assertThat(send(anna, "POST", path, said("dispute")).statusCode()).isEqualTo(200);
    assertThat(send(anna, "POST", path, said("withdraw")).statusCode()).isEqualTo(403);
    assertThat(send(reviewer, "POST", path, said("dispute")).statusCode()).isEqualTo(403);
    assertThat(send(reviewer, "POST", path, said("uphold")).statusCode()).isEqualTo(200);
    assertThat(send(reviewer, "POST", path, said("shout")).statusCode()).isEqualTo(400);
    Evaluation bens = door.recorder.reviews.judged(new RecordingId(other), "ben", Optional.empty());
    assertThat(send(anna, "POST", "/evaluations/" + bens.id() + "/replies", said("reply"))
            .statusCode())
        .isEqualTo(404);
  }

  @Test
  void sheets_of_a_calibration_are_hidden_from_the_agent_and_until_its_end_from_raters()
      throws Exception {
    RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer("x"));
    Calibration session = new Calibration(
        "c1",
        "May",
        List.of(id),
        "card",
        1,
        List.of("reviewer", "otto"),
        "reviewer",
        FakeRecorder.NOON,
        false);
    door.recorder.reviews.calibrations.add(session);
    door.recorder.reviews.judged(id, "anna", Optional.of("c1"));
    String path = "/api/v1/recordings/" + id + "/evaluations";
    assertThat(anna.json(path).getJsonArray("items")).isEmpty();
    assertThat(door.person("compliance").json(path).getJsonArray("items")).isEmpty();
    assertThat(reviewer.json(path).getJsonArray("items")).hasSize(1);
    door.recorder.reviews.calibrations.remove(session);
    door.recorder.reviews.calibrations.add(new Calibration(
        "c1",
        "May",
        List.of(id),
        "card",
        1,
        List.of("reviewer", "otto"),
        "reviewer",
        FakeRecorder.NOON,
        true));
    assertThat(door.person("compliance").json(path).getJsonArray("items")).hasSize(1);
    assertThat(anna.json(path).getJsonArray("items")).isEmpty();
  }

  @Test
  void lists_show_what_was_put_on_a_recording() throws Exception {
    RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer("x"));
    door.recorder.reviews.marks.put(id, new Marks(List.of("a"), OptionalDouble.of(87.5), 2));
    JsonObject one = reviewer.json("/api/v1/recordings/" + id);
    assertThat(one.getJsonArray("tags")).containsExactly("a");
    assertThat(one.getDouble("score")).isEqualTo(87.5);
    assertThat(reviewer.json("/api/v1/recordings").getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getInteger("comments")))
        .contains(2);
  }

  @Test
  void a_search_by_marks_and_decisions_reaches_the_library_as_it_was_meant() throws Exception {
    reviewer.get("/api/v1/recordings?tag=Beschwerde,%20lang&min-score=50&max-score=90"
        + "&max-duration=60&consent=agreed&mode=opt-out&purpose=service");
    var more = door.recorder.asked.orElseThrow().more();
    assertThat(more.tags()).containsExactlyInAnyOrder("beschwerde", "lang");
    assertThat(more.leastScore()).hasValue(50);
    assertThat(more.mostScore()).hasValue(90);
    assertThat(more.maxDuration().orElseThrow()).hasToString("PT1M");
    assertThat(more.mode()).contains(Mode.OPT_OUT);
    assertThat(more.profile()).contains("service");
    assertThat(reviewer.get("/api/v1/recordings?consent=maybe").statusCode()).isEqualTo(400);
    assertThat(reviewer.get("/api/v1/recordings?min-score=101").statusCode()).isEqualTo(400);
  }

  @Test
  void a_group_stands_for_its_agents_and_one_without_any_finds_nobody() throws Exception {
    String group = reviewer.json("/api/v1/agents").getJsonArray("items").stream()
        .map(item -> (JsonObject) item)
        .filter(item -> item.getString("name").equals("anna"))
        .map(item -> item.getJsonArray("groups").getString(0))
        .findFirst()
        .orElseThrow();
    reviewer.get("/api/v1/recordings?group=" + group);
    assertThat(door.recorder.asked.orElseThrow().more().agents()).contains("anna");
    reviewer.get("/api/v1/recordings?group=no-such-group");
    assertThat(door.recorder.asked.orElseThrow().more().agents())
        .doesNotContain("anna", "ben")
        .hasSize(1);
  }

  @Test
  void saved_searches_are_their_owner_s_alone() throws Exception {
    JsonObject mine = new JsonObject()
        .put(
            "items",
            new JsonArray().add(new JsonObject().put("name", "<b>mine</b>").put("query", "tag=a")));
    assertThat(send(reviewer, "PUT", "/filters", mine).statusCode()).isEqualTo(204);
    assertThat(reviewer.json("/api/v1/filters").getJsonArray("items"))
        .isEqualTo(mine.getJsonArray("items"));
    assertThat(anna.json("/api/v1/filters").getJsonArray("items")).isEmpty();
  }

  @Test
  void an_agent_s_scores_are_their_own() throws Exception {
    door.recorder.reviews.judged(new RecordingId(own), "anna", Optional.empty());
    door.recorder.reviews.judged(new RecordingId(other), "ben", Optional.empty());
    String path = "/api/v1/scores?from=2026-11-01&to=2026-11-30";
    assertThat(anna.json(path).getJsonArray("items").stream()
            .map(one -> ((JsonObject) one).getString("agent")))
        .isNotEmpty()
        .containsOnly("anna");
    assertThat(reviewer.json(path).getJsonArray("items").stream()
            .map(one -> ((JsonObject) one).getString("agent")))
        .contains("anna", "ben");
    assertThat(reviewer.get("/api/v1/scores?from=2026-11-01").statusCode()).isEqualTo(400);
  }

  private static JsonObject said(String what) {
    return new JsonObject().put("said", what).put("text", "because");
  }

  private static HttpResponse<String> send(
      FrontDoor.Person who, String method, String path, JsonObject body) throws Exception {
    return text(who, method, path, body.encode());
  }

  private static HttpResponse<String> text(
      FrontDoor.Person who, String method, String path, String body) throws Exception {
    return door.send(who.request("/api/v1" + path)
        .header("x-csrf-token", who.csrf)
        .header("content-type", "application/json")
        .method(method, BodyPublishers.ofString(body)));
  }
}
