package io.mitschnitt.webui.selftest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A person at the HTTP API: logs in, looks a call up, fetches its sound. */
final class Reviewer {

  private static final Duration LOOKS_EVERY = Duration.ofMillis(50);
  private static final String API = "/api/v1";

  private final Vertx vertx;
  private final HttpClient client;
  private String cookie = "";
  private String csrf = "";

  private Reviewer(Vertx vertx, HttpClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  /** Logs in; fails where the server does not know this person. */
  static Future<Reviewer> login(Vertx vertx, URI base, String name, String password) {
    HttpClientOptions to =
        new HttpClientOptions().setDefaultHost(base.getHost()).setDefaultPort(base.getPort());
    Reviewer reviewer = new Reviewer(vertx, vertx.createHttpClient(to));
    JsonObject who = new JsonObject().put("username", name).put("password", password);
    return reviewer.post("/login", who).map(answer -> {
      reviewer.csrf = answer.getString("csrf", "");
      return reviewer;
    });
  }

  /** SIP credentials for this person's softphone, as the page gets them. */
  Future<JsonObject> softphone() {
    return post("/softphone/credentials", new JsonObject());
  }

  /** The ledger's row of the newest call to {@code dialled} from {@code from} that began after {@code since}. */
  Future<Optional<JsonObject>> row(String dialled, String customer, Instant since) {
    return get("/calls")
        .map(rows -> rows.getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .filter(row -> row.getString("dialled", "").equals(dialled))
            .filter(row -> customer.isEmpty()
                || customer.equals(row.getJsonObject("customer").getString("number")))
            .filter(row -> !Instant.parse(row.getString("startedAt")).isBefore(since))
            .findFirst());
  }

  /** The same once it is closed: recorded or not recorded. Fails when it stays open for {@code patience}. */
  Future<JsonObject> closedRow(String dialled, String customer, Instant since, Duration patience) {
    Instant until = Instant.now().plus(patience);
    return row(dialled, customer, since).compose(found -> {
      if (found.isPresent() && !found.get().getString("state").equals("open")) {
        return Future.succeededFuture(found.get());
      }
      if (Instant.now().isAfter(until)) {
        return Future.failedFuture(
            found.isPresent() ? "the row stayed open" : "no row in the ledger");
      }
      Duration left = Duration.between(Instant.now(), until);
      return vertx
          .timer(LOOKS_EVERY.toMillis())
          .compose(v -> closedRow(dialled, customer, since, left));
    });
  }

  /** Has the demo carrier's person {@code from} call {@code to}. */
  Future<Void> callMe(String from, String to) {
    JsonObject who = new JsonObject().put("from", from).put("to", to);
    return send(HttpMethod.POST, "/demo/call-me", who).mapEmpty();
  }

  /** The card of a recording. */
  Future<JsonObject> recording(String id) {
    return get("/recordings/" + id);
  }

  /** The whole MP3. */
  Future<Buffer> audio(String id) {
    return send(HttpMethod.GET, "/recordings/" + id + "/audio", null)
        .compose(HttpClientResponse::body);
  }

  /** Past calls, newest first. */
  Future<JsonObject> calls() {
    return get("/calls");
  }

  /** Whatever lies at {@code path}. */
  Future<Buffer> fetch(String path) {
    return send(HttpMethod.GET, path, null).compose(HttpClientResponse::body);
  }

  Future<Void> close() {
    return client.close();
  }

  private Future<JsonObject> get(String path) {
    return send(HttpMethod.GET, path, null)
        .compose(HttpClientResponse::body)
        .map(Buffer::toJsonObject);
  }

  private Future<JsonObject> post(String path, JsonObject body) {
    return send(HttpMethod.POST, path, body)
        .compose(HttpClientResponse::body)
        .map(Buffer::toJsonObject);
  }

  private Future<HttpClientResponse> send(
      HttpMethod method, String path, @org.jspecify.annotations.Nullable JsonObject body) {
    RequestOptions to = new RequestOptions().setMethod(method).setURI(API + path);
    return client.request(to).compose(request -> {
      request
          .putHeader("Cookie", cookie)
          .putHeader("X-CSRF-Token", csrf)
          .putHeader("Content-Type", "application/json");
      return (body == null ? request.send() : request.send(body.toBuffer())).compose(response -> {
        response.cookies().forEach(set -> cookie = set.split(";")[0]);
        return response.statusCode() / 100 == 2
            ? Future.succeededFuture(response)
            : Future.failedFuture(method + " " + path + ": " + response.statusCode());
      });
    });
  }
}
