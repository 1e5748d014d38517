package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Collections for training at the front door. */
class TrainingDoorTest {

  private static FrontDoor door;
  private static FrontDoor.Person trainer;
  private static FrontDoor.Person trainee;
  private static RecordingId recording;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
    trainer = door.person("trainer");
    trainee = door.person("trainee");
    recording = door.recorder.recorded("anna", "Mrs Secret", Buffer.buffer("sound"));
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @Test
  void a_trainee_learns_the_answer_after_their_own_and_nothing_of_the_customer() throws Exception {
    Course course = door.recorder.reviews.taught(recording, "trainee");
    String path = "/api/v1/collections/" + course.id();
    String before = trainee.get(path).body();
    assertThat(before).doesNotContain("the second voice", recording.value(), "Secret", "+49");
    JsonObject question = question(new JsonObject(before));
    assertThat(question.getValue("right")).isNull();

    JsonObject answer = new JsonObject().put("item", "one").put("question", 0).put("option", 0);
    JsonObject told =
        new JsonObject(send(trainee, "POST", "/collections/" + course.id() + "/answers", answer)
            .body());
    assertThat(told.getInteger("right")).isEqualTo(1);
    assertThat(told.getString("why")).isEqualTo("the second voice");
    JsonObject after = question(trainee.json(path));
    assertThat(after.getInteger("chosen")).isZero();
    assertThat(after.getInteger("right")).isEqualTo(1);
    JsonObject progress = trainer.json(path + "/progress").getJsonArray("items").getJsonObject(0);
    assertThat(progress.getString("trainee")).isEqualTo("trainee");
    assertThat(progress.getInteger("right")).isZero();
    assertThat(progress.getInteger("answered")).isEqualTo(1);
  }

  @Test
  void a_clip_is_heard_through_its_collection_alone_and_noted() throws Exception {
    Course course = door.recorder.reviews.taught(recording, "trainee");
    HttpResponse<String> heard =
        trainee.get("/api/v1/collections/" + course.id() + "/audio?item=one");
    assertThat(heard.statusCode()).isEqualTo(200);
    assertThat(heard.body()).isEqualTo("sound");
    assertThat(heard.headers().firstValue("content-disposition").orElseThrow())
        .doesNotContain(recording.value());
    assertThat(door.recorder.listenings)
        .extracting(one -> one.listener().user() + " " + one.listener().role())
        .contains("trainee trainee");
    assertThat(trainee.get("/api/v1/recordings/" + recording + "/audio").statusCode())
        .isEqualTo(403);
  }

  @Test
  void what_is_erased_is_gone_from_its_collections_by_itself() throws Exception {
    RecordingId id = door.recorder.recorded("anna", "", Buffer.buffer("sound"));
    Course course = door.recorder.reviews.taught(id, "trainee");
    String path = "/api/v1/collections/" + course.id();
    assertThat(item(trainee.json(path)).getBoolean("gone")).isFalse();
    Card card = door.recorder.cards.get(id);
    door.recorder.cards.put(id, erased(card));
    door.recorder.sounds.remove(id);
    assertThat(item(trainee.json(path)).getBoolean("gone")).isTrue();
    assertThat(trainee.get(path + "/audio?item=one").statusCode()).isEqualTo(404);
  }

  @Test
  void a_collection_is_written_in_the_trainer_s_order() throws Exception {
    JsonObject wish = new JsonObject()
        .put("name", "<b>Start</b>")
        .put("items", new JsonArray().add(clip("b")).add(clip("a")));
    JsonObject made = new JsonObject(send(trainer, "POST", "/collections", wish).body());
    assertThat(made.getString("name")).isEqualTo("<b>Start</b>");
    assertThat(
            made.getJsonArray("items").stream().map(item -> ((JsonObject) item).getString("key")))
        .containsExactly("b", "a");
    wish.put("items", new JsonArray().add(clip("a")));
    String path = "/collections/" + made.getString("id");
    assertThat(send(trainer, "PUT", path, wish).statusCode()).isEqualTo(200);
    assertThat(trainee.json("/api/v1" + path).getJsonArray("items")).hasSize(1);
    assertThat(send(trainer, "DELETE", path, new JsonObject()).statusCode()).isEqualTo(204);
    assertThat(trainee.get("/api/v1" + path).statusCode()).isEqualTo(404);
  }

  private static JsonObject clip(String key) {
    return new JsonObject()
        .put("key", key)
        .put("title", key)
        .put("recording", recording.value())
        .put("fromMillis", 0)
        .put("toMillis", null);
  }

  private static Card erased(Card card) {
    return new Card(
        card.id(),
        card.call(),
        card.decision(),
        card.consent(),
        State.ERASED,
        card.startedAt(),
        card.length(),
        card.sha256(),
        card.deleteAfter(),
        card.ending(),
        card.findings());
  }

  private static JsonObject item(JsonObject course) {
    return course.getJsonArray("items").getJsonObject(0);
  }

  private static JsonObject question(JsonObject course) {
    return item(course).getJsonArray("quiz").getJsonObject(0);
  }

  private static HttpResponse<String> send(
      FrontDoor.Person who, String method, String path, JsonObject body) throws Exception {
    return door.send(who.request("/api/v1" + path)
        .header("x-csrf-token", who.csrf)
        .header("content-type", "application/json")
        .method(method, BodyPublishers.ofString(body.encode())));
  }
}
