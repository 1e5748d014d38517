package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.codec.Tones;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import java.time.Instant;

/** A media loop with two talking legs: the customer hums at 440 Hz, the agent at 1,000 Hz. Time is made up. */
final class FakeCall {

  static final int CUSTOMER_HZ = 440;
  static final int AGENT_HZ = 1_000;
  static final Instant AT = Instant.parse("2026-11-25T09:30:00.250Z");

  private static final long PACKET = 20_000_000;

  private final long start;
  private final Side customer;
  private final Side agent;
  private int packets;

  FakeCall(Codec customer, Codec agent, long startNanos) {
    this.customer = new Side(Leg.CUSTOMER, customer, CUSTOMER_HZ);
    this.agent = new Side(Leg.AGENT, agent, AGENT_HZ);
    start = startNanos;
  }

  void start(Tape tape) {
    tape.start(start, AT);
  }

  /** Writes the next packet of both legs; answers whether both were kept. */
  boolean packet(Tape tape) {
    long arrival = start + packets * PACKET;
    boolean kept = customer.packet(tape, packets, arrival) & agent.packet(tape, packets, arrival);
    packets++;
    return kept;
  }

  /** The moment after the last packet. */
  long end() {
    return start + packets * PACKET;
  }

  private static final class Side {
    private final Leg leg;
    private final Codec codec;
    private final SoundEncoder encoder;
    private final int hertz;
    private final byte[] payload = new byte[1400];

    Side(Leg leg, Codec codec, int hertz) {
      this.leg = leg;
      this.codec = codec;
      this.hertz = hertz;
      encoder = Codecs.encoder(codec);
    }

    boolean packet(Tape tape, int n, long arrival) {
      int frame = codec.sampleRate() / 50;
      short[] pcm = Tones.sine(hertz, codec.sampleRate(), 12_000, n * frame, frame);
      int length = encoder.encode(pcm, 0, frame, payload, 0);
      return tape.write(
          leg, codec, n & 0xFFFF, n * codec.clockRate() / 50, 4_711, arrival, payload, 0, length);
    }
  }
}
