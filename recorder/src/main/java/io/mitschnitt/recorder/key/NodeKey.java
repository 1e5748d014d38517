package io.mitschnitt.recorder.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which this node signs its evidence, Ed25519, in a file of mode 600 outside the store: both halves in PEM, and
 * the secret that its salts are made of.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410">RFC 8410, Ed25519 in PKCS #8 and X.509</a>
 */
public final class NodeKey {

  private static final int SALT = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern BLOCK = Pattern.compile(
      "-----BEGIN (PRIVATE|PUBLIC|SALT) KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

  private final PrivateKey privateKey;
  private final PublicKey publicKey;
  private final byte[] salt;

  private NodeKey(PrivateKey privateKey, PublicKey publicKey, byte[] salt) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.salt = salt;
  }

  /**
   * The key in {@code file}; made there with mode 600 when missing. Blocking: at start only.
   *
   * @throws IOException when the file cannot be read or made, or holds no such key
   */
  public static NodeKey open(Path file) throws IOException {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      if (!Files.exists(file)) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        make(file, salt);
      }
      return read(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + ": holds no Ed25519 key pair in PEM", e);
    }
  }

  /** The key that is to follow the one in {@code file}, where its making was begun. */
  public static Optional<NodeKey> next(Path file) throws IOException {
    Path next = beside(file, ".next");
    return Files.exists(next) ? Optional.of(open(next)) : Optional.empty();
  }

  /**
   * Makes the key that is to follow the one in {@code file}, beside it. It has the same salt, so that what was hashed before can
   * still be told.
   */
  public static NodeKey prepareNext(Path file) throws IOException {
    dropNext(file);
    Path next = beside(file, ".next");
    try {
      make(next, open(file).salt);
    } catch (GeneralSecurityException e) {
      throw new IOException("no Ed25519 here", e);
    }
    return open(next);
  }

  /** Puts the next key in the place of the one in {@code file}, which stays beside it under another name. */
  public static NodeKey takeOver(Path file) throws IOException {
    int number = 1;
    while (Files.exists(beside(file, ".retired-" + number))) {
      number++;
    }
    Files.copy(file, beside(file, ".retired-" + number), StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(beside(file, ".next"), file, StandardCopyOption.ATOMIC_MOVE);
    return open(file);
  }

  /** Gives up a key that was made and never took over. */
  public static void dropNext(Path file) throws IOException {
    Files.deleteIfExists(beside(file, ".next"));
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static void make(Path file, byte[] salt) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String text = pem("PRIVATE", pair.getPrivate().getEncoded())
        + pem("PUBLIC", pair.getPublic().getEncoded())
        + pem("SALT", salt);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    } catch (FileAlreadyExistsException made) {
      // another process was faster; its key is as good
    }
  }

  private static String pem(String half, byte[] der) {
    return "-----BEGIN " + half + " KEY-----\n" + Base64.getEncoder().encodeToString(der)
        + "\n-----END " + half + " KEY-----\n";
  }

  private static NodeKey read(String text) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(half(text, "PRIVATE")));
    PublicKey open = factory.generatePublic(new X509EncodedKeySpec(half(text, "PUBLIC")));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(secret);
    signature.update((byte) 0); // without a message the check fails
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update((byte) 0);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the halves do not belong together");
    }
    // The first files had no salt of their own.
    return new NodeKey(secret, open, block(text, "SALT").orElse(secret.getEncoded()));
  }

  private static byte[] half(String text, String half) {
    return block(text, half).orElseThrow(() -> new IllegalArgumentException("no " + half + " KEY"));
  }

  private static Optional<byte[]> block(String text, String half) {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals(half)) {
        return Optional.of(Base64.getMimeDecoder().decode(block.group(2)));
      }
    }
    return Optional.empty();
  }

  /** Both halves. */
  public KeyPair pair() {
    return new KeyPair(publicKey, privateKey);
  }

  public PrivateKey privateKey() {
    return privateKey;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Sixteen bytes for {@code purpose} that nobody without this file can know: they make hashes of few values unguessable. The
   * same after the key was followed by another.
   */
  public byte[] salt(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      return java.util.Arrays.copyOf(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
    }
  }
}
