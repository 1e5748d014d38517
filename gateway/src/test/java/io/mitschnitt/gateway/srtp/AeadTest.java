package io.mitschnitt.gateway.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.rtp.RtpPacket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What AEAD legs send, against the formulas of the standards written down once more with nothing but the JDK's AES; and
 * these against the packets of RFC 7714, section 16, which know session keys only.
 */
class AeadTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final String KEY_256 =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final byte[] SALT = HEX.parseHex("517569642070726f2071756f");
  private static final byte[] PACKET = HEX.parseHex("8040f17b8041f8d35501a0b2"
      + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573");

  @Test
  void the_formulas_make_the_packets_of_rfc_7714() throws Exception {
    assertThat(
            HEX.formatHex(protectedPacket(HEX.parseHex(KEY_256.substring(0, 32)), SALT, PACKET, 0)))
        .isEqualTo("8040f17b8041f8d35501a0b2"
            + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
            + "899d7f27beb16a9152cf765ee4390cce");
    assertThat(HEX.formatHex(protectedPacket(HEX.parseHex(KEY_256), SALT, PACKET, 0)))
        .isEqualTo("8040f17b8041f8d35501a0b2"
            + "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
            + "7aa3db36dfffd6b0f9bb7878d7a76c13");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "AEAD.*")
  void a_leg_sends_what_the_formulas_say_over_the_roll_over(SrtpProfile profile) throws Exception {
    byte[] material = new byte[SrtpKeys.octets(profile)];
    new Random(7).nextBytes(material);
    SrtpKeys keys = SrtpKeys.cut(profile, material);
    byte[] sessionKey = derived(keys.serverKey(), keys.serverSalt(), 0, profile.keyOctets());
    byte[] sessionSalt = derived(keys.serverKey(), keys.serverSalt(), 2, profile.saltOctets());
    SrtpLeg leg = SrtpLeg.ofServer(keys);
    byte[] room = new byte[256];
    RtpPacket p = new RtpPacket();
    for (int i = 65_500; i < 65_600; i++) {
      byte[] clear = PACKET.clone();
      clear[2] = (byte) (i >> 8);
      clear[3] = (byte) i;
      System.arraycopy(clear, 0, room, 0, clear.length);
      assertThat(leg.protect(p.wrap(room, 0, clear.length))).isTrue();
      assertThat(Arrays.copyOf(room, p.length))
          .as("packet %d", i)
          .isEqualTo(protectedPacket(sessionKey, sessionSalt, clear, i >> 16));
    }
  }

  /** RFC 7714, sections 8.1 and 8.2. */
  private static byte[] protectedPacket(byte[] key, byte[] salt, byte[] packet, int rollOver)
      throws GeneralSecurityException {
    byte[] nonce = new byte[12];
    System.arraycopy(packet, 8, nonce, 2, 4);
    for (int i = 0; i < 4; i++) nonce[6 + i] = (byte) (rollOver >> 24 - 8 * i);
    System.arraycopy(packet, 2, nonce, 10, 2);
    for (int i = 0; i < 12; i++) nonce[i] ^= salt[i];
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(packet, 0, 12);
    byte[] out = Arrays.copyOf(packet, packet.length + 16);
    cipher.doFinal(packet, 12, packet.length - 12, out, 12);
    return out;
  }

  /** RFC 3711, section 4.3, with the longer key of RFC 6188 and the shorter salt of RFC 7714, section 11. */
  private static byte[] derived(byte[] masterKey, byte[] masterSalt, int label, int octets)
      throws GeneralSecurityException {
    byte[] start = Arrays.copyOf(masterSalt, 16);
    start[7] ^= (byte) label;
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(start));
    return cipher.doFinal(new byte[octets]);
  }
}
