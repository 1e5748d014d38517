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
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands at the hatch of a real recorder and notes what goes through it, call by call. */
final class Witness implements Ledger, Recorder {

  /** What was seen of one call. */
  static final class Seen {
    final CallId call;
    final List<ConsentEvent.Kind> consent = new CopyOnWriteArrayList<>();
    final AtomicInteger payloads = new AtomicInteger();
    volatile boolean opened;
    volatile boolean erased;
    volatile long lastNanos;
    volatile long withdrawnNanos;
    volatile String outcome = "";

    Seen(CallId call) {
      this.call = call;
    }
  }

  private final RecorderDoors real;
  private final Map<CallId, Seen> byCall = new ConcurrentHashMap<>();
  private final Map<String, Seen> byNumber = new ConcurrentHashMap<>();

  Witness(RecorderDoors real) {
    this.real = real;
  }

  /** The recorder's doors with this one standing in two of them. */
  RecorderDoors doors() {
    return (RecorderDoors) Proxy.newProxyInstance(
        RecorderDoors.class.getClassLoader(),
        new Class<?>[] {RecorderDoors.class},
        (proxy, method, args) -> switch (method.getName()) {
          case "recorder", "ledger" -> this;
          default -> method.invoke(real, args);
        });
  }

  /** The call with that outside number; empty before it was answered. */
  Optional<Seen> of(String number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  void forget(String number) {
    byNumber.remove(number);
  }

  @Override
  public Future<Void> answered(CallFacts facts, Decision decision) {
    return real.ledger().answered(facts, decision).onSuccess(v -> {
      Seen seen = new Seen(facts.id());
      byCall.put(facts.id(), seen);
      byNumber.put(facts.customer().shown(), seen);
    });
  }

  @Override
  public Future<Void> agent(CallId call, String agent, Instant at) {
    return real.ledger().agent(call, agent, at);
  }

  @Override
  public Future<Void> consent(CallId call, ConsentEvent event) {
    if (event.kind() == ConsentEvent.Kind.WITHDRAWN) {
      byCall.get(call).withdrawnNanos = System.nanoTime();
    }
    return real.ledger()
        .consent(call, event)
        .onSuccess(v -> byCall.get(call).consent.add(event.kind()));
  }

  @Override
  public Future<Void> ended(CallId call, Instant at, Ending ending, Optional<Reason> reason) {
    return real.ledger()
        .ended(call, at, ending, reason)
        .onSuccess(
            v -> byCall.get(call).outcome = reason.map(r -> r.why().name()).orElse("kept"));
  }

  @Override
  public Future<Optional<Row>> find(CallId call) {
    return real.ledger().find(call);
  }

  @Override
  public Future<RowPage> rows(RowQuery query) {
    return real.ledger().rows(query);
  }

  @Override
  public Future<Tape> open(CallId call, Decision decision) {
    Seen seen = byCall.get(call);
    seen.opened = true;
    return real.recorder().open(call, decision).map(tape -> new Watched(tape, seen));
  }

  private record Watched(Tape tape, Seen seen) implements Tape {
    @Override
    public RecordingId recording() {
      return tape.recording();
    }

    @Override
    public void start(long nanos, Instant at) {
      tape.start(nanos, at);
    }

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
      seen.payloads.incrementAndGet();
      seen.lastNanos = arrivalNanos;
      return tape.write(leg, codec, sequence, rtpTime, ssrc, arrivalNanos, bytes, offset, length);
    }

    @Override
    public void mark(Mark mark, Leg leg, long nanos) {
      tape.mark(mark, leg, nanos);
    }

    @Override
    public long lost() {
      return tape.lost();
    }

    @Override
    public Future<Void> close(long nanos) {
      return tape.close(nanos);
    }

    @Override
    public Future<Void> discard() {
      return tape.discard().onSuccess(v -> seen.erased = true);
    }
  }
}
