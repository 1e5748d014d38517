package io.mitschnitt.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mitschnitt.gateway.edge.OpenReel;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.rtp.SourceRule;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What our own code allocates for each packet that passes through: nothing. Sockets and ciphers are not ours. */
class AllocationTest {

  private static final int PACKETS = 100_000;
  private static final Leg[] LEGS = Leg.values();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Meters meters = new Meters();
  private final CallPath path = new CallPath(
      new CallPath.Told() {
        @Override
        public void digit(Leg leg, char digit) {}

        @Override
        public void promptDone(String name, boolean whole) {}
      },
      new SoundShelf(),
      meters,
      new Random(1));
  private final InetSocketAddress carrier =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
  private final SourceRule rule = new SourceRule(carrier, InetAddress.getLoopbackAddress(), 0);
  private final RtpPacket packet = new RtpPacket();
  private final byte[] scratch = new byte[2048];
  private long now;
  private int sequence;
  private long sent;

  @Test
  void a_packet_that_passes_through_a_recorded_call_allocates_nothing() {
    Format pcma = new Format(Codec.PCMA, 8, 101);
    for (Leg leg : Leg.values()) {
      path.speaks(leg, pcma);
      path.sink(leg, p -> sent += p.length);
    }
    path.bridge(now);
    path.openGate(new DeafReel(), now, Instant.EPOCH);
    pass(PACKETS);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    pass(PACKETS);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(meters.relayed).isEqualTo(4L * PACKETS);
    assertThat(sent).isEqualTo(172L * 4 * PACKETS);
    assertThat(allocated).as("octets for %d packets", 2 * PACKETS).isLessThan(PACKETS / 10);
  }

  /** {@code count} from each side, with the clock that ticks meanwhile. */
  private void pass(int count) {
    for (int i = 0; i < count; i++) {
      now += 20_000_000;
      sequence++;
      for (Leg leg : LEGS) {
        RtpPacket p = arrived(leg.ordinal() + 1);
        if (leg == Leg.CUSTOMER && !rule.believes(carrier, p, now)) return;
        path.rtp(leg, p, now);
      }
      path.tick(now);
    }
  }

  private RtpPacket arrived(int ssrc) {
    scratch[0] = (byte) 0x80;
    scratch[1] = 8;
    scratch[2] = (byte) (sequence >> 8);
    scratch[3] = (byte) sequence;
    int time = 160 * sequence;
    for (int i = 0; i < 4; i++) scratch[4 + i] = (byte) (time >> 24 - 8 * i);
    scratch[11] = (byte) ssrc;
    return packet.wrap(scratch, 0, 172);
  }

  /** Takes everything and keeps nothing. */
  private static final class DeafReel extends OpenReel {
    @Override
    public boolean write(
        Leg leg,
        Codec codec,
        int sequence,
        int rtpTime,
        int ssrc,
        long nanos,
        byte[] b,
        int at,
        int length) {
      return true;
    }
  }
}
