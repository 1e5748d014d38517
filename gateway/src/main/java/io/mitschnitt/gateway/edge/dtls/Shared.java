package io.mitschnitt.gateway.edge.dtls;

import io.mitschnitt.gateway.sdp.Fingerprint;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** What both roles of a handshake do alike. */
final class Shared {

  static final int HANDSHAKE_MILLIS = 15_000;

  /** Bouncy Castle waits 1000 ms before it repeats a flight: too long where a person waits for a voice. */
  static final int RESEND_MILLIS = 250;

  static final int[] SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
  };

  private Shared() {}

  static int[] profiles() {
    return Arrays.stream(SrtpProfile.values()).mapToInt(SrtpProfile::number).toArray();
  }

  static SrtpKeys export(TlsContext context, SrtpProfile profile) {
    byte[] material =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.octets(profile));
    SrtpKeys keys = SrtpKeys.cut(profile, material);
    Arrays.fill(material, (byte) 0);
    return keys;
  }

  /** Refuses a certificate other than the one that was signalled. */
  static void check(Certificate chain, Fingerprint expected) throws IOException {
    if (chain == null || chain.isEmpty())
      throw new TlsFatalAlert(AlertDescription.certificate_required);
    try {
      String got =
          DtlsIdentity.hash(expected.algorithm(), chain.getCertificateAt(0).getEncoded());
      if (!MessageDigest.isEqual(octets(got), octets(expected.value()))) {
        throw new TlsFatalAlert(AlertDescription.bad_certificate, "fingerprint differs");
      }
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
  }

  static TlsCredentialedSigner signer(TlsContext context, BcTlsCrypto crypto, DtlsIdentity identity)
      throws IOException {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        identity.key(),
        new Certificate(new TlsCertificate[] {crypto.createCertificate(identity.certificate())}),
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
