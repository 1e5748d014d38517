package io.mitschnitt.recorder.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key-encryption key of this node, and what it does: wrapping and unwrapping.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3394">RFC 3394, AES key wrap</a>
 */
public final class KeyRing {

  /** Bytes of a data key and of the key-encryption key: AES-256. */
  public static final int KEY_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey kek;
  private final String name;
  private final Map<String, KeyRing> purposes;

  private KeyRing(byte[] kek, Map<String, KeyRing> purposes) {
    this.kek = new SecretKeySpec(kek, "AES");
    this.name = digest(kek).substring(0, 16);
    this.purposes = Map.copyOf(purposes);
  }

  /**
   * The ring whose key lies in {@code file}; made there with mode 600 when missing. Blocking: at start only.
   *
   * @throws IOException when the file cannot be read or made, or is not 32 bytes
   */
  public static KeyRing open(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(file, newKey(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    } catch (FileAlreadyExistsException expected) {
      // the usual case: every start but the first
    }
    byte[] kek = Files.readAllBytes(file);
    if (kek.length != KEY_BYTES) {
      throw new IOException(
          file + ": a key-encryption key is 32 bytes, this file has " + kek.length);
    }
    return new KeyRing(kek, Map.of());
  }

  /**
   * The same ring with keys of purposes on it, each in a file of its own.
   *
   * @param files by profile
   */
  public KeyRing with(Map<String, Path> files) throws IOException {
    Map<String, KeyRing> rings = new HashMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      rings.put(file.getKey(), open(file.getValue()));
    }
    return new KeyRing(kek.getEncoded(), rings);
  }

  /** What wraps the keys of recordings that {@code profile} decided: its purpose's key, or this node's. */
  public KeyRing of(String profile) {
    return purposes.getOrDefault(profile, this);
  }

  /** A fresh data key. */
  public static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  /** The key-encryption key's name: the first 64 bits of its SHA-256, in hex; says nothing of the key itself. */
  public String name() {
    return name;
  }

  /** A key for {@code purpose}, 32 bytes: the same as long as this node's key is; tells nothing of it. */
  public byte[] derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(kek.getEncoded(), "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
    }
  }

  /** {@code key} wrapped: 40 bytes. */
  public byte[] wrap(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.WRAP_MODE, kek);
      return cipher.wrap(new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES key wrap is part of every JDK", e);
    }
  }

  /**
   * The key that was wrapped, by this node's key or one of a purpose.
   *
   * @throws InvalidKeyException when it was wrapped by a key that is not here, or altered
   */
  public byte[] unwrap(byte[] wrapped) throws InvalidKeyException {
    for (KeyRing purpose : purposes.values()) {
      try {
        return purpose.unwrap(wrapped);
      } catch (InvalidKeyException another) {
        // the integrity check of the wrapping tells
      }
    }
    try {
      Cipher cipher = Cipher.getInstance("AESWrap");
      cipher.init(Cipher.UNWRAP_MODE, kek);
      return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES key wrap is part of every JDK", e);
    }
  }

  private static String digest(byte[] key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
