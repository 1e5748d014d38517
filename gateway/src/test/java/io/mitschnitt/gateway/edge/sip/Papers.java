package io.mitschnitt.gateway.edge.sip;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of an authority of the test's own, as PEM files for us and as a context for the carrier's side. */
final class Papers {

  private static final char[] NONE = new char[0];

  final Path ca;
  final Path cert;
  final Path key;
  private final X509Certificate authority;
  private final X509Certificate own;
  private final KeyPair ownKeys;

  /** @param name IP address or host in the certificate */
  Papers(Path directory, String name) throws Exception {
    KeyPair authorityKeys = keys();
    authority = signed("CN=Authority", authorityKeys, "CN=Authority", authorityKeys, null);
    ownKeys = keys();
    own = signed("CN=" + name, ownKeys, "CN=Authority", authorityKeys, name);
    ca = pem(Files.createTempFile(directory, "ca", ".pem"), authority);
    cert = pem(Files.createTempFile(directory, "cert", ".pem"), own);
    key = pem(
        Files.createTempFile(directory, "key", ".pem"),
        new JcaPKCS8Generator(ownKeys.getPrivate(), null));
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate signed(
      String subject, KeyPair keys, String issuer, KeyPair by, String name) throws Exception {
    Instant now = Instant.now();
    var builder = new JcaX509v3CertificateBuilder(
        new X500Name(issuer),
        BigInteger.valueOf(System.nanoTime()),
        Date.from(now.minusSeconds(3600)),
        Date.from(now.plusSeconds(86_400)),
        new X500Name(subject),
        keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name == null));
    if (name != null) {
      int kind = Character.isDigit(name.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
      builder.addExtension(
          Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, name)));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
  }

  private static Path pem(Path file, Object content) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(out)) {
      pem.writeObject(content);
    }
    return file;
  }

  /** A TLS side that trusts {@code others} and shows these papers, or nothing where {@code mute}. */
  SSLContext context(Papers others, boolean mute) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NONE);
    trusted.setCertificateEntry("ca", others.authority);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore shown = KeyStore.getInstance("PKCS12");
    shown.load(null, NONE);
    if (!mute) {
      shown.setKeyEntry("own", ownKeys.getPrivate(), NONE, new X509Certificate[] {own, authority});
    }
    KeyManagerFactory show = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    show.init(shown, NONE);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(show.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
