package io.mitschnitt.webui.live;

import io.mitschnitt.webui.account.Sessions;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;

/**
 * {@code GET /events}, news as they happen, until the page or the session is closed; with {@code board=1} also how every
 * running call sounds, once a second.
 */
public final class Follow implements Handler<Visit> {

  private final Events events;
  private final Sessions sessions;

  public Follow(Events events, Sessions sessions) {
    this.events = events;
    this.sessions = sessions;
  }

  @Override
  public void handle(Visit visit) {
    HttpServerResponse response = visit.http().response();
    response
        .setChunked(true)
        .putHeader("content-type", "text/event-stream")
        .putHeader("x-accel-buffering", "no");
    // the browser comes back after two seconds when the stream breaks
    response.write("retry: 2000\n\n");
    Follower follower = new Follower(visit);
    events.add(follower);
    Runnable forget = sessions.whenEnded(visit.session(), follower::end);
    response.endHandler(gone -> events.remove(follower));
    response.closeHandler(gone -> {
      events.remove(follower);
      forget.run();
    });
  }
}
