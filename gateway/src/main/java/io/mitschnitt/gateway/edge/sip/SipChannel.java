package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.RetryAfter;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.sip.SipGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ContactHeader;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A peer of the SIP stack: the way one message comes in from it and goes out to it.
 *
 * <p>The way in: front filter → parser → sanity → the inbox's word on who may speak in a dialog → the stack. What falls
 * out on the way is counted; it is answered only where the answer cannot help an attacker.
 */
abstract class SipChannel extends MessageChannel implements RawMessageChannel {

  static final Logger log = LoggerFactory.getLogger(SipChannel.class);

  private static final Set<Class<?>> VITAL = Set.of(
      From.class,
      To.class,
      CSeq.class,
      Via.class,
      CallID.class,
      ContentLength.class,
      RequestLine.class,
      StatusLine.class);

  /** A header that nobody needs may be wrong: it is kept as it came. */
  private static final ParseExceptionListener LENIENT = (e, message, header, text, whole) -> {
    if (header == null || VITAL.contains(header)) {
      throw e;
    }
    message.addUnparsed(text);
  };

  final SipProcessor processor;
  final InetAddress peer;
  final int port;
  private @Nullable Trunk trunk;
  private boolean otherVersion; // of the message that is being received: the parser does not mind

  SipChannel(SipProcessor processor, InetAddress peer, int port) {
    this.processor = processor;
    this.messageProcessor = processor;
    this.peer = peer;
    this.port = port;
  }

  /** Whose address this is, where it is a carrier's. */
  @Nullable
  Trunk trunk() {
    return trunk;
  }

  void trunk(Trunk owner) {
    trunk = owner;
  }

  abstract void write(byte[] message) throws IOException;

  /** Lets a transport put right what only it knows, before the stack sees the message. */
  void arrive(SIPMessage message) throws ParseException {}

  /** Whether the Via of a request may name {@code transport} here; the stack would answer over that one. */
  boolean speaks(String transport) {
    return transport.equalsIgnoreCase(getTransport());
  }

  final void receive(byte[] bytes) {
    if (SipGuard.refuse(bytes).isPresent()) {
      drop("front filter");
      return;
    }
    otherVersion = !BadRequest.firstLine(bytes).contains("SIP/2.0");
    try {
      SIPMessage message = getSIPStack()
          .getMessageParserFactory()
          .createMessageParser(getSIPStack())
          .parseSIPMessage(bytes, true, false, LENIENT);
      if (message == null) {
        return; // CRLF only: a keep-alive
      }
      if (message.getContentLength() == null) {
        bodyWithoutLength(message, bytes);
      }
      processMessage(message);
    } catch (ParseException e) {
      refuse(bytes);
    } catch (Exception | StackOverflowError e) {
      drop(e.getClass().getName());
    }
  }

  private void drop(String why) {
    processor.sip.drop();
    log.debug("a message over {} was dropped: {}", getTransport(), why);
  }

  /** RFC 3261, section 18.3: over UDP a body without a length ends with the datagram. */
  private static void bodyWithoutLength(SIPMessage message, byte[] bytes) throws ParseException {
    int at = message.getSize();
    if (at < bytes.length) {
      message.setMessageContent(Arrays.copyOfRange(bytes, at, bytes.length));
    }
  }

  private void refuse(byte[] bytes) {
    drop("not parsed");
    try {
      byte[] answer = BadRequest.answer(bytes);
      if (answer.length > 0) {
        write(answer);
      }
    } catch (IOException e) {
      log.debug("a 400 was not sent");
    }
  }

  @Override
  public final void processMessage(SIPMessage message) throws Exception {
    Via via = message.getTopmostVia();
    if (via == null
        || message.getFrom() == null
        || message.getTo() == null
        || message.getCallId() == null
        || message.getCSeq() == null) {
      drop("lacks a vital header");
      return;
    }
    if (via.getBranch() == null
        || !via.getBranch().regionMatches(true, 0, SIPConstants.BRANCH_MAGIC_COOKIE, 0, 7)) {
      drop("no RFC 3261 branch"); // the stack would try every transaction
      return;
    }
    message.setRemoteAddress(peer);
    message.setRemotePort(port);
    message.setLocalAddress(processor.getIpAddress());
    message.setLocalPort(processor.getPort());
    message.setPeerPacketSourceAddress(peer);
    message.setPeerPacketSourcePort(port);
    arrive(message);
    if (message instanceof SIPRequest request) {
      request(request, via);
    } else {
      response((SIPResponse) message);
    }
  }

