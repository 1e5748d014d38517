package io.mitschnitt.webui.selftest;

import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Agents whose calls are signalling alone: no sound is ever sent. */
public final class BenchDesk implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final List<Phone> phones = new ArrayList<>();
  private final Set<PhoneCall> held = ConcurrentHashMap.newKeySet();

  /** Logs one more agent in. */
  public void register(URI ws, String user, String domain, String password) throws Exception {
    CompletableFuture<Phone> registered = new CompletableFuture<>();
    vertx.runOnContext(
        v -> Phone.register(vertx, ws, user, new Phone.Account(user, domain, password))
            .onComplete(registered::complete, registered::completeExceptionally));
    phones.add(registered.get(20, TimeUnit.SECONDS));
  }

  /** What a browser would offer. */
  public String offer() throws Exception {
    CompletableFuture<String> offer = new CompletableFuture<>();
    vertx.runOnContext(v -> SelfTest.peer(vertx, Codec.PCMA)
        .compose(peer -> peer.offer().onComplete(done -> peer.close()))
        .onComplete(offer::complete, offer::completeExceptionally));
    return offer.get(20, TimeUnit.SECONDS);
  }

  /**
   * An agent dials. Answers with the nanoseconds from INVITE to 200, once the call is over; a call that is kept is
   * never over, and answers at once. Fails with the refusal.
   */
  public CompletableFuture<Long> call(int agent, String number, String offer, boolean kept) {
    CompletableFuture<Long> took = new CompletableFuture<>();
    vertx.runOnContext(v -> new Brief(took, kept).start(phones.get(agent), number, offer));
    return took;
  }

  /** Hangs all calls up that were kept. */
  public void hangUp() {
    vertx.runOnContext(v -> {
      held.forEach(PhoneCall::hangup);
      held.clear();
    });
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private final class Brief implements PhoneCall.Events {

    private final CompletableFuture<Long> took;
    private final boolean kept;
    private final long began = System.nanoTime();
    private long answered;
    private PhoneCall call;

    Brief(CompletableFuture<Long> took, boolean kept) {
      this.took = took;
      this.kept = kept;
    }

    void start(Phone phone, String number, String offer) {
      call = phone.dial(number, offer, this);
    }

    @Override
    public void ringing() {}

    @Override
    public void answered(String sdp) {
      answered = System.nanoTime() - began;
      if (kept) {
        held.add(call);
        took.complete(answered);
      } else {
        call.hangup();
      }
    }

    @Override
    public void refused(int status, String phrase) {
      took.completeExceptionally(new IllegalStateException(status + " " + phrase));
    }

    @Override
    public void ended() {
      took.complete(answered);
    }

    @Override
    public Future<String> reoffered(String sdp) {
      return Future.failedFuture("not here");
    }

    @Override
    public void info(String type, String body) {}
  }
}
