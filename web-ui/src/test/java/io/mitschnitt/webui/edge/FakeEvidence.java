package io.mitschnitt.webui.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log of one entry that remembers who took what away. */
final class FakeEvidence implements Evidence {

  final List<String> exports = new CopyOnWriteArrayList<>();
  volatile Optional<String> objection = Optional.empty();

  @Override
  public Optional<String> objection() {
    return objection;
  }

  @Override
  public String publicKey() {
    return "a key";
  }

  @Override
  public Future<String> handovers() {
    return Future.succeededFuture("handovers");
  }

  @Override
  public Future<String> handOver() {
    return Future.succeededFuture("a new key");
  }

  @Override
  public Future<String> checkpoint() {
    return objection.isEmpty()
        ? Future.succeededFuture("a head")
        : Future.failedFuture(new IllegalStateException("doubt"));
  }

  @Override
  public Future<String> entries(long from, int limit) {
    return Future.succeededFuture("entries " + from + " " + limit);
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public Future<String> inclusion(long seq, long size) {
    return Future.succeededFuture("proof " + seq + " " + size);
  }

  @Override
  public Future<String> consistency(long older, long newer) {
    return older > newer
        ? Future.failedFuture(new IllegalArgumentException())
        : Future.succeededFuture("proof " + older + " " + newer);
  }

  @Override
  public Future<String> statement(LocalDate day) {
    return Future.succeededFuture("day " + day);
  }

  @Override
  public Future<Optional<String>> consentRecord(CallId call) {
    return Future.succeededFuture(Optional.of("consent " + call));
  }

  @Override
  public Future<Optional<Buffer>> bundle(
      RecordingId recording, Listener listener, String reason, List<Cut> cuts) {
    exports.add(listener.user() + " " + listener.role() + " " + reason);
    cuts.forEach(cut -> exports.add("without " + cut.leg() + " from " + cut.fromMillis()));
    return Future.succeededFuture(Optional.of(Buffer.buffer("PK")));
  }
}
