package io.mitschnitt.webui.edge;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * The first look at a request: where its Host cannot be read at all, it is refused here. Vert.x 5.0 throws at some of them
 * (a percent sign near the end), which would leave the connection open and without an answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 section 3.2</a>
 */
final class HostCheck implements Handler<HttpServerRequest> {

  private static final Pattern PLAIN =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

  private final Handler<HttpServerRequest> next;

  HostCheck(Handler<HttpServerRequest> next) {
    this.next = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (readable(request)) {
      next.handle(request);
    } else {
      request.response().setStatusCode(400).putHeader("connection", "close").end();
    }
  }

  /** Names, addresses and ports; nobody's Host needs the other characters that RFC 3986 lets into a name. */
  private static boolean readable(HttpServerRequest request) {
    String host = request.getHeader("host");
    return host == null || PLAIN.matcher(host).matches();
  }
}
