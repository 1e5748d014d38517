package io.mitschnitt.recorder.timeline;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape.Mark;
import io.mitschnitt.recorder.journal.Entry.Payload;
import io.mitschnitt.recorder.timeline.Stream.Packet;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One leg: its streams one after the other, decoded, brought to the output's rate, and laid on the clock. */
final class Line {

  private static final byte[] NOTHING = {};

  private final int rate;
  private final Channel channel = new Channel();
  private final Spans spans;
  private final Deque<Stream> streams = new ArrayDeque<>();
  private final short[] decoded = new short[Resampler.MOST];
  private final short[] resampled = new short[6 * Resampler.MOST];
  private final short[] stretched = new short[7 * Resampler.MOST];
  private @Nullable Player player;
  private boolean correcting;
  private long soundEnd;

  /** What belongs to the stream that is being played. */
  private static final class Player {
    private final Stream stream;
    private final SoundDecoder decoder;
    private final Resampler resampler;
    private long lastSequence;
    private long expectedTime;

    Player(Stream stream, Packet first, int rate) {
      this.stream = stream;
      decoder = Codecs.decoder(stream.codec());
      resampler = new Resampler(decoder.sampleRate(), rate);
      lastSequence = first.sequence() - 1;
      expectedTime = first.rtpTime();
    }
  }

  Line(Leg leg, int rate) {
    this.rate = rate;
    spans = new Spans(leg);
  }

  Spans spans() {
    return spans;
  }

  Channel channel() {
    return channel;
  }

  void add(Payload payload) {
    for (Stream stream : streams) {
      if (stream.continues(payload)) {
        stream.add(payload);
        return;
      }
    }
    Stream fresh = new Stream(payload);
    fresh.add(payload);
    streams.add(fresh);
  }

  void mark(Mark mark, long at) {
    spans.mark(mark, at / 1_000_000);
  }

  /** Plays whatever came at {@code horizon} or before. */
  void playUntil(long horizon) {
    while (!streams.isEmpty()) {
      Stream first = streams.getFirst();
      for (Packet packet = first.release(horizon);
          packet != null;
          packet = first.release(horizon)) {
        play(first, packet);
      }
      if (!first.isEmpty() || streams.size() == 1) {
        return;
      }
      streams.removeFirst();
    }
  }

  /** Notes what is missing at the end. */
  void endAt(long position) {
    spans.silent(millis(soundEnd), millis(position));
  }

  private void play(Stream stream, Packet packet) {
    long place = samples(stream.place(packet));
    Player now = player;
    if (now == null || now.stream != stream) {
      now = new Player(stream, packet, rate);
      player = now;
      silence(place);
    } else {
      bridge(now, packet, place);
    }
    byte[] bytes = packet.payload().bytes();
    int n = now.decoder.decode(bytes, 0, bytes.length, decoded);
    Codec codec = stream.codec();
    now.lastSequence = packet.sequence();
    now.expectedTime = packet.rtpTime() + (long) n * codec.clockRate() / now.decoder.sampleRate();
    write(now, n, place);
    soundEnd = channel.cursor();
  }

  /** Fills what lies between the last packet and this one: concealment where packets were lost, else silence. */
  private void bridge(Player now, Packet packet, long place) {
    long missing = packet.sequence() - now.lastSequence - 1;
    long gap = packet.rtpTime() - now.expectedTime;
    if (gap <= 0) {
      return;
    }
    if (missing == 0) {
      now.resampler.reset();
      silence(place);
      return;
    }
    long from = channel.cursor();
    conceal(now, packet, gap * now.decoder.sampleRate() / now.stream.codec().clockRate());
    channel.skipTo(place);
    spans.lost(millis(from), millis(channel.cursor()));
  }

  private void conceal(Player now, Packet packet, long lost) {
    int most = now.decoder.sampleRate() / 1000 * 120;
    byte[] next = lost <= most ? packet.payload().bytes() : NOTHING;
    int n = now.decoder.conceal((int) Math.min(lost, most), next, 0, next.length, decoded);
    channel.write(resampled, now.resampler.process(decoded, n, resampled));
  }

  private void silence(long place) {
    spans.silent(millis(soundEnd), millis(place));
    channel.skipTo(place);
  }

  private void write(Player now, int n, long place) {
    int m = now.resampler.process(decoded, n, resampled);
    long error = place - channel.cursor();
    if (error < -rate / 2) {
      return; // more sound than time: this sender's clock cannot be believed
    }
    if (error > rate / 2) {
      channel.skipTo(place);
      error = 0;
    }
    int length = m + correction(error, m);
    if (length == m) {
      channel.write(resampled, m);
    } else {
      Stretch.linear(resampled, m, stretched, length);
      channel.write(stretched, length);
    }
  }

  /** By how many samples a block of {@code n} is stretched, so that {@code error} shrinks without being heard. */
  private int correction(long error, int n) {
    long size = Math.abs(error);
    correcting = size > (correcting ? rate / 1000 : rate / 200);
    if (!correcting) {
      return 0;
    }
    int most = Math.max(1, size > rate / 25 ? n / 20 : n / 100);
    return (int) Math.max(-most, Math.min(most, error));
  }

  private long samples(long nanos) {
    return Math.floorDiv(nanos, 1_000_000_000L) * rate
        + Math.floorMod(nanos, 1_000_000_000L) * rate / 1_000_000_000L;
  }

  private long millis(long position) {
    return position * 1000 / rate;
  }
}
