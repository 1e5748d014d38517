package io.mitschnitt.webui.selftest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An agent who dials as many calls at once as the benchmark asks for, over one WebSocket. */
public final class BenchAgent implements AutoCloseable {

  private final Vertx vertx;
  private final Phone phone;
  private final List<PhoneCall> calls = new ArrayList<>();

  private BenchAgent(Vertx vertx, Phone phone) {
    this.vertx = vertx;
    this.phone = phone;
  }

  /** Logs in at {@code ws}. */
  public static BenchAgent register(URI ws, String user, String domain, String password)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    CompletableFuture<Phone> registered = new CompletableFuture<>();
    vertx.runOnContext(
        v -> Phone.register(vertx, ws, user, new Phone.Account(user, domain, password))
            .onComplete(registered::complete, registered::completeExceptionally));
    return new BenchAgent(vertx, registered.get(20, TimeUnit.SECONDS));
  }

  /** Dials; answers with the other side's description, or with its refusal as an exception. */
  public CompletableFuture<String> dial(String number, String offer) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    vertx.runOnContext(v -> calls.add(phone.dial(number, offer, new PhoneCall.Events() {
      @Override
      public void ringing() {}

      @Override
      public void answered(String sdp) {
        answer.complete(sdp);
      }

      @Override
      public void refused(int status, String phrase) {
        answer.completeExceptionally(
            new IllegalStateException("refused: " + status + " " + phrase));
      }

      @Override
      public void ended() {
        answer.completeExceptionally(new IllegalStateException("ended"));
      }

      @Override
      public Future<String> reoffered(String sdp) {
        return Future.failedFuture("not here");
      }

      @Override
      public void info(String type, String body) {}
    })));
    return answer;
  }

  /** Hangs all calls up. */
  public void hangUp() {
    vertx.runOnContext(v -> {
      calls.forEach(PhoneCall::hangup);
      calls.clear();
    });
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
