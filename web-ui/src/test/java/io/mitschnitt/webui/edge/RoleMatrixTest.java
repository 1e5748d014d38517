package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every role at every door, with what belongs to anna and what belongs to ben. */
class RoleMatrixTest {

  private static final List<String> PEOPLE =
      List.of("nobody", "anna", "reviewer", "trainer", "trainee", "compliance", "auditor", "admin");

  /** What each person is answered, in the order of {@link #PEOPLE}; {@code :own} is anna's, {@code :other} is ben's. */
  private static final Map<String, List<Integer>> WANTED = Map.ofEntries(
      row("GET /node", 200, 200, 200, 200, 200, 200, 200, 200),
      row("GET /openapi.yaml", 200, 200, 200, 200, 200, 200, 200, 200),
      row("POST /setup", 400, 400, 400, 400, 400, 400, 400, 400),
      row("POST /login", 400, 400, 400, 400, 400, 400, 400, 400),
      row("GET /me", 401, 200, 200, 200, 200, 200, 200, 200),
      row("GET /me/presence", 401, 200, 403, 403, 403, 403, 403, 403),
      row("PUT /me/presence", 401, 400, 403, 403, 403, 403, 403, 403),
      row("GET /agents", 401, 200, 200, 403, 403, 200, 403, 200),
      row("POST /softphone/credentials", 401, 200, 403, 403, 403, 403, 403, 403),
      row("POST /demo/call-me", 401, 202, 202, 202, 202, 202, 202, 202),
      row("GET /trunks", 401, 403, 403, 403, 403, 403, 200, 200),
      row("POST /config/reload", 401, 403, 403, 403, 403, 403, 403, 200),
      row("GET /calls", 401, 200, 200, 200, 403, 200, 200, 200),
      row("GET /calls?state=live", 401, 200, 200, 403, 403, 200, 403, 200),
      row("GET /calls/:own", 401, 200, 200, 404, 403, 200, 404, 200),
      row("GET /calls/:other", 401, 404, 200, 404, 403, 200, 404, 200),
      row("GET /calls/:past-own", 401, 200, 200, 200, 403, 200, 200, 200),
      row("GET /calls/:past-other", 401, 404, 200, 200, 403, 200, 200, 200),
      row("GET /calls/:unknown", 401, 404, 404, 404, 403, 404, 404, 404),
      row("POST /calls/:own/hangup", 401, 204, 403, 403, 403, 403, 403, 204),
      row("POST /calls/:other/hangup", 401, 404, 403, 403, 403, 403, 403, 204),
      row("POST /calls/:own/transfer", 401, 400, 403, 403, 403, 403, 403, 400),
      row("POST /calls/:other/transfer", 401, 400, 403, 403, 403, 403, 403, 400),
      row("POST /calls/:own/stop-recording", 401, 204, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:other/stop-recording", 401, 404, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:own/start-recording", 401, 204, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:other/start-recording", 401, 404, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:own/pause", 401, 204, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:other/pause", 401, 404, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:own/resume", 401, 204, 403, 403, 403, 204, 403, 204),
      row("POST /calls/:other/resume", 401, 404, 403, 403, 403, 204, 403, 204),
      row("POST /policy/simulate", 401, 403, 400, 403, 403, 400, 400, 400),
      row("GET /policy/decisions/:past-own", 401, 200, 200, 403, 403, 200, 200, 200),
      row("GET /policy/decisions/:past-other", 401, 404, 200, 403, 403, 200, 200, 200),
      row("GET /policy/decisions/:unknown", 401, 404, 404, 403, 403, 404, 404, 404),
      row("GET /recordings", 401, 200, 200, 200, 403, 200, 200, 200),
      row("GET /recordings/:own", 401, 200, 200, 200, 403, 200, 200, 200),
      row("GET /recordings/:other", 401, 404, 200, 200, 403, 200, 200, 200),
      row("GET /recordings/:unknown", 401, 404, 404, 404, 403, 404, 404, 404),
      row("GET /recordings/:own/audio", 401, 200, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:other/audio", 401, 404, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:own/audio?format=wav", 401, 200, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:other/audio?format=flac", 401, 404, 200, 200, 403, 200, 403, 403),
      row("HEAD /recordings/:own/audio", 401, 200, 200, 200, 403, 200, 403, 403),
      row("HEAD /recordings/:other/audio", 401, 404, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:own/waveform", 401, 200, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:other/waveform", 401, 404, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:own/evidence", 401, 403, 403, 403, 403, 400, 403, 403),
      row("GET /recordings/:own/evidence?reason=a-dispute", 401, 403, 403, 403, 403, 200, 403, 403),
      row(
          "GET /recordings/:other/evidence?reason=a-dispute",
          401,
          403,
          403,
          403,
          403,
          200,
          403,
          403),
      row("GET /recordings/:own/talk", 401, 200, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:other/talk", 401, 404, 200, 200, 403, 200, 403, 403),
      row("GET /recordings/:own/comments", 401, 200, 200, 200, 403, 200, 200, 403),
      row("GET /recordings/:other/comments", 401, 404, 200, 200, 403, 200, 200, 403),
      row("POST /recordings/:own/comments", 401, 400, 400, 400, 403, 400, 403, 403),
      row("POST /recordings/:other/comments", 401, 404, 400, 400, 403, 400, 403, 403),
      row("GET /mentions", 401, 200, 200, 200, 403, 200, 200, 403),
      row("PUT /recordings/:own/tags", 401, 400, 400, 400, 403, 400, 403, 403),
      row("PUT /recordings/:other/tags", 401, 404, 400, 400, 403, 400, 403, 403),
      row("POST /recordings/tags", 401, 403, 400, 400, 403, 400, 403, 403),
      row("GET /filters", 401, 200, 200, 200, 403, 200, 200, 200),
      row("PUT /filters", 401, 400, 400, 400, 403, 400, 400, 400),
      row("GET /scorecards", 401, 200, 200, 200, 403, 200, 200, 403),
      row("POST /scorecards", 401, 403, 400, 403, 403, 403, 403, 403),
      row("GET /recordings/:own/evaluations", 401, 200, 200, 200, 403, 200, 200, 403),
      row("GET /recordings/:other/evaluations", 401, 404, 200, 200, 403, 200, 200, 403),
      row("POST /recordings/:own/evaluations", 401, 403, 400, 403, 403, 403, 403, 403),
      row("POST /recordings/:other/evaluations", 401, 403, 400, 403, 403, 403, 403, 403),
      row("POST /evaluations/:judged-own/replies", 401, 400, 400, 403, 403, 403, 403, 403),
      row("POST /evaluations/:judged-other/replies", 401, 404, 400, 403, 403, 403, 403, 403),
      row("POST /evaluations/:unknown/replies", 401, 404, 404, 403, 403, 403, 403, 403),
      row("GET /scores?from=2026-11-01&to=2026-11-30", 401, 200, 200, 200, 403, 200, 200, 403),
      row("GET /calibrations", 401, 403, 200, 403, 403, 200, 200, 403),
      row("POST /calibrations", 401, 403, 400, 403, 403, 403, 403, 403),
      row("GET /calibrations/:unknown", 401, 403, 404, 403, 403, 404, 404, 403),
      row("POST /calibrations/:unknown/close", 401, 403, 404, 403, 403, 403, 403, 403),
      row("GET /collections", 401, 403, 403, 200, 200, 403, 403, 403),
      row("POST /collections", 401, 403, 403, 400, 403, 403, 403, 403),
      row("GET /collections/:course-own", 401, 403, 403, 200, 200, 403, 403, 403),
      row("GET /collections/:course-other", 401, 403, 403, 200, 404, 403, 403, 403),
      row("PUT /collections/:course-own", 401, 403, 403, 400, 403, 403, 403, 403),
      row("DELETE /collections/:unknown", 401, 403, 403, 404, 403, 403, 403, 403),
      row("GET /collections/:course-own/progress", 401, 403, 403, 200, 403, 403, 403, 403),
      row("GET /collections/:course-own/audio?item=one", 401, 403, 403, 200, 200, 403, 403, 403),
      row("GET /collections/:course-own/audio?item=two", 401, 403, 403, 404, 404, 403, 403, 403),
      row("GET /collections/:course-other/audio?item=one", 401, 403, 403, 200, 404, 403, 403, 403),
      row("POST /collections/:course-own/heard", 401, 403, 403, 400, 400, 403, 403, 403),
      row("POST /collections/:course-other/heard", 401, 403, 403, 400, 404, 403, 403, 403),
      row("POST /collections/:course-own/answers", 401, 403, 403, 400, 400, 403, 403, 403),
      row("POST /collections/:course-other/answers", 401, 403, 403, 400, 404, 403, 403, 403),
      row("GET /samples", 401, 403, 200, 403, 403, 200, 200, 403),
      row("POST /samples", 401, 403, 400, 403, 403, 403, 403, 403),
      row("POST /samples/:unknown/draw", 401, 403, 404, 403, 403, 403, 403, 403),
      row("PUT /recordings/:own/hold", 401, 403, 403, 403, 403, 400, 403, 403),
      row("PUT /recordings/:unknown/hold", 401, 403, 403, 403, 403, 404, 403, 403),
      row("DELETE /recordings/:own/hold", 401, 403, 403, 403, 403, 400, 403, 403),
      row("GET /holds", 401, 403, 403, 403, 403, 200, 200, 403),
      row("DELETE /recordings/:own", 401, 403, 403, 403, 403, 400, 403, 403),
      row("DELETE /recordings/:unknown", 401, 403, 403, 403, 403, 404, 403, 403),
      row("GET /recordings/:own/certificate", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /recordings/:unknown/certificate", 401, 403, 403, 403, 403, 404, 404, 404),
      row("GET /recordings/:own/custody", 401, 403, 403, 403, 403, 200, 200, 403),
      row("GET /recordings/:unknown/custody", 401, 403, 403, 403, 403, 404, 404, 403),
      row("PUT /recordings/:own/restriction", 401, 403, 403, 403, 403, 400, 403, 403),
      row("POST /recordings/:own/extension", 401, 403, 403, 403, 403, 400, 403, 403),
      row("POST /imports", 401, 403, 403, 403, 403, 400, 403, 403),
      row("GET /retention/rules", 401, 403, 403, 403, 403, 200, 200, 200),
      row("POST /retention/rehearsal", 401, 403, 403, 403, 403, 400, 400, 400),
      row("GET /retention/clock", 401, 403, 403, 403, 403, 200, 200, 200),
      row("POST /retention/clock", 401, 403, 403, 403, 403, 400, 403, 400),
      row("POST /recordings/:own/receipt", 401, 201, 403, 403, 403, 201, 403, 403),
      row("POST /recordings/:other/receipt", 401, 404, 403, 403, 403, 201, 403, 403),
      row("GET /receipts/:unknown", 404, 404, 404, 404, 404, 404, 404, 404),
      row("POST /receipts/:unknown/erasure", 404, 404, 404, 404, 404, 404, 404, 404),
      row("POST /subjects/access", 401, 403, 403, 403, 403, 400, 403, 403),
      row("POST /subjects/erasure", 401, 403, 403, 403, 403, 400, 403, 403),
      row("GET /subjects/requests", 401, 403, 403, 403, 403, 200, 200, 403),
      row("GET /subjects/requests/:unknown", 401, 403, 403, 403, 403, 404, 403, 403),
      row("POST /subjects/requests/:unknown/confirm", 401, 403, 403, 403, 403, 400, 403, 403),
      row("POST /subjects/requests/:unknown/delivered", 401, 403, 403, 403, 403, 400, 403, 403),
      row(
          "GET /subjects/requests/:unknown/recordings/:own",
          401,
          403,
          403,
          403,
          403,
          404,
          403,
          403),
      row("GET /cases", 401, 403, 403, 403, 403, 200, 200, 403),
      row("POST /cases", 401, 403, 403, 403, 403, 400, 403, 403),
      row("GET /cases/:unknown", 401, 403, 403, 403, 403, 404, 404, 403),
      row("POST /cases/:unknown/notes", 401, 403, 403, 403, 403, 400, 403, 403),
      row("POST /cases/:unknown/recordings", 401, 403, 403, 403, 403, 400, 403, 403),
      row("GET /cases/:unknown/export?reason=a-dispute", 401, 403, 403, 403, 403, 404, 403, 403),
      row("PUT /me/password", 401, 400, 400, 400, 400, 400, 400, 400),
      row("GET /users", 401, 403, 403, 403, 403, 403, 200, 200),
      row("POST /users", 401, 403, 403, 403, 403, 403, 403, 400),
      row("PUT /users/:unknown", 401, 403, 403, 403, 403, 403, 403, 400),
      row("PUT /users/:unknown/password", 401, 403, 403, 403, 403, 403, 403, 400),
      row("DELETE /users/:unknown", 401, 403, 403, 403, 403, 403, 403, 404),
      row("GET /tokens", 401, 403, 403, 403, 403, 403, 200, 200),
      row("POST /tokens", 401, 403, 403, 403, 403, 403, 403, 400),
      row("DELETE /tokens/:unknown", 401, 403, 403, 403, 403, 403, 403, 404),
      row("GET /webhooks", 401, 403, 403, 403, 403, 403, 200, 200),
      row("POST /webhooks", 401, 403, 403, 403, 403, 403, 403, 400),
      row("DELETE /webhooks/:unknown", 401, 403, 403, 403, 403, 403, 403, 404),
      row("GET /webhooks/:unknown/deliveries", 401, 403, 403, 403, 403, 403, 403, 404),
      row("POST /webhooks/:unknown/test", 401, 403, 403, 403, 403, 403, 403, 404),
      row("POST /webhooks/:unknown/replay", 401, 403, 403, 403, 403, 403, 403, 404),
      row("GET /system", 401, 403, 403, 403, 403, 403, 200, 200),
      row("GET /coverage", 401, 403, 200, 403, 403, 200, 200, 200),
      row("GET /ledger/checkpoint", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /compliance/mifid", 401, 403, 403, 403, 403, 409, 409, 409),
      row("GET /compliance/register", 401, 403, 403, 403, 403, 409, 409, 409),
      row("GET /compliance/dpia", 401, 403, 403, 403, 403, 409, 409, 409),
      row("GET /ledger/handovers", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/key", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/entries?from=5&limit=10", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/entries?from=x", 401, 403, 403, 403, 403, 400, 400, 400),
      row("GET /ledger/proof?seq=1&size=9", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/proof", 401, 403, 403, 403, 403, 400, 400, 400),
      row("GET /ledger/consistency?from=1&to=9", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/consistency?from=8&to=7", 401, 403, 403, 403, 403, 404, 404, 404),
      row("GET /calls/:past-own/consent-record", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/statement?day=2026-11-25", 401, 403, 403, 403, 403, 200, 200, 200),
      row("GET /ledger/statement", 401, 403, 403, 403, 403, 400, 400, 400));

  /** Streams and endings of sessions have tests of their own. */
  private static final Set<String> ELSEWHERE = Set.of("GET /events", "POST /logout");

  private static FrontDoor door;
  private static Map<String, FrontDoor.Person> logins;
  private static Map<String, String> ids;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
    RecordingId own = door.recorder.recorded("anna", "", Buffer.buffer("own"));
    RecordingId other = door.recorder.recorded("ben", "", Buffer.buffer("other"));
    var judgedOwn = door.recorder.reviews.judged(own, "anna", Optional.empty());
    var judgedOther = door.recorder.reviews.judged(other, "ben", Optional.empty());
    ids = Map.ofEntries(
        Map.entry("rec course-own", door.recorder.reviews.taught(own, "trainee").id()),
        Map.entry(
            "rec course-other",
            door.recorder.reviews.taught(own, "somebody-else").id()),
        Map.entry("rec judged-own", judgedOwn.id()),
        Map.entry("rec judged-other", judgedOther.id()),
        Map.entry("call own", door.gateway.running("anna", "").id().value()),
        Map.entry("call other", door.gateway.running("ben", "").id().value()),
        Map.entry("call past-own", door.recorder.cards.get(own).call().id().value()),
        Map.entry("call past-other", door.recorder.cards.get(other).call().id().value()),
        Map.entry("rec own", own.value()),
        Map.entry("rec other", other.value()),
        Map.entry("unknown", "0".repeat(32)));
    logins = new java.util.HashMap<>();
    for (String name : PEOPLE.subList(1, PEOPLE.size())) {
      logins.put(name, door.person(name));
    }
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @Test
  void everybody_is_answered_as_the_table_says() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> row : WANTED.entrySet()) {
      for (int i = 0; i < PEOPLE.size(); i++) {
        int got = status(PEOPLE.get(i), row.getKey());
        if (got != row.getValue().get(i)) {
          wrong.add(PEOPLE.get(i) + " " + row.getKey() + ": " + got + " instead of "
              + row.getValue().get(i));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_door_has_a_row_in_the_table() {
    Set<String> rows = WANTED.keySet().stream()
        .map(row -> row.replaceAll("\\?.*", "").replaceAll(":[a-z-]+", ":id"))
        .collect(java.util.stream.Collectors.toSet());
    assertThat(RouteNames.of(door))
        .allSatisfy(name -> assertThat(
                rows.contains(name.replaceAll(":[a-z-]+", ":id")) || ELSEWHERE.contains(name))
            .as(name)
            .isTrue());
  }

  @Test
  void an_agent_s_lists_hold_their_own_calls_alone() throws Exception {
    assertThat(agents("anna", "/api/v1/recordings")).containsExactly("anna");
    assertThat(door.recorder.asked.orElseThrow().agent()).contains("anna");
    assertThat(agents("anna", "/api/v1/calls")).containsExactly("anna");
    assertThat(agents("anna", "/api/v1/calls?state=live")).containsExactly("anna");
    assertThat(agents("reviewer", "/api/v1/recordings")).containsExactlyInAnyOrder("anna", "ben");
  }

  @Test
  void a_listening_is_noted_with_the_person_and_the_role() throws Exception {
    logins.get("compliance").get("/api/v1/recordings/" + ids.get("rec own") + "/audio");
    assertThat(door.recorder.listenings)
        .extracting(one -> one.listener().user() + " " + one.listener().role())
        .contains("compliance compliance")
        .doesNotContain("admin admin", "auditor auditor");
  }

  @Test
  void an_export_is_told_to_the_recorder_with_person_role_and_reason() throws Exception {
    logins
        .get("compliance")
        .get("/api/v1/recordings/" + ids.get("rec own") + "/evidence?reason=for%20the%20court");
    assertThat(door.recorder.evidence.exports).contains("compliance compliance for the court");
  }

  private static List<String> agents(String name, String path) throws Exception {
    JsonArray items = logins.get(name).json(path).getJsonArray("items");
    return items.stream()
        .map(item -> ((io.vertx.core.json.JsonObject) item).getString("agent"))
        .toList();
  }

  private static int status(String name, String row) throws Exception {
    door.clock.pass(java.time.Duration.ofMillis(100)); // nobody here asks too fast
    String[] words = row.split(" ");
    String path = "/api/v1" + words[1];
    String kind = path.contains("/calls") || path.contains("/decisions") ? "call " : "rec ";
    for (String which : List.of(
        "past-own",
        "past-other",
        "judged-own",
        "judged-other",
        "course-own",
        "course-other",
        "own",
        "other")) {
      path = path.replace(":" + which, ids.getOrDefault(kind + which, ""));
    }
    path = path.replace(":unknown", ids.get("unknown"));
    var request = name.equals("nobody")
        ? door.request(path)
        : logins.get(name).request(path).header("x-csrf-token", logins.get(name).csrf);
    return door.bytes(request.method(HttpMethod.valueOf(words[0]).name(), BodyPublishers.noBody()))
        .statusCode();
  }

  private static Map.Entry<String, List<Integer>> row(String name, Integer... statuses) {
    return Map.entry(name, List.of(statuses));
  }
}
