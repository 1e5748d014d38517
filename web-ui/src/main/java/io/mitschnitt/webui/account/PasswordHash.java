package io.mitschnitt.webui.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What is kept of a password: its Argon2id hash with the parameters it was made with. Computing one takes about 100 ms
 * and 19 MiB: on a worker, never on an event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by matches() alone
record PasswordHash(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {

  private static final Pattern FORM = Pattern.compile(
      "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
  static PasswordHash of(String password) {
    byte[] salt = Secrets.bytes(16);
    return new PasswordHash(19 * 1024, 2, 1, salt, compute(password, 19 * 1024, 2, 1, salt, 32));
  }

  /** The hash that {@code text} spells, {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
  static Optional<PasswordHash> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Optional.of(new PasswordHash(
          Integer.parseInt(form.group(1)),
          Integer.parseInt(form.group(2)),
          Integer.parseInt(form.group(3)),
          base64.decode(form.group(4)),
          base64.decode(form.group(5))));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  boolean matches(String password) {
    return MessageDigest.isEqual(
        hash, compute(password, memoryKib, passes, lanes, salt, hash.length));
  }

  String text() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$"
        + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }

  @Override
  public String toString() {
    return "PasswordHash[***]";
  }

  private static byte[] compute(
      String password, int memoryKib, int passes, int lanes, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(memoryKib)
        .withIterations(passes)
        .withParallelism(lanes)
        .withSalt(salt)
        .build());
    byte[] out = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
    return out;
  }
}
