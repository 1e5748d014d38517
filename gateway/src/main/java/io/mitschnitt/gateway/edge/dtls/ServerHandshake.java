package io.mitschnitt.gateway.edge.dtls;

import io.mitschnitt.gateway.sdp.Fingerprint;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The passive role: DTLS 1.2, extended master secret, the browser's certificate against its signalled fingerprint. */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"
}) // Bouncy Castle speaks Hashtable and Vector
final class ServerHandshake extends DefaultTlsServer implements Handshake {

  private final BcTlsCrypto crypto;
  private final DtlsIdentity identity;
  private final Fingerprint theirs;
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpKeys keys;

  ServerHandshake(BcTlsCrypto crypto, DtlsIdentity identity, Fingerprint theirs) {
    super(crypto);
    this.crypto = crypto;
    this.identity = identity;
    this.theirs = theirs;
  }

  @Override
  public DTLSTransport run(DatagramTransport datagrams) throws IOException {
    return new DTLSServerProtocol().accept(this, datagrams);
  }

  @Override
  public SrtpKeys keys() throws IOException {
    SrtpKeys k = keys;
    if (k == null) throw new IOException("no keys");
    return k;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(crypto, Shared.SUITES);
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return true;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return Shared.HANDSHAKE_MILLIS;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return Shared.RESEND_MILLIS;
  }

  @Override
  public int[] getSupportedGroups() {
    return new int[] {NamedGroup.x25519, NamedGroup.secp256r1};
  }

  @Override
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (offered == null) throw new TlsFatalAlert(AlertDescription.handshake_failure, "no use_srtp");
    int[] theirProfiles = offered.getProtectionProfiles();
    profile = Arrays.stream(SrtpProfile.values())
        .filter(ours -> Arrays.stream(theirProfiles).anyMatch(p -> p == ours.number()))
        .findFirst()
        .orElseThrow(
            () -> new TlsFatalAlert(AlertDescription.handshake_failure, "no common SRTP profile"));
  }

  @Override
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    if (extensions == null) extensions = new Hashtable();
    int[] chosen = {chosen().number()};
    TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(chosen, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return Shared.signer(context, crypto, identity);
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    algorithms.add(
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    algorithms.add(
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    return new CertificateRequest(types, algorithms, null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    Shared.check(chain, theirs);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    keys = Shared.export(context, chosen());
  }

  private SrtpProfile chosen() throws IOException {
    SrtpProfile p = profile;
    if (p == null) throw new TlsFatalAlert(AlertDescription.internal_error);
    return p;
  }
}
