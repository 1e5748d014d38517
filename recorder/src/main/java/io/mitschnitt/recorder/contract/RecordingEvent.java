package io.mitschnitt.recorder.contract;

import java.time.Duration;
import java.time.Instant;

/** What happens to a recording, in the order of its life. The recorder publishes these and never waits for a reader. */
public sealed interface RecordingEvent {

  RecordingId recording();

  CallId call();

  /** Lets {@code cases} answer for this event. */
  <R> R when(Cases<R> cases);

  /** The tape started: both legs are being written to the journal. */
  record Opened(RecordingId recording, CallId call, Instant at) implements RecordingEvent {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.opened(this);
    }
  }

  /**
   * The MP3 lies in the store and has been read back.
   *
   * @param length the sound's exact length
   * @param sha256 of the whole MP3, lower-case hex
   */
  record Stored(RecordingId recording, CallId call, Instant at, Duration length, String sha256)
      implements RecordingEvent {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.stored(this);
    }
  }

  /** Something went wrong; the journal is kept and is tried again. */
  record Failed(RecordingId recording, CallId call, Instant at, String cause)
      implements RecordingEvent {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.failed(this);
    }
  }

  /** The audio is gone; what the ledger says about it remains. */
  record Erased(RecordingId recording, CallId call, Instant at, String why)
      implements RecordingEvent {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.erased(this);
    }
  }

  /** People should look now, while the call runs or the recording is not lost yet. */
  record Alarm(RecordingId recording, CallId call, Instant at, String what)
      implements RecordingEvent {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.alarm(this);
    }
  }

  /** Java 17's exhaustive switch: a new event compiles only once every reader has decided on it. */
  interface Cases<R> {
    R opened(Opened event);

    R stored(Stored event);

    R failed(Failed event);

    R erased(Erased event);

    R alarm(Alarm event);
  }
}
