package io.mitschnitt.gateway.edge.dtls;

import io.mitschnitt.gateway.sdp.Fingerprint;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed P-256 certificate and its key, made anew by each process and shared by its calls. */
public final class DtlsIdentity {

  private final byte[] certificate;
  private final AsymmetricKeyParameter key;
  private final Fingerprint fingerprint;

  private DtlsIdentity(byte[] certificate, AsymmetricKeyParameter key)
      throws GeneralSecurityException {
    this.certificate = certificate;
    this.key = key;
    this.fingerprint = new Fingerprint("sha-256", hash("sha-256", certificate));
  }

  /** A new one. Takes some milliseconds: not for an event loop. */
  public static DtlsIdentity create(Instant now) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=WebRTC");
    try {
      byte[] der = new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(63, new SecureRandom()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(365))),
              name,
              pair.getPublic())
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
          .getEncoded();
      return new DtlsIdentity(der, PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException("no certificate", e);
    }
  }

  /** What our descriptions say of it. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  byte[] certificate() {
    return certificate;
  }

  AsymmetricKeyParameter key() {
    return key;
  }

  static String hash(String algorithm, byte[] der) throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT)).digest(der);
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }
}
