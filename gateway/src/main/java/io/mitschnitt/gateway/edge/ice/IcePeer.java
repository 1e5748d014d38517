package io.mitschnitt.gateway.edge.ice;

import java.security.SecureRandom;
import java.util.Arrays;
import org.ice4j.StunException;

/** The controlling side towards one lite agent with one candidate: it checks, nominates, and gives consent. */
public final class IcePeer {

  private static final long PRIORITY = 1_853_824_767L;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Stun stun = new Stun();
  private final String ufrag = IceLite.token(8);
  private final String pwd = IceLite.token(24);
  private byte[] asked = new byte[0];
  private boolean connected;

  public String ufrag() {
    return ufrag;
  }

  public String pwd() {
    return pwd;
  }

  /** The next check, which nominates the pair. */
  public byte[] check(String theirUfrag, String theirPwd) {
    asked = new byte[12];
    RANDOM.nextBytes(asked);
    try {
      return stun.nomination(asked, theirUfrag + ":" + ufrag, PRIORITY, theirPwd);
    } catch (StunException e) {
      throw new IllegalStateException("a check of ours cannot be encoded", e);
    }
  }

  /** Hears a response; answers whether the pair works. */
  public boolean response(byte[] raw, String theirPwd) {
    if (StunShape.sound(raw) && StunShape.isSuccess(raw)) {
      stun.authentic(raw, theirPwd)
          .filter(m -> Arrays.equals(asked, m.getTransactionID()))
          .ifPresent(m -> connected = true);
    }
    return connected;
  }
}