  private void request(SIPRequest request, Via via) throws Exception {
    if (!speaks(via.getTransport())) {
      drop("another transport in Via");
      return;
    }
    via.removeParameter("maddr"); // the stack would answer there
    if (request.getHeader(MaxForwardsHeader.NAME) == null) {
      request.setHeader(new MaxForwards(70));
    }
    source(via);
    request.setApplicationData(this);
    if (!sane(request) || !processor.sip.inbox().mayEnter(request, this)) {
      processor.sip.drop();
      return;
    }
    SIPTransactionStack stack = getSIPStack();
    if (shed(request, stack)) {
      return;
    }
    ServerRequestInterface handler = stack.newSIPServerRequest(request, this);
    if (handler == null) {
      return;
    }
    try {
      handler.processRequest(request, this);
    } finally {
      if (handler instanceof SIPServerTransaction tx && !tx.passToListener()) {
        tx.releaseSem();
      }
    }
  }

  /** RFC 3581: where it really came from. */
  private void source(Via via) throws ParseException {
    boolean rport = via.hasParameter(Via.RPORT);
    if (rport || !via.getHost().equals(getPeerAddress())) {
      via.setParameter(Via.RECEIVED, getPeerAddress());
    }
    if (rport) {
      via.setParameter(Via.RPORT, Integer.toString(port));
    }
  }

  private boolean sane(SIPRequest request) throws IOException, ParseException {
    String method = request.getMethod();
    boolean bad = !method.equals(request.getCSeq().getMethod())
        || (method.equals(Request.INVITE) && request.getHeader(ContactHeader.NAME) == null);
    int status = otherVersion ? Response.VERSION_NOT_SUPPORTED : bad ? Response.BAD_REQUEST : 0;
    if (status != 0 && !method.equals(Request.ACK)) {
      stateless(request, status, false);
    }
    return status == 0;
  }

  /** When the loop runs late, new calls only make it later. A call that is up is always served. */
  private boolean shed(SIPRequest request, SIPTransactionStack stack)
      throws IOException, ParseException {
    boolean refused = request.getMethod().equals(Request.INVITE)
        && request.getToTag() == null
        && processor.sip.inbox().overloaded(request, this)
        && stack.findTransaction(request.getTransactionId(), true) == null;
    if (refused) {
      stateless(request, Response.SERVICE_UNAVAILABLE, true);
    }
    return refused;
  }

  /** An answer without a transaction; the ACK to it finds none either, and is dropped. */
  private void stateless(SIPRequest request, int status, boolean later)
      throws IOException, ParseException {
    SIPResponse response = request.createResponse(status);
    if (response.getToTag() == null) {
      response.setToTag(Tokens.tag());
    }
    if (later) {
      response.setHeader(retryAfter());
    }
    response.removeContent();
    write(response.encodeAsBytes(getTransport()));
  }

  private static RetryAfter retryAfter() {
    RetryAfter after = new RetryAfter();
    try {
      after.setRetryAfter(5);
    } catch (InvalidArgumentException e) {
      throw new IllegalStateException(e);
    }
    return after;
  }

  private void response(SIPResponse response) throws ParseException {
    response.checkHeaders();
    ServerResponseInterface handler = getSIPStack().newSIPServerResponse(response, this);
    if (handler == null) {
      return;
    }
    try {
      if (handler instanceof SIPClientTransaction tx && !tx.checkFromTag(response)) {
        return;
      }
      handler.processResponse(response, this);
    } finally {
      if (handler instanceof SIPTransaction tx && !tx.passToListener()) {
        tx.releaseSem();
      }
    }
  }

  @Override
  public void sendMessage(SIPMessage message) throws IOException {
    message.setRemoteAddress(peer);
    message.setRemotePort(port);
    message.setLocalAddress(processor.getIpAddress());
    message.setLocalPort(processor.getPort());
    write(message.encodeAsBytes(getTransport()));
  }

  @Override
  protected void sendMessage(byte[] message, InetAddress to, int toPort, boolean request)
      throws IOException {
    write(message);
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return processor.getSIPStack();
  }

  @Override
  public String getTransport() {
    return processor.getTransport();
  }

  @Override
  public boolean isSecure() {
    return processor.isSecure();
  }

  @Override
  public String getPeerAddress() {
    return peer.getHostAddress();
  }

  @Override
  protected InetAddress getPeerInetAddress() {
    return peer;
  }

  @Override
  protected String getPeerProtocol() {
    return getTransport();
  }

  @Override
  public int getPeerPort() {
    return port;
  }

  @Override
  public int getPeerPacketSourcePort() {
    return port;
  }

  @Override
  public InetAddress getPeerPacketSourceAddress() {
    return peer;
  }

  @Override
  public String getKey() {
    return getKey(peer, port, getTransport());
  }

  @Override
  public String getViaHost() {
    return processor.getIpAddress().getHostAddress();
  }

  @Override
  public int getViaPort() {
    return processor.getPort();
  }
}
