package io.mitschnitt.recorder.journal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over one journal's segments. No two segments of a journal share a nonce, because no two share a counter,
 * and no two journals share a key. Used by one thread at a time.
 */
final class SegmentSeal {

  private final SecretKeySpec key;
  private final byte[] prefix;
  private final byte[] recording;
  private final Cipher cipher;

  SegmentSeal(JournalHeader header, byte[] dataKey) {
    key = new SecretKeySpec(dataKey, "AES");
    prefix = header.noncePrefix();
    recording = JournalFormat.id(header.recording());
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  /** Seals {@code plain[0..length)} into {@code out} from {@code at} on; answers the sealed length. */
  int seal(int counter, byte[] plain, int length, byte[] out, int at) {
    try {
      init(Cipher.ENCRYPT_MODE, counter);
      return cipher.doFinal(plain, 0, length, out, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing needs nothing that can be missing", e);
    }
  }

  /** The entries of a sealed segment; empty when a bit of it was altered. */
  Optional<byte[]> open(int counter, byte[] sealed) {
    try {
      init(Cipher.DECRYPT_MODE, counter);
      return Optional.of(cipher.doFinal(sealed));
    } catch (AEADBadTagException altered) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening needs nothing that can be missing", e);
    }
  }

  private void init(int mode, int counter) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(12).put(prefix).putInt(counter).array();
    cipher.init(mode, key, new GCMParameterSpec(8 * JournalFormat.TAG, nonce));
    cipher.updateAAD(recording);
    cipher.updateAAD(ByteBuffer.allocate(4).putInt(counter).flip());
  }
}
