package io.mitschnitt.recorder.journal;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What is known of a journal after reading it through once, without listening to it. */
public final class Outline implements Entry.Reader {

  // What a payload lasts where nothing better is known.
  private static final long PACKET = 20_000_000;

  private Optional<Instant> startedAt = Optional.empty();
  private Optional<Long> closed = Optional.empty();
  private long last;
  private long payloads;
  private final Set<Codec> codecs = EnumSet.noneOf(Codec.class);
  private final Set<Leg> legs = EnumSet.noneOf(Leg.class);

  /** The wall clock at t = 0; empty where the tape never started: then nothing was kept. */
  public Optional<Instant> startedAt() {
    return startedAt;
  }

  /** Whether the recording was ended in order. */
  public boolean isClosed() {
    return closed.isPresent();
  }

  /** The recording's length in nanoseconds: as it was closed, else up to the end of the last payload. */
  public long length() {
    return Math.max(0, closed.orElse(payloads == 0 ? 0 : last + PACKET));
  }

  public long payloads() {
    return payloads;
  }

  /** Whether both legs have sent something. */
  public boolean bothLegs() {
    return legs.size() == Leg.values().length;
  }

  /** Whether any payload is wideband. */
  public boolean wideband() {
    return codecs.stream().anyMatch(Codec::wideband);
  }

  @Override
  public void started(Entry.Started entry) {
    if (startedAt.isEmpty()) {
      startedAt = Optional.of(entry.at());
    }
  }

  @Override
  public void payload(Entry.Payload entry) {
    payloads++;
    last = Math.max(last, entry.arrival());
    codecs.add(entry.codec());
    legs.add(entry.leg());
  }

  @Override
  public void marked(Entry.Marked entry) {
    last = Math.max(last, entry.at());
  }

  @Override
  public void closed(Entry.Closed entry) {
    closed = Optional.of(entry.length());
  }
}
