package io.mitschnitt.gateway.edge.sip;

import gov.nist.core.net.SecurityManagerProvider;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** TLS is Vert.x's: the stack need not load the JVM's key stores, which blocks and warns. */
public final class NoSecurityManagerProvider implements SecurityManagerProvider {

  @Override
  public void init(Properties properties) {}

  @Override
  public KeyManager[] getKeyManagers(boolean client) {
    return new KeyManager[0];
  }

  @Override
  public TrustManager[] getTrustManagers(boolean client) {
    return new TrustManager[0];
  }
}
