package io.mitschnitt.recorder.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which this node signs its evidence, Ed25519, in a file of mode 600 outside the store: both halves in PEM.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410">RFC 8410, Ed25519 in PKCS #8 and X.509</a>
 */
public final class NodeKey {

  private static final Pattern BLOCK = Pattern.compile(
      "-----BEGIN (PRIVATE|PUBLIC) KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private NodeKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
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
        make(file);
      }
      return read(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + ": holds no Ed25519 key pair in PEM", e);
    }
  }

  private static void make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String text = pem("PRIVATE", pair.getPrivate().getEncoded())
        + pem("PUBLIC", pair.getPublic().getEncoded());
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
    PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE")));
    PublicKey open = factory.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC")));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(secret);
    signature.update((byte) 0); // without a message the check fails
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update((byte) 0);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the halves do not belong together");
    }
    return new NodeKey(secret, open);
  }

  private static byte[] block(String text, String half) {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals(half)) {
        return Base64.getMimeDecoder().decode(block.group(2));
      }
    }
    throw new IllegalArgumentException("no " + half + " KEY");
  }

  public PrivateKey privateKey() {
    return privateKey;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /** Sixteen bytes for {@code purpose} that nobody without this key can know: they make hashes of few values unguessable. */
  public byte[] salt(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(privateKey.getEncoded(), "HmacSHA256"));
      return java.util.Arrays.copyOf(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
    }
  }
}
