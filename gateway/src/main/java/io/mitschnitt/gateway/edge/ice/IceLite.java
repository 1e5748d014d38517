package io.mitschnitt.gateway.edge.ice;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.message.Message;
import org.ice4j.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one leg's ICE: it answers authentic checks and thereby learns where the browser is. Survives a restart
 * without losing a packet: the old credentials count until the first check under the new ones. Belongs to one loop.
 */
public final class IceLite {

  /** Without a valid check for so long we must stop sending: RFC 7675, section 5.1. */
  public static final long CONSENT_NANOS = 30_000_000_000L;

  private static final int MOST_ADDRESSES = 32;
  private static final long PRIORITY = 2_130_706_431L;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ICE_CHARS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";

  private final Stun stun;
  private final Wire wire;
  private final Set<InetSocketAddress> addresses = new LinkedHashSet<>();
  private String ufrag = token(8);
  private String pwd = token(24);
  private @Nullable String oldUfrag;
  private String oldPwd = "";
  private String theirUfrag = "";
  private String theirPwd = "";
  private @Nullable InetSocketAddress selected;
  private byte[] asked = new byte[0];
  private long consentNanos;

  /** What the leg's port does for it. */
  public interface Wire {
    void send(byte[] message, InetSocketAddress to);

    /** Datagrams from {@code address} belong to this leg from now on. */
    void claims(InetSocketAddress address);
  }

  public IceLite(Stun stun, Wire wire, long nanos) {
    this.stun = stun;
    this.wire = wire;
    this.consentNanos = nanos;
  }

  /** {@code length} random characters that ICE allows. */
  public static String token(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++)
      text.append(ICE_CHARS.charAt(RANDOM.nextInt(ICE_CHARS.length())));
    return text.toString();
  }

  public String ufrag() {
    return ufrag;
  }

  public String pwd() {
    return pwd;
  }

  /** Every fragment under which checks for this leg may come. */
  public List<String> fragments() {
    List<String> all = new ArrayList<>(List.of(ufrag));
    if (oldUfrag != null) all.add(oldUfrag);
    return all;
  }

  public Set<InetSocketAddress> addresses() {
    return addresses;
  }

  /** Where the browser hears, once it was heard. */
  public @Nullable InetSocketAddress selected() {
    return selected;
  }

  /** The credentials of its description. Answers whether this restarts ICE, with new ones of ours. */
  public boolean remote(String fragment, String password) {
    boolean restart =
        !theirUfrag.isEmpty() && !(theirUfrag.equals(fragment) && theirPwd.equals(password));
    theirUfrag = fragment;
    theirPwd = password;
    if (!restart) return false;
    oldUfrag = ufrag;
    oldPwd = pwd;
    ufrag = token(8);
    pwd = token(24);
    return true;
  }

  /** A Binding request of sound shape for {@code fragment} of ours. Answers false where it is not authentic. */
  public boolean check(byte[] raw, String fragment, InetSocketAddress from, long nanos) {
    String password = fragment.equals(ufrag) ? pwd : oldPwd;
    Optional<Message> m = password.isEmpty() ? Optional.empty() : stun.authentic(raw, password);
    if (m.isEmpty() || !(m.get() instanceof Request check)) return false;
    try {
      answer(check, fragment, password, from, nanos);
      return true;
    } catch (StunException e) {
      return false;
    }
  }

  /** A response to our question for consent. */
  public void response(byte[] raw, long nanos) {
    if (theirPwd.isEmpty() || asked.length == 0) return;
    stun.authentic(raw, theirPwd)
        .filter(m -> Arrays.equals(asked, m.getTransactionID()))
        .ifPresent(m -> consentNanos = nanos);
  }

  /** Asks for consent. */
  public void ask() {
    InetSocketAddress to = selected;
    if (to == null || theirUfrag.isEmpty()) return;
    asked = new byte[12];
    RANDOM.nextBytes(asked);
    try {
      wire.send(stun.consent(asked, theirUfrag + ":" + ufrag, PRIORITY, theirPwd), to);
    } catch (StunException e) {
      asked = new byte[0];
    }
  }

  public boolean expired(long nanos) {
    return nanos - consentNanos > CONSENT_NANOS;
  }

  private void answer(
      Request check, String fragment, String password, InetSocketAddress from, long nanos)
      throws StunException {
    if (check.containsAttribute(
        Attribute.ICE_CONTROLLED)) { // the lite side is always the controlled one
      wire.send(stun.roleConflict(check, password), from);
      return;
    }
    if (!addresses.contains(from)) {
      if (addresses.size() == MOST_ADDRESSES) return;
      addresses.add(from);
    }
    wire.claims(from);
    consentNanos = nanos;
    wire.send(stun.success(check, from, password), from);
    boolean restarted = oldUfrag != null && fragment.equals(ufrag);
    if (restarted) oldUfrag = null;
    if (selected == null || restarted || check.containsAttribute(Attribute.USE_CANDIDATE)) {
      if (!Objects.equals(selected, from)) selected = from;
    }
  }
}
