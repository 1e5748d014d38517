package io.mitschnitt.gateway.edge;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Recorder;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Ledger and recorder that write down what they are told, and fail or wait when the test says so. */
final class FakeBooks implements Ledger, Recorder, Tape {

  final List<String> told = new CopyOnWriteArrayList<>();
  volatile Tape tape = this;
  final RecordingId recording = RecordingId.random();
  volatile @Nullable Promise<Void> slowAnswer;
  volatile Map<String, String> signalling = Map.of();
  volatile boolean ledgerDown;
  volatile boolean recorderDown;

  private Future<Void> write(String line) {
    if (ledgerDown) {
      return Future.failedFuture("store is down");
    }
    told.add(line);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> answered(CallFacts facts, Decision decision) {
    signalling = facts.signalling();
    Promise<Void> slow = slowAnswer;
    return slow == null
        ? write("answered " + decision.mode())
        : slow.future().compose(v -> write("answered late"));
  }

  @Override
  public Future<Void> agent(CallId call, String agent, Instant at) {
    return write("agent " + agent);
  }

  @Override
  public Future<Void> consent(CallId call, ConsentEvent event) {
    return write(
        "consent " + event.kind() + (event.detail().isEmpty() ? "" : " " + event.detail()));
  }

  @Override
  public Future<Void> ended(CallId call, Instant at, Ending ending, Optional<Reason> reason) {
    return write(
        "ended " + ending.whose() + " " + reason.map(r -> r.why().toString()).orElse("kept"));
  }

  @Override
  public Future<Optional<Row>> find(CallId call) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<RowPage> rows(RowQuery query) {
    return Future.succeededFuture(new RowPage(List.of(), Optional.empty()));
  }

  @Override
  public Future<Tape> open(CallId call, Decision decision) {
    if (recorderDown) {
      return Future.failedFuture("disk full");
    }
    told.add("tape open");
    return Future.succeededFuture(tape);
  }

  @Override
  public RecordingId recording() {
    return recording;
  }

  @Override
  public void start(long nanos, Instant at) {}

  @Override
  public boolean write(
      Leg leg,
      Codec codec,
      int sequence,
      int rtpTime,
      int ssrc,
      long arrivalNanos,
      byte[] bytes,
      int offset,
      int length) {
    return false;
  }

  @Override
  public void mark(Mark mark, Leg leg, long nanos) {}

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public Future<Void> close(long nanos) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> discard() {
    told.add("tape erased");
    return Future.succeededFuture();
  }
}
