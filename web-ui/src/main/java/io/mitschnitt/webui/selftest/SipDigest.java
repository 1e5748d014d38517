package io.mitschnitt.webui.selftest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a digest challenge, with MD5 and {@code qop=auth} where the server asks for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7616">RFC 7616</a>
 */
final class SipDigest {

  private SipDigest() {}

  /** The value of the Authorization header. */
  static String answer(
      String challenge, String method, String uri, String user, String password, String cnonce) {
    String realm = field(challenge, "realm").orElse("");
    String nonce = field(challenge, "nonce").orElse("");
    String ha1 = md5(user + ":" + realm + ":" + password);
    String ha2 = md5(method + ":" + uri);
    boolean auth = field(challenge, "qop").orElse("").contains("auth");
    String response = auth
        ? md5(ha1 + ":" + nonce + ":00000001:" + cnonce + ":auth:" + ha2)
        : md5(ha1 + ":" + nonce + ":" + ha2);
    String value = "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce
        + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=MD5";
    String opaque =
        field(challenge, "opaque").map(text -> ", opaque=\"" + text + "\"").orElse("");
    return value + opaque + (auth ? ", qop=auth, nc=00000001, cnonce=\"" + cnonce + "\"" : "");
  }

  /** Whether this challenge can be answered here: MD5, or no algorithm named. */
  static boolean answerable(String challenge) {
    return field(challenge, "algorithm").map("MD5"::equalsIgnoreCase).orElse(true);
  }

  private static Optional<String> field(String challenge, String name) {
    Matcher found =
        Pattern.compile("\\b" + name + "=(?:\"([^\"]*)\"|([^,\\s]+))").matcher(challenge);
    return found.find()
        ? Optional.of(found.group(1) != null ? found.group(1) : found.group(2))
        : Optional.empty();
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
