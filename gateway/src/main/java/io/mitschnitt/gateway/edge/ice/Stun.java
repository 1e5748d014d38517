package io.mitschnitt.gateway.edge.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.ice4j.StackProperties;
import org.ice4j.StunException;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.security.CredentialsAuthority;
import org.ice4j.stack.StunStack;

/**
 * STUN messages to octets and back, each with MESSAGE-INTEGRITY and FINGERPRINT. Starts no socket, thread or timer of
 * ice4j. One for each event loop.
 */
public final class Stun {

  /** Their lines carry addresses. Held, so that their settings are not forgotten. */
  private static final Logger QUIET = Logger.getLogger("org.ice4j");

  private static final List<Logger> QUIET_ABOUT_SETTINGS =
      List.of(Logger.getLogger("org.jitsi"), Logger.getLogger("JitsiConfig"));

  static {
    QUIET.setUseParentHandlers(
        false); // first: the settings are read, and told, with the first class of theirs
    QUIET_ABOUT_SETTINGS.forEach(l -> l.setUseParentHandlers(false));
    // Read by ice4j when its first class loads: no name of ours in answers, no question to a
    // cloud's metadata address,
    // a fingerprint on all we encode.
    System.setProperty("ice4j.software", "");
    System.setProperty("ice4j.harvest.mapping.aws.enabled", "false");
    System.setProperty("ice4j.redact-remote-addresses", "true");
    System.setProperty("org.ice4j.REQUIRE_MESSAGE_INTEGRITY", "true");
    System.setProperty(StackProperties.ALWAYS_SIGN, "true");
  }

  private static final int INTEGRITY = 24;
  private static final int HEADER = 20;

  private final StunStack encoder = new StunStack();
  private byte[] key = new byte[0];

  public Stun() {
    encoder.getCredentialsManager().registerAuthority(new CredentialsAuthority() {
      @Override
      public byte[] getLocalKey(String username) {
        return key;
      }

      @Override
      public byte[] getRemoteKey(String username, String media) {
        return key;
      }

      @Override
      public boolean checkLocalUserName(String username) {
        return true;
      }
    });
  }

  /** Reads a message whose {@link StunShape} is sound; nothing where it is not authentic under {@code password}. */
  Optional<Message> authentic(byte[] raw, String password) {
    try {
      Message m = Message.decode(raw, 0, raw.length); // checks the fingerprint
      return isAuthentic(m, raw, password) ? Optional.of(m) : Optional.empty();
    } catch (StunException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The answer to an authentic check. */
  byte[] success(Request check, InetSocketAddress from, String ourPassword) throws StunException {
    return signed(
        MessageFactory.createBindingResponse(check, new TransportAddress(from, Transport.UDP)),
        check.getTransactionID(),
        ourPassword);
  }

  /** The answer to one who claims our role: RFC 8445, section 7.3.1.1. */
  byte[] roleConflict(Request check, String ourPassword) throws StunException {
    return signed(
        MessageFactory.createBindingErrorResponse((char) 487, "Role Conflict"),
        check.getTransactionID(),
        ourPassword);
  }

  /** A question for consent by the lite side: RFC 7675. */
  byte[] consent(byte[] transaction, String username, long priority, String theirPassword)
      throws StunException {
    Request q = MessageFactory.createBindingRequest(priority);
    q.putAttribute(AttributeFactory.createUsernameAttribute(username));
    q.putAttribute(AttributeFactory.createIceControlledAttribute(1));
    return signed(q, transaction, theirPassword);
  }

  /** A check by the controlling side, which nominates. */
  byte[] nomination(byte[] transaction, String username, long priority, String theirPassword)
      throws StunException {
    Request q = MessageFactory.createBindingRequest(priority);
    q.putAttribute(AttributeFactory.createUsernameAttribute(username));
    q.putAttribute(AttributeFactory.createIceControllingAttribute(1));
    q.putAttribute(AttributeFactory.createUseCandidateAttribute());
    return signed(q, transaction, theirPassword);
  }

  private byte[] signed(Message m, byte[] transaction, String password) throws StunException {
    m.setTransactionID(transaction);
    m.putAttribute(AttributeFactory.createMessageIntegrityAttribute("x"));
    key = password.getBytes(StandardCharsets.US_ASCII);
    return m.encode(encoder);
  }

  private static boolean isAuthentic(Message m, byte[] raw, String password) {
    if (!(m.getAttribute(Attribute.MESSAGE_INTEGRITY) instanceof MessageIntegrityAttribute mac))
      return false;
    if (!m.containsAttribute(Attribute.FINGERPRINT)) return false;
    int at = mac.getLocationInMessage();
    byte[] signed = Arrays.copyOf(raw, at);
    int length = at + INTEGRITY - HEADER;
    signed[2] = (byte) (length >> 8);
    signed[3] = (byte) length;
    byte[] expected = MessageIntegrityAttribute.calculateHmacSha1(
        signed, 0, at, password.getBytes(StandardCharsets.US_ASCII));
    return MessageDigest.isEqual(expected, mac.getHmacSha1Content());
  }
}
