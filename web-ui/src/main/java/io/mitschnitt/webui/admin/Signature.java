package io.mitschnitt.webui.admin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a webhook's receiver knows that we sent it, and when: {@code t=<Unix seconds>,v1=<hex>}, where v1 is HMAC-SHA-256 of
 * {@code t + "." + body} under the webhook's secret. A receiver refuses what is older than five minutes.
 */
final class Signature {

  private Signature() {}

  static String of(byte[] key, String body, Instant now) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = now.getEpochSecond() + "." + body;
      return "t=" + now.getEpochSecond() + ",v1="
          + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
    }
  }
}
