package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;

/** {@code POST /logout}, the end of the session and of everything that is open in it. */
public final class Logout implements Handler<Visit> {

  private final Sessions sessions;
  private final Cookies cookies;

  public Logout(Sessions sessions, Cookies cookies) {
    this.sessions = sessions;
    this.cookies = cookies;
  }

  @Override
  public void handle(Visit visit) {
    sessions.end(visit.session().token());
    cookies.remove(visit);
    visit.http().response().putHeader("clear-site-data", "\"storage\"");
    visit.done();
  }
}
