package io.mitschnitt.gateway.edge;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tape that keeps everything in view. */
public class OpenReel implements Tape {

  /** One payload. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Kept(
      Leg leg, Codec codec, int sequence, long nanos, byte[] payload, String thread) {}

  public final List<Kept> kept = new CopyOnWriteArrayList<>();
  public final List<String> marks = new CopyOnWriteArrayList<>();
  public volatile long startedNanos;
  public volatile long closedNanos;
  public volatile int closes;

  @Override
  public RecordingId recording() {
    return new RecordingId("0".repeat(32));
  }

  @Override
  public void start(long nanos, Instant at) {
    startedNanos = nanos;
  }

  @Override
  public boolean write(
      Leg leg,
      Codec codec,
      int sequence,
      int rtpTime,
      int ssrc,
      long nanos,
      byte[] b,
      int at,
      int length) {
    byte[] payload = Arrays.copyOfRange(b, at, at + length);
    kept.add(
        new Kept(leg, codec, sequence, nanos, payload, Thread.currentThread().getName()));
    return true;
  }

  @Override
  public void mark(Mark mark, Leg leg, long nanos) {
    marks.add(mark + " " + leg);
  }

  @Override
  public long lost() {
    return 0;
  }

  @Override
  public Future<Void> close(long nanos) {
    closedNanos = nanos;
    closes++;
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> discard() {
    return Future.succeededFuture();
  }
}
