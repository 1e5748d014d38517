package io.mitschnitt.gateway.srtp;

import java.util.Arrays;

/**
 * Master keys of one DTLS-SRTP association, in the order of the exported material.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5764#section-4.2">RFC 5764, section 4.2</a>
 */
@SuppressWarnings("ArrayRecordComponent") // key material: handed on once, never compared
public record SrtpKeys(
    SrtpProfile profile, byte[] clientKey, byte[] serverKey, byte[] clientSalt, byte[] serverSalt) {

  /** Octets to export for {@code profile}. */
  public static int octets(SrtpProfile profile) {
    return 2 * (profile.keyOctets() + profile.saltOctets());
  }

  /** Cuts the exported {@code material}. */
  public static SrtpKeys cut(SrtpProfile profile, byte[] material) {
    int k = profile.keyOctets();
    int s = profile.saltOctets();
    return new SrtpKeys(
        profile,
        Arrays.copyOfRange(material, 0, k),
        Arrays.copyOfRange(material, k, 2 * k),
        Arrays.copyOfRange(material, 2 * k, 2 * k + s),
        Arrays.copyOfRange(material, 2 * k + s, 2 * (k + s)));
  }

  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
