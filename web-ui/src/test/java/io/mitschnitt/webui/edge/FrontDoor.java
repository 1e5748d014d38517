package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.account.SetupToken;
import io.mitschnitt.webui.conf.WebConf;
import io.mitschnitt.webui.conf.WebConf.AgentLogin;
import io.mitschnitt.webui.conf.WebConf.Demo;
import io.mitschnitt.webui.conf.WebConf.DemoUser;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The front door on a free port over two fake floors, with a clock that stands still, and visitors to it. */
final class FrontDoor implements AutoCloseable {

  final FakeRecorder recorder = new FakeRecorder();
  final FakeGateway gateway = new FakeGateway();
  final SetClock clock = new SetClock();
  final Vertx vertx = Vertx.vertx();
  final WebUiVerticle page;
  private final HttpClient client = HttpClient.newHttpClient();

  FrontDoor() throws Exception {
    this(SetupToken.none(), true);
  }

  FrontDoor(SetupToken setup, boolean demo) throws Exception {
    page = new WebUiVerticle(conf(demo), recorder, gateway, setup, clock);
    vertx.deployVerticle(page).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static WebConf conf(boolean demo) {
    List<DemoUser> people = Stream.of(
            "reviewer", "trainer", "trainee", "compliance", "auditor", "admin")
        .map(role -> new DemoUser(role, role, List.of(role)))
        .toList();
    List<AgentLogin> agents = List.of(
        new AgentLogin("anna", Optional.of("anna-s-secret"), Optional.empty()),
        new AgentLogin("ben", Optional.empty(), Optional.empty()));
    return new WebConf(
        "node1",
        "127.0.0.1",
        0,
        Optional.empty(),
        Set.of("https://calls.example.org"),
        agents,
        demo ? Optional.of(new Demo("+493023125001", "+493023125000", people)) : Optional.empty(),
        Set.of("service"));
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  String base() {
    return "http://127.0.0.1:" + page.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<Stream<String>> lines(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofLines());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> post(String path, JsonObject body) throws Exception {
    return send(request(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body.encode())));
  }

  HttpResponse<String> login(String name, String password) throws Exception {
    return post("/api/v1/login", new JsonObject().put("username", name).put("password", password));
  }

  /** Somebody of the demo, or anna, logged in. */
  Person person(String name) throws Exception {
    HttpResponse<String> answer = login(name, name.equals("anna") ? "anna-s-secret" : name);
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          "log-in of " + name + ": " + answer.statusCode() + " " + answer.body());
    }
    String cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    return new Person(cookie, new JsonObject(answer.body()).getString("csrf"));
  }

  /** A visitor with a session. */
  final class Person {
    final String cookie;
    final String csrf;

    Person(String cookie, String csrf) {
      this.cookie = cookie;
      this.csrf = csrf;
    }

    HttpRequest.Builder request(String path) {
      return FrontDoor.this.request(path).header("cookie", cookie);
    }

    HttpResponse<String> get(String path) throws Exception {
      return send(request(path));
    }

    JsonObject json(String path) throws Exception {
      return new JsonObject(get(path).body());
    }

    HttpResponse<String> post(String path) throws Exception {
      return send(request(path).header("x-csrf-token", csrf).POST(BodyPublishers.noBody()));
    }
  }

  /** A clock that a test sets. */
  static final class SetClock extends Clock {
    private volatile Instant now = FakeRecorder.NOON;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
