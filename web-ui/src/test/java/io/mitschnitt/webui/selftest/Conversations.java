package io.mitschnitt.webui.selftest;

import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One agent who keeps several calls going at once, one after the other, for as long as asked: the work of a soak. Prints a
 * line of JSON when both have heard each other, {@code {"event": "joined", "at": EPOCH_MILLIS}}, and one when a call is
 * over, {@code {"event": "call", "ok": true, "millis": …}}.
 *
 * <pre>BASE NUMBER AT_ONCE TALK_MILLIS MINUTES [MILLIS_BETWEEN_THE_FIRST_CALLS]</pre>
 */
final class Conversations {

  private static final long PATIENCE_SECONDS = 60;

  private final Vertx vertx;
  private final Phone phone;
  private final String number;
  private final long talkMillis;
  private final long apartMillis;
  private final long endsAt;

  private Conversations(
      Vertx vertx, Phone phone, String number, long talkMillis, long apartMillis, long endsAt) {
    this.vertx = vertx;
    this.phone = phone;
    this.number = number;
    this.talkMillis = talkMillis;
    this.apartMillis = apartMillis;
    this.endsAt = endsAt;
  }

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    int atOnce = Integer.parseInt(args[2]);
    long talk = Long.parseLong(args[3]);
    long apart = args.length > 5 ? Long.parseLong(args[5]) : talk / atOnce;
    long ends = System.currentTimeMillis() + (long) (Double.parseDouble(args[4]) * 60_000);
    Future<Void> done = Future.future(started ->
        vertx.runOnContext(v -> SelfTest.registered(vertx, URI.create(args[0]))
            .compose(phone -> new Conversations(vertx, phone, args[1], talk, apart, ends)
                .all(atOnce)
                .eventually(phone::close))
            .onComplete(started)));
    done.eventually(vertx::close).onComplete(end -> System.exit(end.succeeded() ? 0 : 1));
  }

  private Future<Void> all(int atOnce) {
    List<Future<Void>> lines = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      // Not all at the same moment: calls begin and end while others talk.
      lines.add(vertx.timer(1 + i * apartMillis).compose(v -> oneAfterTheOther()));
    }
    return Future.all(lines).mapEmpty();
  }

  /** One call at least. */
  private Future<Void> oneAfterTheOther() {
    return SelfTest.peer(vertx, Codec.PCMA)
        .map(peer -> new AgentCall(vertx, peer, false))
        .compose(call -> talk(call).eventually(() -> {
          call.close();
          return Future.succeededFuture();
        }))
        .compose(v ->
            System.currentTimeMillis() < endsAt ? oneAfterTheOther() : Future.succeededFuture());
  }

  private Future<Void> talk(AgentCall call) {
    return call.dial(phone, number)
        .compose(v -> call.joined().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .compose(v -> {
          joined(System.currentTimeMillis() - call.heardMillis());
          return Future.any(vertx.timer(talkMillis), call.over());
        })
        .compose(v -> call.hangup().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .map(v -> say(true, call.heardMillis(), ""))
        .otherwise(e -> {
          call.hangup();
          return say(false, 0, String.valueOf(e.getMessage()));
        })
        .mapEmpty();
  }

  private static void joined(long at) {
    System.out.println(new JsonObject().put("event", "joined").put("at", at));
  }

  private static boolean say(boolean ok, long millis, String why) {
    System.out.println(new JsonObject()
        .put("event", "call")
        .put("ok", ok)
        .put("millis", millis)
        .put("why", why));
    return ok;
  }
}
