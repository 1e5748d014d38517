package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of news: everybody who follows gets what their roles reach. One event loop owns it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class Events {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final Ledger ledger;
  private final Set<Follower> followers = new LinkedHashSet<>();

  public Events(Ledger ledger) {
    this.ledger = ledger;
  }

  void add(Follower follower) {
    followers.add(follower);
  }

  void remove(Follower follower) {
    followers.remove(follower);
  }

  /** News of a call, to those who may watch it. */
  public void call(CallNews news) {
    String text = frame(
        "call", new JsonObject().put("kind", kind(news)).put("call", CallJson.of(news.call())));
    send(
        text,
        follower ->
            follower.reach(Role.WATCH).covers(follower.user(), news.call().agent()));
  }

  /** News of a recording, to those who may read about it. Whose call it was, the book knows. */
  public void recording(RecordingEvent event) {
    String text = frame("recording", RecordingJson.of(event));
    send(text, follower -> follower.reach(Role.READ) == Reach.ALL);
    if (followers.stream().anyMatch(follower -> follower.reach(Role.READ) == Reach.OWN)) {
      ledger
          .find(event.call())
          .onSuccess(row -> row.ifPresent(one -> send(
              text,
              follower -> follower.reach(Role.READ) == Reach.OWN
                  && follower.user().equals(one.facts().agent()))))
          .onFailure(cause -> LOG.warn("whose recording that was, the book did not say", cause));
    }
  }

  /** How every running call sounds, to those who watch the board; to be called once a second. */
  public void board(LiveCalls calls, Instant now) {
    Predicate<Follower> watches =
        follower -> follower.board() && follower.reach(Role.WATCH) == Reach.ALL;
    if (followers.stream().anyMatch(watches)) {
      send(frame("board", Board.of(calls, now)), watches);
    }
  }

  /** A comment that keeps proxies from closing silent streams. */
  public void keepAlive() {
    send(": still here\n\n", follower -> true);
  }

  private void send(String text, Predicate<Follower> whom) {
    List.copyOf(followers).stream().filter(whom).forEach(follower -> follower.send(text));
  }

  private static String frame(String event, JsonObject data) {
    return "event: " + event + "\ndata: " + data.encode() + "\n\n";
  }

  private static String kind(CallNews news) {
    return news.when(new CallNews.Cases<String>() {
      @Override
      public String began(CallNews.Began began) {
        return "began";
      }

      @Override
      public String changed(CallNews.Changed changed) {
        return "changed";
      }

      @Override
      public String ended(CallNews.Ended ended) {
        return "ended";
      }
    });
  }
}
