package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The session's cookie: for this site alone, unreadable to scripts, and secure where TLS is spoken. */
public final class Cookies {

  static final String NAME = "sid";

  private final boolean tls;

  public Cookies(boolean tls) {
    this.tls = tls;
  }

  /** The token that came with a request. */
  public static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(NAME)).map(Cookie::getValue);
  }

  void set(Visit visit, Session session) {
    visit.http().response().addCookie(cookie(session.token()));
  }

  void remove(Visit visit) {
    visit.http().response().addCookie(cookie("").setMaxAge(0));
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(NAME, value)
        .setHttpOnly(true)
        .setSecure(tls)
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/");
  }
}
