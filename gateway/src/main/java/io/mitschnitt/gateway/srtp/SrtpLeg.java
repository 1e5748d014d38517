package io.mitschnitt.gateway.srtp;

import io.mitschnitt.gateway.rtp.RtpPacket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/**
 * SRTP and SRTCP of one leg, both directions, in place. Belongs to one event loop.
 *
 * <p>Key lifetimes (2^48 packets, 2^31 reports) are not watched: a call of a lifetime is shorter. No MKI.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3711">RFC 3711</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc7714">RFC 7714</a>
 */
public final class SrtpLeg {

  /** Octets that must be free behind a packet to protect it. */
  public static final int TAIL = 32;

  private static final int MOST_SOURCES = 4;
  private static final int REPORT_SSRC = 4;
  private static final int RTP_SSRC = 8;

  /** One SEVERE line for each packet that its sender refuses would be a flood. */
  private static final Logger LOG = new LoggerImpl(SrtpLeg.class.getName(), Level.OFF);

  /** What it logs of its loading is nobody's business. Held, so that its setting is not forgotten. */
  private static final java.util.logging.Logger QUIET =
      java.util.logging.Logger.getLogger("org.jitsi");

  static {
    java.util.logging.Logger.getLogger(SrtpLeg.class.getName()).setLevel(Level.OFF);
    QUIET.setUseParentHandlers(false);
    // Left alone, jitsi-srtp measures every provider for seconds, on whatever thread comes first.
    Aes.setFactoryClassName("SunJCE");
  }

  private final int tag;
  private final SrtpContextFactory sender;
  private final SrtpContextFactory receiver;
  private final Window window = new Window();
  private final int[] sources = new int[MOST_SOURCES];
  private final @Nullable SrtpCryptoContext[] opened = new SrtpCryptoContext[MOST_SOURCES];
  private int known;
  private @Nullable SrtpCryptoContext sending;
  private @Nullable SrtcpCryptoContext sendingReports;
  private @Nullable SrtcpCryptoContext openedReports;
  private int reportSource;
  private long refused;

  private SrtpLeg(
      SrtpProfile profile, byte[] ourKey, byte[] ourSalt, byte[] theirKey, byte[] theirSalt) {
    tag = profile.tagOctets();
    sender = new SrtpContextFactory(true, ourKey, ourSalt, policy(profile), policy(profile), LOG);
    receiver =
        new SrtpContextFactory(false, theirKey, theirSalt, policy(profile), policy(profile), LOG);
  }

  /** The leg of the side that was the DTLS server. */
  public static SrtpLeg ofServer(SrtpKeys k) {
    return new SrtpLeg(k.profile(), k.serverKey(), k.serverSalt(), k.clientKey(), k.clientSalt());
  }

  /** The leg of the side that was the DTLS client. */
  public static SrtpLeg ofClient(SrtpKeys k) {
    return new SrtpLeg(k.profile(), k.clientKey(), k.clientSalt(), k.serverKey(), k.serverSalt());
  }

  /**
   * The leg of a side whose keys were told in the signalling.
   *
   * @param ours master key and salt of what we send, 30 octets; {@code theirs} of what we hear
   * @see <a href="https://www.rfc-editor.org/rfc/rfc4568#section-6.2">RFC 4568, section 6.2</a>
   */
  public static SrtpLeg told(byte[] ours, byte[] theirs) {
    int k = SrtpProfile.AES128_CM_HMAC_SHA1_80.keyOctets();
    return new SrtpLeg(
        SrtpProfile.AES128_CM_HMAC_SHA1_80,
        Arrays.copyOf(ours, k),
        Arrays.copyOfRange(ours, k, ours.length),
        Arrays.copyOf(theirs, k),
        Arrays.copyOfRange(theirs, k, theirs.length));
  }

  /** Opens an RTP packet. */
  public boolean open(RtpPacket p) {
    if (p.headerLength() < 0) return false;
    int ssrc = int32(p, RTP_SSRC);
    int i = indexOf(ssrc);
    try {
      SrtpCryptoContext kept = i < known ? opened[i] : null;
      SrtpCryptoContext context = kept != null ? kept : receiver.deriveContext(ssrc, 0);
      if (context.reverseTransformPacket(window.over(p), false) != SrtpErrorStatus.OK)
        return refuse();
      if (kept == null) keep(ssrc, context);
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return refuse();
    }
  }

  /** Protects an RTP packet; its array needs {@link #TAIL} octets behind it. All packets have one SSRC. */
  public boolean protect(RtpPacket p) {
    try {
      SrtpCryptoContext context = sending;
      if (context == null) sending = context = sender.deriveContext(int32(p, RTP_SSRC), 0);
      int want = p.length + tag;
      // The status alone cannot be trusted: when GCM fails, jitsi-srtp says OK and leaves the
      // packet in clear.
      return context.transformPacket(window.over(p)) == SrtpErrorStatus.OK && p.length == want;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  public boolean openReport(RtpPacket p) {
    if (p.length < 8) return false;
    int ssrc = int32(p, REPORT_SSRC);
    try {
      SrtcpCryptoContext kept = reportSource == ssrc ? openedReports : null;
      SrtcpCryptoContext context = kept != null ? kept : receiver.deriveControlContext(ssrc);
      if (context.reverseTransformPacket(window.over(p)) != SrtpErrorStatus.OK) return refuse();
      openedReports = context;
      reportSource = ssrc;
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return refuse();
    }
  }

  public boolean protectReport(RtpPacket p) {
    try {
      SrtcpCryptoContext context = sendingReports;
      if (context == null)
        sendingReports = context = sender.deriveControlContext(int32(p, REPORT_SSRC));
      int before = p.length;
      return context.transformPacket(window.over(p)) == SrtpErrorStatus.OK
          && p.length >= before + tag + 4;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /** Packets that were forged, damaged or repeated. */
  public long refused() {
    return refused;
  }

  private boolean refuse() {
    refused++;
    return false;
  }

  private int indexOf(int ssrc) {
    int i = 0;
    while (i < known && sources[i] != ssrc) i++;
    return i;
  }

  /** A context lives from its first authentic packet on; of too many, the oldest goes. */
  private void keep(int ssrc, SrtpCryptoContext context) {
    if (known == MOST_SOURCES) {
      System.arraycopy(sources, 1, sources, 0, MOST_SOURCES - 1);
      System.arraycopy(opened, 1, opened, 0, MOST_SOURCES - 1);
      known--;
    }
    sources[known] = ssrc;
    opened[known++] = context;
  }

  private static SrtpPolicy policy(SrtpProfile profile) {
    return switch (profile) {
      case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
        new SrtpPolicy(
            SrtpPolicy.AESGCM_ENCRYPTION,
            profile.keyOctets(),
            SrtpPolicy.NULL_AUTHENTICATION,
            0,
            16,
            12);
      case AES128_CM_HMAC_SHA1_80 ->
        new SrtpPolicy(
            SrtpPolicy.AESCM_ENCRYPTION,
            profile.keyOctets(),
            SrtpPolicy.HMACSHA1_AUTHENTICATION,
            20,
            10,
            14);
    };
  }

  private static int int32(RtpPacket p, int at) {
    byte[] b = p.bytes;
    int o = p.offset + at;
    return (b[o] & 255) << 24 | (b[o + 1] & 255) << 16 | (b[o + 2] & 255) << 8 | (b[o + 3] & 255);
  }
}
