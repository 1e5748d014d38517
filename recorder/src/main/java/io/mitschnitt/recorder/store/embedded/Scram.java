package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.*;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

/** server side of SCRAM-SHA-256 (RFC 7677) for one user, enough for the driver */
final class Scram {
  private static final AttributeKey<Boolean> AUTH = AttributeKey.valueOf("emb.auth");
  private static final AttributeKey<String[]> ST = AttributeKey.valueOf("emb.scram");
  private final String user;
  private final byte[] salt = new byte[28], storedKey, serverKey;
  private final int it = 15000;
  private final SecureRandom rnd = new SecureRandom();

  Scram(String user, String password) {
    try {
      this.user = user;
      rnd.nextBytes(salt);
      byte[] sp = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, it, 256))
          .getEncoded();
      storedKey = MessageDigest.getInstance("SHA-256").digest(hmac(sp, "Client Key"));
      serverKey = hmac(sp, "Server Key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] k, String s) throws GeneralSecurityException {
    Mac m = Mac.getInstance("HmacSHA256");
    m.init(new SecretKeySpec(k, "HmacSHA256"));
    return m.doFinal(s.getBytes(StandardCharsets.UTF_8));
  }

  boolean authenticated(Channel ch) {
    return Boolean.TRUE.equals(ch.attr(AUTH).get());
  }

  Document handle(Channel ch, String cmd, Document q) {
    try {
      if (cmd.equals("saslStart")) {
        if (!"SCRAM-SHA-256".equals(q.get("mechanism"))) throw fail();
        String first = text(q);
        String bare = first.substring(first.indexOf("n="));
        Map<Character, String> m = attrs(bare);
        if (!user.equals(m.get('n').replace("=2C", ",").replace("=3D", "="))) throw fail();
        byte[] n = new byte[24];
        rnd.nextBytes(n);
        String sf = "r=" + m.get('r') + Base64.getEncoder().encodeToString(n) + ",s="
            + Base64.getEncoder().encodeToString(salt) + ",i=" + it;
        ch.attr(ST).set(new String[] {bare, sf});
        return reply(sf, false);
      }
      if (cmd.equals("saslContinue")) {
        String[] st = ch.attr(ST).getAndSet(null);
        if (st == null) throw fail();
        String cf = text(q);
        Map<Character, String> m = attrs(cf);
        String noProof = cf.substring(0, cf.lastIndexOf(",p="));
        if (!m.get('r').equals(attrs(st[1]).get('r'))) throw fail();
        String auth = st[0] + "," + st[1] + "," + noProof;
        byte[] sig = hmac(storedKey, auth), proof = Base64.getDecoder().decode(m.get('p'));
        byte[] ck = new byte[32];
        for (int i = 0; i < 32; i++) ck[i] = (byte) (proof[i] ^ sig[i]);
        if (!MessageDigest.isEqual(MessageDigest.getInstance("SHA-256").digest(ck), storedKey))
          throw fail();
        ch.attr(AUTH).set(true);
        return reply("v=" + Base64.getEncoder().encodeToString(hmac(serverKey, auth)), true);
      }
      return null;
    } catch (GeneralSecurityException | RuntimeException e) {
      if (e instanceof MongoServerError) throw (MongoServerError) e;
      throw fail();
    }
  }

  private static MongoServerError fail() {
    return new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
  }

  private static String text(Document q) {
    return new String(((BinData) q.get("payload")).getData(), StandardCharsets.UTF_8);
  }

  private static Map<Character, String> attrs(String s) {
    Map<Character, String> m = new HashMap<>();
    for (String p : s.split(","))
      if (p.length() > 1 && p.charAt(1) == '=') m.put(p.charAt(0), p.substring(2));
    return m;
  }

  private static Document reply(String s, boolean done) {
    Document r = new Document("conversationId", 1)
        .append("done", done)
        .append("payload", new BinData(s.getBytes(StandardCharsets.UTF_8)));
    Utils.markOkay(r);
    return r;
  }
}
