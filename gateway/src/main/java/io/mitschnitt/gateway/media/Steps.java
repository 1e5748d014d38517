package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegQuality.Way;
import io.mitschnitt.gateway.rtp.Echo;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.RtpIn;
import io.mitschnitt.gateway.rtp.RtpOut;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import java.util.Optional;
import java.util.OptionalInt;

/** Cuts the running counters of one leg into steps. */
final class Steps {

  private static final int ASSUMED_TRIP_MILLIS = 100;
  private static final int PACKET_MILLIS = 20;

  private long expected;
  private long received;
  private long blocks;
  private int theirLost;
  private int theirNewest;

  /** What passed since the last time. */
  LegQuality next(Leg leg, Format format, RtpIn in, RtpOut out) {
    Echo echo = out.echo();
    int trip = echo.roundTripMicros();
    double delay = (trip == Echo.UNKNOWN ? ASSUMED_TRIP_MILLIS : trip / 1000.0) / 2 + PACKET_MILLIS;
    OptionalInt millis =
        trip == Echo.UNKNOWN ? OptionalInt.empty() : OptionalInt.of((trip + 500) / 1000);
    return new LegQuality(leg, heard(format, in, delay), told(format, echo, delay), millis);
  }

  private Optional<Way> heard(Format format, RtpIn in, double delay) {
    boolean anew = in.expected() < expected; // another source
    long sent = in.expected() - (anew ? 0 : expected);
    long came = in.received() - (anew ? 0 : received);
    expected = in.expected();
    received = in.received();
    if (sent <= 0 && came <= 0) return Optional.empty();
    return Optional.of(way(format, sent, sent - came, in.jitter(), delay));
  }

  private Optional<Way> told(Format format, Echo echo, double delay) {
    boolean before = blocks > 0;
    boolean news = echo.blocks() > blocks;
    int sent = echo.newest() - theirNewest;
    int lost = echo.lost() - theirLost;
    blocks = echo.blocks();
    theirNewest = echo.newest();
    theirLost = echo.lost();
    if (!news || !before || sent < 0) return Optional.empty();
    return Optional.of(way(format, sent, lost, echo.jitter(), delay));
  }

  private static Way way(Format format, long sent, long lost, int jitter, double delay) {
    Codec codec = format.codec();
    int packets = (int) Math.max(0, sent);
    int gone = (int) Math.max(0, Math.min(lost, packets));
    int jitterMillis = (int) (Integer.toUnsignedLong(jitter) * 1000 / codec.clockRate());
    double loss = packets == 0 ? 0 : 100.0 * gone / packets;
    double score = OpinionScore.of(codec, loss, delay + 2.0 * jitterMillis);
    return new Way(packets, gone, jitterMillis, Math.round(score * 100) / 100.0);
  }
}
