package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.mitschnitt.gateway.sip.WireText;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.header.HeaderAddress;

/** What an INVITE says of who calls whom, read from its headers. Everything here is what the other side claims. */
final class Invitation {

  private static final List<String> KEPT =
      List.of("diversion", "history-info", "reason", "identity", "p-asserted-identity", "privacy");

  /** What a caller asks for who will not be shown; {@code history} (RFC 7044) hides the way of the call alone. */
  private static final Set<String> HIDING = Set.of("id", "user", "header");

  /** What must not be kept of a caller who will not be shown: each may name them. */
  private static final Set<String> NAMING =
      Set.of("p-asserted-identity", "identity", "history-info", "diversion");

  /** Room for an Identity of RFC 8224 with several claims; a chain of certificates does not belong there. */
  private static final int LONGEST = 4_096;

  private Invitation() {}

  /** Whom a carrier's INVITE names as the caller: the asserted identity, else From; nobody where that is withheld. */
  static Party caller(SIPRequest invite) {
    if (withheld(invite)) {
      return Party.ANONYMOUS;
    }
    return invite.getHeader("P-Asserted-Identity") instanceof HeaderAddress asserted
        ? party(asserted.getAddress())
        : party(invite.getFrom().getAddress());
  }

  /** RFC 3323 and 3325: the caller does not want to be shown. */
  private static boolean withheld(SIPRequest invite) {
    String privacy = value(invite, "Privacy").toLowerCase(Locale.ROOT);
    return Stream.of(privacy.split("[;,\\s]+")).anyMatch(HIDING::contains);
  }

  private static Party party(Address address) {
    String user = user(address.getURI());
    boolean nobody = user.equalsIgnoreCase("anonymous")
        || (address.getURI() instanceof SipURI sip
            && sip.getHost().equalsIgnoreCase("anonymous.invalid"));
    String name =
        address.getDisplayName() == null ? "" : WireText.unquoted(address.getDisplayName());
    return nobody || user.isEmpty()
        ? Party.ANONYMOUS
        : new Party(PhoneNumber.read(user), user, name);
  }

  /** The user part, or the number of a tel URI without its parameters and separators; empty where there is none. */
  static String user(URI uri) {
    if (uri instanceof TelURL tel) {
      String number = tel.getPhoneNumber().replaceAll("[-.() ]", "");
      return tel.isGlobal() && !number.startsWith("+") ? "+" + number : number;
    }
    String user =
        uri instanceof SipURI sip && sip.getUser() != null ? WireText.userOf(sip.getUser()) : "";
    return user.length() > 64 ? user.substring(0, 64) : user;
  }

  /**
   * The headers that are kept with a call, by lower-case name. Of a caller who will not be shown nothing is kept that
   * could name them.
   */
  static Map<String, String> kept(SIPRequest invite) {
    Map<String, String> kept = new HashMap<>();
    boolean withheld = withheld(invite);
    for (String name : KEPT) {
      String value = withheld && NAMING.contains(name) ? "" : value(invite, name);
      if (!value.isEmpty()) {
        kept.put(name, value.substring(0, Math.min(value.length(), LONGEST)));
      }
    }
    return Map.copyOf(kept);
  }

  private static String value(SIPRequest request, String name) {
    StringBuilder all = new StringBuilder();
    ListIterator<?> headers = request.getHeaders(name);
    while (headers.hasNext() && all.length() < LONGEST) {
      String line = ((Header) headers.next()).toString().trim();
      all.append(all.isEmpty() ? "" : ", ")
          .append(line.substring(line.indexOf(':') + 1).trim());
    }
    return all.toString();
  }

  /** What an agent is shown as, towards its own phones and in a call it makes. */
  static Party agent(String name, Optional<String> number) {
    return new Party(number.flatMap(PhoneNumber::read), name, "");
  }
}
