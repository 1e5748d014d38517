package io.mitschnitt.gateway.srtp;

import java.util.Optional;

/**
 * How packets are protected, in our order of preference. No profile without encryption and none with a 32-bit tag.
 *
 * @see <a href="https://www.iana.org/assignments/srtp-protection">IANA, DTLS-SRTP protection profiles</a>
 */
public enum SrtpProfile {
  AEAD_AES_128_GCM(0x0007, 16, 12, 16),
  AEAD_AES_256_GCM(0x0008, 32, 12, 16),
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10);

  private final int number;
  private final int keyOctets;
  private final int saltOctets;
  private final int tagOctets;

  SrtpProfile(int number, int keyOctets, int saltOctets, int tagOctets) {
    this.number = number;
    this.keyOctets = keyOctets;
    this.saltOctets = saltOctets;
    this.tagOctets = tagOctets;
  }

  public static Optional<SrtpProfile> of(int number) {
    for (SrtpProfile p : values()) if (p.number == number) return Optional.of(p);
    return Optional.empty();
  }

  /** Its number in the use_srtp extension. */
  public int number() {
    return number;
  }

  /** Octets of the master key. */
  public int keyOctets() {
    return keyOctets;
  }

  public int saltOctets() {
    return saltOctets;
  }

  /** What an RTP packet grows by. */
  public int tagOctets() {
    return tagOctets;
  }
}
