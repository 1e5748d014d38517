package io.mitschnitt.gateway.edge.sip;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Address literals only: a look-up by name would block the event loop. */
final class Addresses {

  private Addresses() {}

  static boolean isLiteral(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  static InetAddress literal(String host) throws UnknownHostException {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(
        bracketed ? host.substring(1, host.length() - 1) : host);
    if (address == null) {
      throw new UnknownHostException("not an address literal");
    }
    return address;
  }

  /** As it stands in a SIP URI: an IPv6 literal in brackets. */
  static String inUri(String literal) {
    return literal.indexOf(':') >= 0 && !literal.startsWith("[") ? "[" + literal + "]" : literal;
  }
}
