package io.mitschnitt.gateway.edge.sip;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.mitschnitt.gateway.sip.SipGuard;
import java.io.IOException;
import java.net.InetAddress;

/** What the stack calls a message processor: one bound address of one transport. Its socket was bound before. */
final class SipProcessor extends MessageProcessor {

  /** Finds or makes the channel to a peer. */
  interface ChannelMaker {
    MessageChannel make(SipProcessor self, InetAddress peer, int port) throws IOException;
  }

  final SipTransport sip;
  private final ChannelMaker maker;

  SipProcessor(SipTransport sip, InetAddress ip, int port, String transport, ChannelMaker maker) {
    super(ip, port, transport, sip.stack);
    this.sip = sip;
    this.maker = maker;
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return sipStack;
  }

  @Override
  public MessageChannel createMessageChannel(HostPort to) throws IOException {
    return createMessageChannel(Addresses.literal(to.getHost().getHostname()), to.getPort());
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress to, int port) throws IOException {
    return maker.make(this, to, port);
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public int getDefaultTargetPort() {
    return isSecure() ? 5061 : 5060;
  }

  @Override
  public boolean isSecure() {
    return transport.equals("TLS") || transport.equals("WSS");
  }

  @Override
  public int getMaximumMessageSize() {
    return SipGuard.MESSAGE;
  }

  @Override
  public boolean inUse() {
    return false;
  }
}
