package io.mitschnitt.webui.live;

import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/** One open stream of news. Who reads too slowly is cut off and comes back by itself. */
final class Follower {

  private final Visit visit;

  Follower(Visit visit) {
    this.visit = visit;
  }

  /** Whether this stream asked for the board. */
  boolean board() {
    return visit.http().queryParam("board").contains("1");
  }

  String user() {
    return visit.user();
  }

  Reach reach(Set<Role> allowed) {
    return visit.reach(allowed);
  }

  void send(String text) {
    HttpServerResponse response = visit.http().response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (response.writeQueueFull()) {
      response.reset();
    } else {
      response.write(text);
    }
  }

  void end() {
    HttpServerResponse response = visit.http().response();
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }
}
