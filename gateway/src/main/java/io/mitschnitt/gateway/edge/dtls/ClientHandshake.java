package io.mitschnitt.gateway.edge.dtls;

import io.mitschnitt.gateway.sdp.Fingerprint;
import io.mitschnitt.gateway.srtp.SrtpKeys;
import io.mitschnitt.gateway.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The active role, as a browser has it: for the warm-up, the demo and tests. */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"
}) // Bouncy Castle speaks Hashtable and Vector
final class ClientHandshake extends DefaultTlsClient implements Handshake {

  private final BcTlsCrypto crypto;
  private final DtlsIdentity identity;
  private final Fingerprint theirs;
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpKeys keys;

  ClientHandshake(BcTlsCrypto crypto, DtlsIdentity identity, Fingerprint theirs) {
    super(crypto);
    this.crypto = crypto;
    this.identity = identity;
    this.theirs = theirs;
  }

  @Override
  public DTLSTransport run(DatagramTransport datagrams) throws IOException {
    return new DTLSClientProtocol().connect(this, datagrams);
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
  public int getHandshakeTimeoutMillis() {
    return Shared.HANDSHAKE_MILLIS;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return Shared.RESEND_MILLIS;
  }

  @Override
  protected Vector getSupportedGroups(Vector roles) {
    return new Vector<>(List.of(NamedGroup.x25519, NamedGroup.secp256r1));
  }

  @Override
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    if (extensions == null) extensions = new Hashtable();
    TlsSRTPUtils.addUseSRTPExtension(
        extensions, new UseSRTPData(Shared.profiles(), TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    UseSRTPData chosen = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (chosen == null || chosen.getProtectionProfiles().length != 1) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "no use_srtp");
    }
    profile = SrtpProfile.of(chosen.getProtectionProfiles()[0])
        .orElseThrow(() -> new TlsFatalAlert(AlertDescription.illegal_parameter));
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        Shared.check(server.getCertificate(), theirs);
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return Shared.signer(context, crypto, identity);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SrtpProfile p = profile;
    if (p == null) throw new TlsFatalAlert(AlertDescription.internal_error);
    keys = Shared.export(context, p);
  }
}
