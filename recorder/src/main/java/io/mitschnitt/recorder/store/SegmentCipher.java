package io.mitschnitt.recorder.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over independent segments: the STREAM construction. Index and a last-flag stand in the nonce, the
 * recording's id in the additional data, so that segments cannot be swapped, cut off or mixed with another recording's.
 *
 * <pre>
 *   nonce   0       7          11     12
 *           +-------+----------+------+
 *           | zeros | index    | last |
 *           +-------+----------+------+
 *   key     HMAC-SHA-256(data key, purpose | salt): one for each try to store one thing, so that no (key, nonce) pair
 *           is ever used twice, and none that the journal uses
 * </pre>
 *
 * @see <a href="https://eprint.iacr.org/2015/189">Hoang, Reyhanitabar, Rogaway, Vizár: online authenticated
 *     encryption</a>
 */
final class SegmentCipher {

  static final int TAG = 16;
  static final int SALT = 16;
  static final String MP3 = "mitschnitt mp3 v1";
  static final String WAVEFORM = "mitschnitt waveform v1";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadLocal<Cipher> GCM = ThreadLocal.withInitial(SegmentCipher::gcm);

  private final SecretKey key;
  private final byte[] aad;

  /**
   * @param dataKey the recording's own, 32 bytes
   * @param purpose {@link #MP3} or {@link #WAVEFORM}
   * @param salt fresh for every try, kept beside the segments
   */
  SegmentCipher(byte[] dataKey, String purpose, byte[] salt, String recording) {
    this.key = derive(dataKey, purpose, salt);
    this.aad = recording.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] newSalt() {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /** Ciphertext and tag of one segment. */
  byte[] seal(byte[] plain, int length, int index, boolean last) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, index, last).doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing cannot fail", e);
    }
  }

  /**
   * The plain bytes of one segment.
   *
   * @throws AEADBadTagException when it was altered, moved, cut, or sealed by another key
   */
  byte[] open(byte[] sealed, int index, boolean last) throws AEADBadTagException {
    try {
      return cipher(Cipher.DECRYPT_MODE, index, last).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  private Cipher cipher(int mode, int index, boolean last) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(12)
        .position(7)
        .putInt(index)
        .put((byte) (last ? 1 : 0))
        .array();
    Cipher cipher = GCM.get();
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    cipher.updateAAD(aad);
    return cipher;
  }

  private static SecretKey derive(byte[] dataKey, String purpose, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(dataKey, "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return new SecretKeySpec(mac.doFinal(salt), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
    }
  }

  private static Cipher gcm() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }
}
