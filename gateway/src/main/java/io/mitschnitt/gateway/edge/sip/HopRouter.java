package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * The stack's router: a request goes to the hop that was put on it ({@code setApplicationData}) and nowhere else. So a
 * Contact or Route of the other side never makes us send to a stranger, and no name is looked up on the event loop.
 */
@SuppressWarnings("deprecation") // the stack asks for this interface
public final class HopRouter implements Router {

  /** As the stack makes it, by name. */
  public HopRouter(SipStack stack, String outboundProxy) {}

  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (((SIPRequest) request).getApplicationData() instanceof Hop hop) {
      return hop;
    }
    throw new SipException("no hop");
  }

  @Override
  public @Nullable Hop getOutboundProxy() {
    return null;
  }

  @Override
  public ListIterator<Hop> getNextHops(Request request) {
    return ((SIPRequest) request).getApplicationData() instanceof Hop hop
        ? List.of(hop).listIterator()
        : List.<Hop>of().listIterator();
  }
}
