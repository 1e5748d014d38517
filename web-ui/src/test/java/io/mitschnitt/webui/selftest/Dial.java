package io.mitschnitt.webui.selftest;

import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An agent's phone as a program, for tests that need one in a process of its own. Prints what happens as lines of JSON:
 * registered, joined, hung-up, each with epoch milliseconds, the last two by the count of samples heard. Ends with 0 when it talked, else with 1.
 *
 * <pre>--base URL (--dial NUMBER | --answer) [--talk MILLIS] [--seconds MOST] [--plain]</pre>
 */
final class Dial {

  private static final Set<String> FLAGS = Set.of("answer", "plain");

  private Dial() {}

  public static void main(String[] args) {
    Map<String, String> words = words(args);
    Vertx vertx = Vertx.vertx();
    long talk = Long.parseLong(words.getOrDefault("talk", "3600000"));
    long most = Long.parseLong(words.getOrDefault("seconds", "60"));
    Future<Void> done = Future.future(started ->
        vertx.runOnContext(v -> SelfTest.registered(vertx, URI.create(words.get("base")))
            .compose(phone -> {
              say("registered", System.currentTimeMillis());
              return SelfTest.peer(vertx, Codec.PCMA)
                  .compose(peer ->
                      call(words, phone, new AgentCall(vertx, peer, !words.containsKey("plain"))))
                  .compose(call -> talk(vertx, call, talk));
            })
            .timeout(most, TimeUnit.SECONDS)
            .onComplete(started)));
    done.onComplete(end -> {
      if (end.failed()) {
        System.out.println(new JsonObject()
            .put("event", "failed")
            .put("why", String.valueOf(end.cause().getMessage())));
      }
      vertx
          .timer(300)
          .compose(v -> vertx.close())
          .onComplete(closed -> System.exit(end.succeeded() ? 0 : 1));
    });
  }

  private static Future<AgentCall> call(Map<String, String> words, Phone phone, AgentCall call) {
    if (!words.containsKey("answer")) {
      return call.dial(phone, words.get("dial")).map(call);
    }
    Future<AgentCall> rung = Future.future(promise ->
        phone.onRing(ringing -> call.take(ringing).<AgentCall>map(call).onComplete(promise)));
    return rung;
  }

  private static Future<Void> talk(Vertx vertx, AgentCall call, long millis) {
    return call.joined().compose(v -> {
      long since = System.currentTimeMillis() - call.heardMillis();
      say("joined", since);
      return Future.any(vertx.timer(millis), call.over())
          .compose(w -> call.hangup())
          .map(w -> {
            say("hung-up", since + call.heardMillis());
            return null;
          });
    });
  }

  private static void say(String event, long at) {
    System.out.println(new JsonObject().put("event", event).put("at", at));
  }

  private static Map<String, String> words(String... args) {
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String name = args[i].substring(2);
      words.put(name, FLAGS.contains(name) || i + 1 == args.length ? "" : args[++i]);
    }
    return words;
  }
}
