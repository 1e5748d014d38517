package io.mitschnitt.recorder.contract;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The door for listeners: find, look, hear. */
public interface Library {

  /** Recordings that match, newest first; a page at a time. */
  Future<Page> search(Query query);

  Future<Optional<Card>> find(RecordingId id);

  /**
   * The sound, for {@code listener}. The listening is an entry in the access log before the first byte is handed out;
   * fails when that entry cannot be written. Empty where the recording is unknown, not stored yet, or erased.
   */
  Future<Optional<Audio>> open(RecordingId id, Listener listener);

  /**
   * The sound in another format, made while it is read, with back-pressure; for the rest as {@link #open}.
   */
  Future<Optional<Export>> export(RecordingId id, Listener listener, Format format);

  /** What a recording can be given out as, beside the MP3 that it is. */
  enum Format {
    WAV("audio/wav", "wav"),
    FLAC("audio/flac", "flac"),
    OGG("audio/ogg", "ogg");

    private final String mediaType;
    private final String suffix;

    Format(String mediaType, String suffix) {
      this.mediaType = mediaType;
      this.suffix = suffix;
    }

    public String mediaType() {
      return mediaType;
    }

    /** How a file's name ends, without the dot. */
    public String suffix() {
      return suffix;
    }
  }

  /**
   * A recording in another format.
   *
   * @param bytes of the whole file; empty where only its end will tell
   * @param sound the file, once
   */
  record Export(OptionalLong bytes, ReadStream<Buffer> sound) {}

  /** Peaks and spans for drawing; empty where {@link #open} would be. */
  Future<Optional<Waveform>> waveform(RecordingId id);

  /** Who listened to this recording, oldest first. */
  Future<List<Listening>> listenings(RecordingId id);

  /** Whether the recording can be heard. */
  enum State {
    /** The call runs. */
    RECORDING,
    /** The call is over; encoding, storing or reading back is under way. */
    PENDING,
    /** Stored and read back. */
    READY,
    /** Encoding or storing failed; the journal is kept and is tried again. */
    FAILED,
    ERASED
  }

  /**
   * What is asked for; an empty optional asks for nothing.
   *
   * @param number a part of the customer's number or address
   * @param text any word of number, name, agent, tag or note
   * @param cursor where the last page ended, as that page said; empty for the first
   * @param limit rows, 1 to 1000
   */
  record Query(
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<String> number,
      Optional<String> agent,
      Optional<Direction> direction,
      Optional<Duration> minDuration,
      Optional<String> text,
      Optional<String> cursor,
      int limit,
      More more) {

    /** A search that asks nothing of marks and decisions. */
    public Query(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> number,
        Optional<String> agent,
        Optional<Direction> direction,
        Optional<Duration> minDuration,
        Optional<String> text,
        Optional<String> cursor,
        int limit) {
      this(from, to, number, agent, direction, minDuration, text, cursor, limit, More.NOTHING);
    }

    public static Query newest(int limit) {
      return new Query(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          limit);
    }
  }

  /**
   * What is asked of a recording's marks and of how it came about; empty asks for nothing.
   *
   * @param agents login names, one of which had the call; empty = anybody
   * @param tags all of which it has
   * @param leastScore of the evaluation that counts
   * @param mostScore the same, from above
   * @param consent something of that kind happened
   * @param profile by which it was decided: what it is for
   */
  record More(
      Set<String> agents,
      Set<String> tags,
      OptionalDouble leastScore,
      OptionalDouble mostScore,
      Optional<Duration> maxDuration,
      Optional<ConsentEvent.Kind> consent,
      Optional<Mode> mode,
      Optional<String> profile) {

    public static final More NOTHING = new More(
        Set.of(),
        Set.of(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());

    public More {
      agents = Set.copyOf(agents);
      tags = Set.copyOf(tags);
    }
  }

  /** One page of cards; {@code next} is the cursor of the following one, empty on the last. */
  record Page(List<Card> items, Optional<String> next) {}

  /**
   * A recording as a list shows it.
   *
   * @param length of the sound; empty until it is known
   * @param deleteAfter when retention ends, frozen when the recording was made
   */
  record Card(
      RecordingId id,
      CallFacts call,
      Decision decision,
      List<ConsentEvent> consent,
      State state,
      Instant startedAt,
      Optional<Duration> length,
      Optional<String> sha256,
      Optional<Instant> deleteAfter,
      Optional<Ending> ending,
      List<String> findings) {}

  /** Who listens: a person's login name and the role in which they do it. */
  record Listener(String user, String role) {}

  /** One listening. */
  record Listening(Instant at, Listener listener) {}

  /** A stored MP3, readable in any part. */
  interface Audio {
    /** Bytes of the whole MP3. */
    long length();

    /** Strong entity tag without quotes. */
    String etag();

    /**
     * The bytes {@code first} to {@code last}, both included, decrypted a segment at a time with back-pressure, on the
     * caller's context.
     */
    ReadStream<Buffer> read(long first, long last);
  }

  /**
   * The picture of a recording.
   *
   * @param millisPerPeak time that one peak covers
   * @param customer minimum and maximum of each span in turn, -128..127
   * @param agent the same for the other channel
   */
  @SuppressWarnings("ArrayRecordComponent") // thousands of bytes, written once, never compared
  record Waveform(int millisPerPeak, byte[] customer, byte[] agent, List<Span> spans) {}

  /** A stretch of one channel that is not plain speech as it arrived. */
  record Span(Leg leg, Kind kind, long fromMillis, long toMillis) {
    /** Why. */
    public enum Kind {
      /** Packets were lost; concealed. */
      LOSS,
      /** Nothing was sent: discontinuous transmission, or a leg not there yet. */
      SILENT,
      HOLD,
      PAUSE
    }
  }
}
