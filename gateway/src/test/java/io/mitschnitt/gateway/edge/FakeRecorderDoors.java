package io.mitschnitt.gateway.edge;

import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Recorder;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.Subjects;
import io.vertx.core.Future;
import io.vertx.core.Handler;

/** A recorder's floor of which only the two doors that calls need are there. */
record FakeRecorderDoors(FakeBooks books) implements RecorderDoors {

  @Override
  public Recorder recorder() {
    return books;
  }

  @Override
  public Ledger ledger() {
    return books;
  }

  @Override
  public Library library() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Evidence evidence() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Reviews reviews() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Custody custody() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subjects subjects() {
    throw new UnsupportedOperationException();
  }

  @Override
  public io.mitschnitt.recorder.contract.Imports imports() {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] derivedKey(String purpose) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void onEvent(Handler<RecordingEvent> reader) {}

  @Override
  public Health health() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Shelf shelf() {
    return new FakeShelf();
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
