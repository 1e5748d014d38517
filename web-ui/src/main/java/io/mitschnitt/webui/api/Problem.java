package io.mitschnitt.webui.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * An answer that is not what was asked for. Its texts are ours: nothing that came from the wire stands in them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String title, String detail) {

  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  public static Problem notLoggedIn() {
    return new Problem(401, "Not logged in", "log in first");
  }

  public static Problem forbidden(String detail) {
    return new Problem(403, "Not allowed", detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  public static Problem tooMany(String detail) {
    return new Problem(429, "Too many tries", detail);
  }

  public static Problem unavailable(String detail) {
    return new Problem(503, "Not available", detail);
  }

  /** Our fault; what went wrong stands in the log and nowhere else. */
  public static Problem ofOurs() {
    return new Problem(500, "Internal error", "see the log");
  }

  /** What a status says that the server's own layers set. */
  public static Problem of(int status) {
    return switch (status) {
      case 400 -> badRequest("not a request that can be understood");
      case 401 -> notLoggedIn();
      case 403 -> forbidden("not allowed");
      case 404 -> notFound("there is nothing here");
      case 405 -> new Problem(405, "Method not allowed", "this path does not know that method");
      case 413 -> new Problem(413, "Too large", "a request body has at most 64 KiB");
      case 414 -> new Problem(414, "Address too long", "the address is too long");
      case 431 -> new Problem(431, "Headers too large", "the headers are too large");
      case 503 -> unavailable("try again later");
      default ->
        status >= 400 && status < 500 ? new Problem(status, "Refused", "not possible") : ofOurs();
    };
  }

  public void answer(RoutingContext http) {
    if (http.response().ended() || http.response().closed()) {
      return;
    }
    if (http.response().headWritten()) {
      http.response().reset();
      return;
    }
    http.response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(new JsonObject()
            .put("status", status)
            .put("title", title)
            .put("detail", detail)
            .toBuffer());
  }
}
