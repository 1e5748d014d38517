package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.Leg;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one leg's sound fared in the last step of 5 s.
 *
 * @param heard what came from it, as we received it; empty where nothing came
 * @param told what we sent to it, as it says in its reports; empty where it reported nothing
 * @param roundTripMillis to it and back, where its reports tell
 */
public record LegQuality(
    Leg leg, Optional<Way> heard, Optional<Way> told, OptionalInt roundTripMillis) {

  /**
   * One direction.
   *
   * @param packets that were sent, as far as their numbers tell
   * @param lost how many of them did not arrive; those that came too late are not counted
   * @param jitterMillis inter-arrival jitter at the end of the step (RFC 3550, appendix A.8)
   * @param mos estimated mean opinion score, 1.0 (bad) to 4.4 (as good as narrow-band telephony gets), by ITU-T G.107
   */
  public record Way(int packets, int lost, int jitterMillis, double mos) {
    /** Lost packets in per cent. */
    public double lossPercent() {
      return packets == 0 ? 0 : 100.0 * lost / packets;
    }
  }
}
