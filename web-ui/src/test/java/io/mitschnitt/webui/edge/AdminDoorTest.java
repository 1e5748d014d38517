package io.mitschnitt.webui.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People, tokens and webhooks at the front door. */
class AdminDoorTest {

  private static final String PASSWORD = "rather long words here";

  private static FrontDoor door;
  private static FrontDoor.Person admin;

  @BeforeAll
  static void open_the_door() throws Exception {
    door = new FrontDoor();
    admin = door.person("admin");
  }

  @AfterAll
  static void close_the_door() throws Exception {
    door.close();
  }

  @Test
  void an_account_is_made_changed_disabled_and_removed() throws Exception {
    assertThat(add("rosa", "reviewer").statusCode()).isEqualTo(201);
    assertThat(add("rosa", "reviewer").statusCode()).isEqualTo(409);
    assertThat(user("rosa").getString("source")).isEqualTo("account");
    assertThat(user("anna").getString("source")).isEqualTo("configuration");
    assertThat(user("reviewer").getString("source")).isEqualTo("demo");
    assertThat(door.login("rosa", PASSWORD).statusCode()).isEqualTo(200);

    JsonObject off = roles("reviewer").put("disabled", true);
    assertThat(send("PUT", "/users/rosa", off).statusCode()).isEqualTo(204);
    assertThat(door.login("rosa", PASSWORD).statusCode()).isEqualTo(401);
    assertThat(user("rosa").getBoolean("disabled")).isTrue();
    assertThat(send("PUT", "/users/rosa", roles("trainer")).statusCode()).isEqualTo(204);
    assertThat(door.login("rosa", PASSWORD).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/users/rosa", null).statusCode()).isEqualTo(204);
    assertThat(send("DELETE", "/users/rosa", null).statusCode()).isEqualTo(404);
    assertThat(door.login("rosa", PASSWORD).statusCode()).isEqualTo(401);
  }

  @Test
  void whose_roles_or_password_change_is_logged_out() throws Exception {
    add("otto", "reviewer");
    FrontDoor.Person before = login("otto", PASSWORD);
    assertThat(before.get("/api/v1/me").statusCode()).isEqualTo(200);
    send("PUT", "/users/otto", roles("trainer"));
    assertThat(before.get("/api/v1/me").statusCode()).isEqualTo(401);

    FrontDoor.Person again = login("otto", PASSWORD);
    send("PUT", "/users/otto/password", new JsonObject().put("password", "other words than those"));
    assertThat(again.get("/api/v1/me").statusCode()).isEqualTo(401);

    FrontDoor.Person here = login("otto", "other words than those");
    FrontDoor.Person elsewhere = login("otto", "other words than those");
    JsonObject own = new JsonObject().put("old", "wrong").put("password", "a third set of words");
    assertThat(send(here, "PUT", "/me/password", own).statusCode()).isEqualTo(403);
    own.put("old", "other words than those");
    assertThat(send(here, "PUT", "/me/password", own).statusCode()).isEqualTo(204);
    assertThat(here.get("/api/v1/me").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/api/v1/me").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /users          | {'name':'Eve','roles':['admin'],'password':'rather long words here'} | 400",
        "POST | /users          | {'name':'token.eve','roles':['admin'],'password':'rather long words here'} | 400",
        "POST | /users          | {'name':'eve','roles':['root'],'password':'rather long words here'}  | 400",
        "POST | /users          | {'name':'eve','roles':[],'password':'rather long words here'}        | 400",
        "POST | /users          | {'name':'eve','roles':['admin'],'password':'short'}                  | 400",
        "POST | /users          | {'name':'anna','roles':['admin'],'password':'rather long words here'} | 409",
        "PUT  | /users/admin    | {'roles':['reviewer'],'disabled':false}                              | 409",
        "PUT  | /users/admin    | {'roles':['admin'],'disabled':true}                                  | 409",
        "PUT  | /users/anna     | {'roles':['admin'],'disabled':false}                                 | 404",
        "POST | /tokens         | {'name':'x','roles':['agent'],'days':1}                              | 400",
        "POST | /tokens         | {'name':'x','roles':['reviewer'],'days':0}                           | 400",
        "POST | /webhooks       | {'name':'x','url':'http://example.org/','events':[]}                 | 400",
        "POST | /webhooks       | {'name':'x','url':'https://169.254.169.254/','events':[]}            | 400",
        "POST | /webhooks       | {'name':'x','url':'file:///etc/passwd','events':[]}                  | 400",
        "POST | /webhooks       | {'name':'x','url':'https://u:p@example.org/','events':[]}            | 400",
        "POST | /webhooks       | {'name':'x','url':'https://example.org/','events':['all']}           | 400",
      })
  void what_must_not_be_is_refused(String method, String path, String body, int status)
      throws Exception {
    HttpResponse<String> answer =
        send(method.strip(), path.strip(), new JsonObject(body.replace('\'', '"')));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void a_token_acts_with_its_roles_until_it_is_revoked_or_over() throws Exception {
    JsonObject wish = new JsonObject()
        .put("name", "wallboard")
        .put("roles", new JsonArray().add("reviewer"))
        .put("days", 1);
    JsonObject made = new JsonObject(send("POST", "/tokens", wish).body());
    String secret = made.getString("token");
    assertThat(secret).startsWith("mit_").hasSizeGreaterThan(50);
    assertThat(door.recorder.shelves.get("tokens").toString()).doesNotContain(secret);
    assertThat(admin.get("/api/v1/tokens").body())
        .contains("wallboard")
        .doesNotContain(secret, "digest");

    assertThat(
            new JsonObject(bearer(secret, "/me").body()).getJsonObject("user").getString("name"))
        .isEqualTo("token.wallboard");
    assertThat(bearer(secret, "/recordings").statusCode()).isEqualTo(200);
    assertThat(bearer(secret, "/users").statusCode()).isEqualTo(403);
    String id = door.recorder.recorded("anna", "", Buffer.buffer("x")).value();
    HttpRequest.Builder comment = door.request("/api/v1/recordings/" + id + "/comments")
        .header("authorization", "Bearer " + secret)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString("{\"text\":\"by a program\"}"));
    assertThat(door.send(comment).statusCode()).isEqualTo(201);

    assertThat(door.send(door.request("/api/v1/me").header("cookie", "sid=" + secret))
            .statusCode())
        .isEqualTo(401);
    assertThat(bearer(secret + "x", "/me").statusCode()).isEqualTo(401);
    assertThat(bearer("mit_x_y", "/me").statusCode()).isEqualTo(401);
    HttpRequest.Builder withCookie =
        admin.request("/api/v1/users").header("authorization", "Bearer mit_x_y");
    assertThat(door.send(withCookie).statusCode()).isEqualTo(401);

    send("DELETE", "/tokens/" + made.getString("id"), null);
    assertThat(bearer(secret, "/me").statusCode()).isEqualTo(401);
  }

  @Test
  void a_webhook_is_told_signed_tried_again_and_replayed() throws Exception {
    BlockingQueue<Map.Entry<Map<String, String>, String>> got = new LinkedBlockingQueue<>();
    AtomicInteger refusals = new AtomicInteger(1);
    var receiver = door.vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> {
          got.add(Map.entry(
              Map.of(
                  "signature", request.getHeader("x-mitschnitt-signature"),
                  "event", request.getHeader("x-mitschnitt-event"),
                  "delivery", request.getHeader("x-mitschnitt-delivery")),
              body.toString()));
          request
              .response()
              .setStatusCode(refusals.getAndDecrement() > 0 ? 500 : 204)
              .end();
        }))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    JsonObject wish = new JsonObject()
        .put("name", "archive")
        .put("url", "http://127.0.0.1:" + receiver.actualPort() + "/hook")
        .put("events", new JsonArray().add("recording-stored"));
    JsonObject made = new JsonObject(send("POST", "/webhooks", wish).body());
    String secret = made.getString("secret");
    assertThat(door.recorder.shelves.get("webhooks").toString()).doesNotContain(secret);

