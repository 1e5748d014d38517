package io.mitschnitt.recorder.journal;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import java.time.Instant;

/** One thing that a journal knows, in the order in which it was noted. Times are nanoseconds since the start. */
public sealed interface Entry {

  /** Lets {@code reader} take this entry. */
  void to(Reader reader);

  /** t = 0, by the wall clock, to the millisecond. */
  record Started(Instant at) implements Entry {
    @Override
    public void to(Reader reader) {
      reader.started(this);
    }
  }

  /**
   * One RTP payload.
   *
   * @param sequence RTP sequence number, 16 bits
   * @param rtpTime RTP timestamp, 32 bits
   * @param arrival when it came
   */
  @SuppressWarnings("ArrayRecordComponent") // fifty a second, never compared
  record Payload(
      Leg leg, Codec codec, int sequence, int rtpTime, int ssrc, long arrival, byte[] bytes)
      implements Entry {
    @Override
    public void to(Reader reader) {
      reader.payload(this);
    }
  }

  /** Start or end of a span. */
  record Marked(Tape.Mark mark, Leg leg, long at) implements Entry {
    @Override
    public void to(Reader reader) {
      reader.marked(this);
    }
  }

  /** The end: the recording's length. */
  record Closed(long length) implements Entry {
    @Override
    public void to(Reader reader) {
      reader.closed(this);
    }
  }

  /** Whoever reads a journal decides on each kind. */
  interface Reader {
    void started(Started entry);

    void payload(Payload entry);

    void marked(Marked entry);

    void closed(Closed entry);
  }
}
