package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

  @Test
  void a_reviewer_gets_all_news_in_order() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      Iterator<String> news = follow(door, "reviewer");
      LiveCall call = door.gateway.running("ben", "<script>alert(1)</script>\n\"x\"");
      tell(door, new CallNews.Began(call));
      tell(door, new CallNews.Ended(call));
      RecordingId id = RecordingId.random();
      tell(
          door,
          new RecordingEvent.Stored(
              id, call.id(), FakeRecorder.NOON, Duration.ofMillis(61_007), "ab"));

      assertThat(news.next()).isEqualTo("event: call");
      JsonObject began = data(news);
      assertThat(began.getString("kind")).isEqualTo("began");
      assertThat(began.getJsonObject("call").getJsonObject("customer").getString("name"))
          .isEqualTo("<script>alert(1)</script>\n\"x\"");
      assertThat(news.next()).isEqualTo("event: call");
      assertThat(data(news).getString("kind")).isEqualTo("ended");
      assertThat(news.next()).isEqualTo("event: recording");
      assertThat(data(news))
          .isEqualTo(new JsonObject()
              .put("kind", "stored")
              .put("at", "2026-11-25T12:00:00.007Z")
              .put("durationMs", 61_007)
              .put("recording", id.value())
              .put("call", call.id().value()));
    }
  }

  @Test
  void an_agent_gets_news_of_their_own_calls_alone() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      CallId own = call(door, door.recorder.recorded("anna", "", Buffer.buffer()));
      CallId other = call(door, door.recorder.recorded("ben", "", Buffer.buffer()));
      Iterator<String> news = follow(door, "anna");
      tell(door, new CallNews.Began(door.gateway.running("ben", "")));
      tell(door, new RecordingEvent.Failed(RecordingId.random(), other, FakeRecorder.NOON, "disk"));
      tell(door, new RecordingEvent.Failed(RecordingId.random(), own, FakeRecorder.NOON, "disk"));

      assertThat(news.next()).isEqualTo("event: recording");
      assertThat(data(news).getString("call")).isEqualTo(own.value());
    }
  }

  @Test
  void an_auditor_gets_no_news_of_running_calls() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      Iterator<String> news = follow(door, "auditor");
      LiveCall call = door.gateway.running("ben", "");
      tell(door, new CallNews.Began(call));
      tell(door, new RecordingEvent.Opened(RecordingId.random(), call.id(), FakeRecorder.NOON));
      assertThat(news.next()).isEqualTo("event: recording");
    }
  }

  @Test
  void a_supervisor_s_board_is_told_of_every_call_each_second_and_an_agent_s_is_not()
      throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      LiveCall call = door.gateway.running("ben", "");
      Iterator<String> board = follow(door, "reviewer", "?board=1");
      assertThat(board.next()).isEqualTo("event: board");
      JsonObject line = data(board).getJsonArray("calls").getJsonObject(0);
      assertThat(line.getString("id")).isEqualTo(call.id().value());
      assertThat(line.fieldNames())
          .containsExactlyInAnyOrder("id", "mos", "lossPercent", "jitterMillis", "silent");
      assertThat(board.next()).isEqualTo("event: board");

      Iterator<String> own = follow(door, "anna", "?board=1");
      data(board);
      board.next();
      tell(door, new CallNews.Began(door.gateway.running("anna", "")));
      assertThat(own.next()).isEqualTo("event: call");
    }
  }

  @Test
  void the_stream_ends_with_the_session() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      FrontDoor.Person reviewer = door.person("reviewer");
      HttpResponse<Stream<String>> answer = door.lines(reviewer.request("/api/v1/events"));
      Iterator<String> lines = answer.body().iterator();
      assertThat(lines.next()).startsWith("retry:");
      assertThat(reviewer.post("/api/v1/logout").statusCode()).isEqualTo(204);
      while (lines.hasNext()) {
        assertThat(lines.next()).isEmpty();
      }
    }
  }

  @Test
  void nobody_who_is_not_logged_in_gets_news() throws Exception {
    try (FrontDoor door = new FrontDoor()) {
      assertThat(door.get("/api/v1/events").statusCode()).isEqualTo(401);
    }
  }

  /** The stream's lines once it runs, empty ones and comments left out. */
  private static Iterator<String> follow(FrontDoor door, String name) throws Exception {
    return follow(door, name, "");
  }

  private static Iterator<String> follow(FrontDoor door, String name, String query)
      throws Exception {
    HttpResponse<Stream<String>> answer =
        door.lines(door.person(name).request("/api/v1/events" + query));
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    Iterator<String> lines =
        answer.body().filter(line -> !line.isEmpty() && !line.startsWith(":")).iterator();
    assertThat(lines.next()).isEqualTo("retry: 2000");
    return lines;
  }

  private static JsonObject data(Iterator<String> news) {
    String line = news.next();
    assertThat(line).startsWith("data: ");
    return new JsonObject(line.substring(6));
  }

  private static CallId call(FrontDoor door, RecordingId id) {
    return door.recorder.cards.get(id).call().id();
  }

  private static void tell(FrontDoor door, CallNews news) {
    door.gateway.readers.forEach(reader -> reader.handle(news));
  }

  private static void tell(FrontDoor door, RecordingEvent event) {
    door.recorder.readers.forEach(reader -> reader.handle(event));
  }
}
