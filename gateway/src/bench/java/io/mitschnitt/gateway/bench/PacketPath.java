package io.mitschnitt.gateway.bench;

import com.sun.management.ThreadMXBean;
import io.mitschnitt.gateway.media.CallPath;
import io.mitschnitt.gateway.media.Meters;
import io.mitschnitt.gateway.media.SoundShelf;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.gateway.srtp.SrtpProfile;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/**
 * What one packet costs on its way through a call, without sockets: opened, rewritten and sent on in clear from the
 * agent; rewritten and protected to the agent. Nanoseconds and allocated octets for each packet, for each profile.
 */
public final class PacketPath {

  private static final int PACKETS = 40_000;
  private static final int BATCHES = 9;
  private static final int LENGTH = 172;
  private static final int ROOM = 256;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final SrtpLeg gateway;
  private final SrtpLeg browser;
  private final CallPath path;
  private final RtpPacket packet = new RtpPacket();
  private final byte[] arrived = new byte[PACKETS * ROOM];
  private final int[] lengths = new int[PACKETS];
  private final byte[] scratch = new byte[2048];
  private int sequence;
  private long now;
  private long sent;

  private PacketPath(SrtpProfile profile) {
    SrtpKeys keys = SrtpKeys.cut(profile, new byte[SrtpKeys.octets(profile)]);
    gateway = SrtpLeg.ofServer(keys);
    browser = SrtpLeg.ofClient(keys);
    path = new CallPath(
        new CallPath.Told() {
          @Override
          public void digit(Leg leg, char digit) {}

          @Override
          public void promptDone(String name, boolean whole) {}
        },
        new SoundShelf(),
        new Meters(),
        new Random(1));
    for (Leg leg : Leg.values()) path.speaks(leg, new Format(Codec.PCMA, 8, 101));
    path.sink(Leg.CUSTOMER, p -> sent += p.length);
    path.sink(Leg.AGENT, p -> sent += gateway.protect(p) ? p.length : 0);
    path.bridge(0);
  }

  public static void main(String[] args) {
    for (SrtpProfile profile : SrtpProfile.values()) new PacketPath(profile).run(profile.name());
  }

  private void run(String name) {
    double[] in = new double[BATCHES];
    double[] out = new double[BATCHES];
    long allocated = 0;
    for (int i = -3; i < BATCHES; i++) { // three to warm up
      protect();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      double fromAgent = fromAgent();
      double toAgent = toAgent();
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (i >= 0) {
        in[i] = fromAgent;
        out[i] = toAgent;
      }
    }
    Arrays.sort(in);
    Arrays.sort(out);
    System.out.printf(
        "%s: open and rewrite %.0f ns, rewrite and protect %.0f ns, %d octets allocated by ciphers a packet (medians)%n",
        name, in[BATCHES / 2], out[BATCHES / 2], allocated / (2L * PACKETS));
    if (sent == 0) throw new IllegalStateException("nothing was sent");
  }

  /** As a browser sends them. */
  private void protect() {
    for (int i = 0; i < PACKETS; i++) {
      sequence++;
      write(arrived, i * ROOM, 5);
      if (!browser.protect(packet.wrap(arrived, i * ROOM, LENGTH)))
        throw new IllegalStateException("not protected");
      lengths[i] = packet.length;
    }
  }

  private double fromAgent() {
    long start = System.nanoTime();
    for (int i = 0; i < PACKETS; i++) {
      System.arraycopy(arrived, i * ROOM, scratch, 0, lengths[i]);
      now += 20_000_000;
      if (!gateway.open(packet.wrap(scratch, 0, lengths[i])))
        throw new IllegalStateException("not authentic");
      path.rtp(Leg.AGENT, packet, now);
    }
    return (System.nanoTime() - start) / (double) PACKETS;
  }

  private double toAgent() {
    sequence -= PACKETS;
    long start = System.nanoTime();
    for (int i = 0; i < PACKETS; i++) {
      sequence++;
      write(scratch, 0, 6);
      path.rtp(Leg.CUSTOMER, packet.wrap(scratch, 0, LENGTH), now);
    }
    return (System.nanoTime() - start) / (double) PACKETS;
  }

  private void write(byte[] b, int at, int ssrc) {
    b[at] = (byte) 0x80;
    b[at + 1] = 8;
    b[at + 2] = (byte) (sequence >> 8);
    b[at + 3] = (byte) sequence;
    int time = 160 * sequence;
    for (int i = 0; i < 4; i++) b[at + 4 + i] = (byte) (time >> 24 - 8 * i);
    b[at + 8] = 0;
    b[at + 9] = 0;
    b[at + 10] = 0;
    b[at + 11] = (byte) ssrc;
  }
}