    RecordingId recording = RecordingId.random();
    var stored = new RecordingEvent.Stored(
        recording, CallId.at(1), FakeRecorder.NOON, Duration.ofSeconds(3), "ab");
    door.recorder.readers.forEach(reader -> reader.handle(stored));
    door.recorder.readers.forEach(reader ->
        reader.handle(new RecordingEvent.Opened(recording, CallId.at(1), FakeRecorder.NOON)));
    var first = got.poll(30, TimeUnit.SECONDS);
    var second = got.poll(30, TimeUnit.SECONDS);
    assertThat(second.getValue()).isEqualTo(first.getValue());
    assertThat(second.getKey()).isEqualTo(first.getKey());
    JsonObject body = new JsonObject(first.getValue());
    assertThat(body.getString("kind")).isEqualTo("recording-stored");
    assertThat(body.getJsonObject("data").getString("recording")).isEqualTo(recording.value());
    assertThat(first.getKey().get("signature"))
        .isEqualTo("t=" + FakeRecorder.NOON.getEpochSecond() + ",v1="
            + hmac(secret, FakeRecorder.NOON.getEpochSecond() + "." + first.getValue()));

    String hook = "/webhooks/" + made.getString("id");
    String delivery = first.getKey().get("delivery");
    JsonObject entry = awaitDelivered(hook);
    assertThat(entry.getInteger("tries")).isEqualTo(2);
    assertThat(entry.getString("id")).isEqualTo(delivery);
    JsonObject once = new JsonObject().put("delivery", delivery);
    assertThat(send("POST", hook + "/replay", once).statusCode()).isEqualTo(204);
    assertThat(got.poll(30, TimeUnit.SECONDS).getKey().get("delivery")).isEqualTo(delivery);
    assertThat(send("POST", hook + "/test", null).statusCode()).isEqualTo(204);
    assertThat(got.poll(30, TimeUnit.SECONDS).getKey().get("event")).isEqualTo("test");
    assertThat(send("DELETE", hook, null).statusCode()).isEqualTo(204);
    assertThat(send("POST", hook + "/test", null).statusCode()).isEqualTo(404);
  }

  @Test
  void who_asks_too_fast_is_told_to_wait_and_others_are_not() throws Exception {
    FrontDoor.Person hasty = door.person("auditor");
    int refused = 0;
    for (int i = 0; i < 130; i++) {
      HttpResponse<String> answer = hasty.get("/api/v1/me");
      if (answer.statusCode() == 429) {
        refused++;
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
      }
    }
    assertThat(refused).isEqualTo(10);
    assertThat(admin.get("/api/v1/me").statusCode()).isEqualTo(200);
    door.clock.pass(Duration.ofSeconds(1));
    assertThat(hasty.get("/api/v1/me").statusCode()).isEqualTo(200);
  }

  @Test
  void the_system_and_the_days_are_told() throws Exception {
    door.recorder.recorded("anna", "", Buffer.buffer("x"));
    JsonObject system = admin.json("/api/v1/system");
    assertThat(system.getBoolean("storeUp")).isTrue();
    assertThat(system.getInteger("backlog")).isEqualTo(2);
    assertThat(system.getJsonObject("disk").getString("state")).isEqualTo("enough");
    JsonArray days = admin.json("/api/v1/coverage?days=3").getJsonArray("items");
    assertThat(days).hasSize(3);
    JsonObject today = days.getJsonObject(2);
    assertThat(today.getString("day")).isEqualTo("2026-11-25");
    assertThat(today.getInteger("recorded")).isPositive().isEqualTo(today.getInteger("answered"));
    assertThat(admin.get("/api/v1/coverage?days=93").statusCode()).isEqualTo(400);
  }

  private static JsonObject awaitDelivered(String hook) throws Exception {
    for (int i = 0; i < 500; i++) {
      JsonObject entry =
          admin.json("/api/v1" + hook + "/deliveries").getJsonArray("items").getJsonObject(0);
      if (entry.getString("state").equals("delivered")) {
        return entry;
      }
      door.clock.pass(Duration.ofMillis(100));
    }
    throw new AssertionError("not delivered");
  }

  private static String hmac(String secret, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> add(String name, String role) throws Exception {
    return send(
        "POST",
        "/users",
        new JsonObject()
            .put("name", name)
            .put("roles", new JsonArray().add(role))
            .put("password", PASSWORD));
  }

  private static JsonObject roles(String... roles) {
    return new JsonObject().put("roles", new JsonArray(List.of(roles))).put("disabled", false);
  }

  private static JsonObject user(String name) throws Exception {
    return admin.json("/api/v1/users").getJsonArray("items").stream()
        .map(item -> (JsonObject) item)
        .filter(item -> item.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FrontDoor.Person login(String name, String password) throws Exception {
    HttpResponse<String> answer = door.login(name, password);
    assertThat(answer.statusCode()).isEqualTo(200);
    return door
    .new Person(
        answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0],
        new JsonObject(answer.body()).getString("csrf"));
  }

  private static HttpResponse<String> bearer(String secret, String path) throws Exception {
    return door.send(door.request("/api/v1" + path).header("authorization", "Bearer " + secret));
  }

  private static HttpResponse<String> send(
      String method, String path, @org.jspecify.annotations.Nullable JsonObject body)
      throws Exception {
    return send(admin, method, path, body);
  }

  private static HttpResponse<String> send(
      FrontDoor.Person who,
      String method,
      String path,
      @org.jspecify.annotations.Nullable JsonObject body)
      throws Exception {
    HttpRequest.Builder request = who.request("/api/v1" + path).header("x-csrf-token", who.csrf);
    return door.send(
        body == null
            ? request.method(method, BodyPublishers.noBody())
            : request
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode())));
  }
}
