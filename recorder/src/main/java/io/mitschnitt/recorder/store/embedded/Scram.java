package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of SCRAM-SHA-256 for one user: without it, any process of the machine could read the recordings'
 * rows through the loopback port.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802#section-3">RFC 5802, section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>
 */
final class Scram {

  /** What the client said first and what it was answered. */
  private record Opening(String clientFirstBare, String serverFirst) {}

  private static final AttributeKey<Boolean> AUTHENTICATED =
      AttributeKey.valueOf("scram.authenticated");
  private static final AttributeKey<Opening> OPENING = AttributeKey.valueOf("scram.opening");
  private static final int ITERATIONS =
      15_000; // the password is 192 random bits; RFC 7677 asks for 4096
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final SecureRandom random = new SecureRandom();
  private final String user;
  private final byte[] salt = new byte[28];
  private final byte[] storedKey;
  private final byte[] serverKey;

  Scram(String user, String password) {
    this.user = user;
    random.nextBytes(salt);
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256);
      byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(spec)
          .getEncoded();
      storedKey = sha256(hmac(salted, "Client Key"));
      serverKey = hmac(salted, "Server Key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 is part of every JDK", e);
    }
  }

  boolean isAuthenticated(Channel channel) {
    return Boolean.TRUE.equals(channel.attr(AUTHENTICATED).get());
  }

  /** The reply to a command of the log-in; empty for all others. */
  Optional<Document> handle(Channel channel, String command, Document query) {
    if (!command.equals("saslStart") && !command.equals("saslContinue")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          command.equals("saslStart") ? start(channel, query) : proceed(channel, query));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw e instanceof MongoServerError error ? error : refused();
    }
  }

  private Document start(Channel channel, Document query) {
    String first = text(query);
    String bare = first.substring(first.indexOf("n="));
    Map<Character, String> attributes = attributes(bare);
    String name = String.valueOf(attributes.get('n')).replace("=2C", ",").replace("=3D", "=");
    if (!"SCRAM-SHA-256".equals(query.get("mechanism")) || !user.equals(name)) {
      throw refused();
    }
    byte[] nonce = new byte[24];
    random.nextBytes(nonce);
    String answer = "r=" + attributes.get('r') + BASE64.encodeToString(nonce) + ",s="
        + BASE64.encodeToString(salt) + ",i=" + ITERATIONS;
    channel.attr(OPENING).set(new Opening(bare, answer));
    return reply(answer, false);
  }

  private Document proceed(Channel channel, Document query) throws GeneralSecurityException {
    Opening opening = channel.attr(OPENING).getAndSet(null);
    String last = text(query);
    Map<Character, String> attributes = attributes(last);
    if (opening == null || !nonce(attributes).equals(nonce(attributes(opening.serverFirst())))) {
      throw refused();
    }
    String withoutProof = last.substring(0, last.lastIndexOf(",p="));
    String message = opening.clientFirstBare() + "," + opening.serverFirst() + "," + withoutProof;
    byte[] clientKey = Base64.getDecoder().decode(String.valueOf(attributes.get('p')));
    byte[] signature = hmac(storedKey, message);
    if (clientKey.length != signature.length) {
      throw refused();
    }
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= signature[i];
    }
    if (!MessageDigest.isEqual(sha256(clientKey), storedKey)) {
      throw refused();
    }
    channel.attr(AUTHENTICATED).set(true);
    return reply("v=" + BASE64.encodeToString(hmac(serverKey, message)), true);
  }

  private static String nonce(Map<Character, String> attributes) {
    return String.valueOf(attributes.get('r'));
  }

  private static MongoServerError refused() {
    return new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
  }

  private static String text(Document query) {
    return query.get("payload") instanceof BinData payload
        ? new String(payload.getData(), StandardCharsets.UTF_8)
        : "";
  }

  private static Map<Character, String> attributes(String message) {
    Map<Character, String> attributes = new HashMap<>();
    for (String part : message.split(",", -1)) {
      if (part.length() > 1 && part.charAt(1) == '=') {
        attributes.put(part.charAt(0), part.substring(2));
      }
    }
    return attributes;
  }

  private static Document reply(String payload, boolean done) {
    Document reply = new Document("conversationId", 1)
        .append("done", done)
        .append("payload", new BinData(payload.getBytes(StandardCharsets.UTF_8)));
    Utils.markOkay(reply);
    return reply;
  }

  private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
