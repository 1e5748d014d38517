package io.mitschnitt.webui.edge;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * What browsers are told with every answer: run our own scripts alone, frame us nowhere, guess no types, keep no answers
 * of the API.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy, level 3</a>
 */
final class SecurityHeaders implements Handler<RoutingContext> {

  private final boolean tls;

  SecurityHeaders(boolean tls) {
    this.tls = tls;
  }

  @Override
  public void handle(RoutingContext http) {
    MultiMap headers = http.response().headers();
    headers.set("content-security-policy", policy(http));
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    headers.set("permissions-policy", "microphone=(self), camera=(), geolocation=(), payment=()");
    headers.set("cache-control", "no-store");
    if (tls) {
      headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    http.next();
  }

  /** The WebSocket's address is written out, because not every browser takes it for 'self'. */
  private String policy(RoutingContext http) {
    String here =
        http.request().authority() == null ? "" : http.request().authority().toString();
    String socket =
        here.matches("[0-9A-Za-z.:\\[\\]-]{1,260}") ? (tls ? " wss://" : " ws://") + here : "";
    return "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "media-src 'self' blob:; worker-src 'self'; connect-src 'self'" + socket
        + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }
}
