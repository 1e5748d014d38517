package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.sip.WireText;
import io.mitschnitt.recorder.contract.Ending;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TransactionState;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.ReasonHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** SIP messages as this gateway writes them: its addresses, its headers, its words, none of the product's names. */
final class Wire {

  static final String METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK";
  static final String SDP = "application/sdp";

  final AddressFactoryImpl addresses = new AddressFactoryImpl();
  final HeaderFactoryImpl headers = new HeaderFactoryImpl();
  final MessageFactoryImpl messages = new MessageFactoryImpl();
  final SipProvider provider;
  private final String publicAddress;
  final String domain;

  Wire(SipProvider provider, GatewayConf conf) {
    this.provider = provider;
    this.publicAddress = conf.publicAddress();
    this.domain = conf.sip().domain();
  }

  private ListeningPointExt point(String transport) throws SipException {
    if (provider.getListeningPoint(transport) instanceof ListeningPointExt point) {
      return point;
    }
    throw new SipException("no listening point");
  }

  SipURI uri(String user, String host) throws ParseException {
    return addresses.createSipURI(user.isEmpty() ? null : WireText.user(user), host);
  }

  /** Where we are reached in a dialog. */
  ContactHeader contact(String transport) throws ParseException, SipException {
    SipURI uri = uri("", Addresses.inUri(publicAddress));
    uri.setPort(point(transport).getPort());
    if (!transport.equalsIgnoreCase("UDP")) {
      uri.setTransportParam(transport.toLowerCase(Locale.ROOT));
    }
    return headers.createContactHeader(addresses.createAddress(uri));
  }

  ViaHeader via(String transport) throws InvalidArgumentException, SipException {
    ViaHeader via = point(transport).createViaHeader();
    if (transport.equals("UDP")) {
      via.setRPort();
    }
    return via;
  }

  Request invite(SipURI to, SipURI target, Address from, String transport)
      throws ParseException, InvalidArgumentException, SipException {
    return request(Request.INVITE, to, target, from, transport);
  }

  /** A request outside of a dialog. */
  Request request(String method, SipURI to, SipURI target, Address from, String transport)
      throws ParseException, InvalidArgumentException, SipException {
    Request request = messages.createRequest(
        target,
        method,
        headers.createCallIdHeader(Tokens.secret()),
        headers.createCSeqHeader(1L, method),
        headers.createFromHeader(from, Tokens.tag()),
        headers.createToHeader(addresses.createAddress(to), null),
        List.of(via(transport)),
        headers.createMaxForwardsHeader(70));
    request.addHeader(contact(transport));
    request.addHeader(allow());
    return request;
  }

  /** The address of a carrier's peer as a SIP URI. */
  SipURI peer(InetSocketAddress peer, String transport) throws ParseException, SipException {
    SipURI uri = uri("", Addresses.inUri(literal(peer)));
    uri.setPort(peer.getPort());
    if (!transport.equals("UDP")) {
      uri.setTransportParam(transport.toLowerCase(Locale.ROOT));
    }
    return uri;
  }

  private static String literal(InetSocketAddress peer) throws SipException {
    if (peer.getAddress() == null) {
      throw new SipException("the trunk's peer has no address");
    }
    return peer.getAddress().getHostAddress();
  }

  /** Sends a request outside of a dialog to a carrier's peer. */
  ClientTransaction send(Request request, InetSocketAddress peer, String transport, Answer answer)
      throws SipException {
    sip(request)
        .setApplicationData(new HopImpl(Addresses.inUri(literal(peer)), peer.getPort(), transport));
    ClientTransaction tx = provider.getNewClientTransaction(request);
    tx.setApplicationData(answer);
    tx.sendRequest();
    return tx;
  }

  /** Gives up on an answer. */
  void terminate(@Nullable ClientTransaction tx) {
    try {
      if (tx != null && tx.getState() != TransactionState.TERMINATED) {
        tx.terminate();
      }
    } catch (ObjectInUseException e) {
      tx.setApplicationData(null);
    }
  }

  Header allow() throws ParseException {
    return headers.createAllowHeader(METHODS); // one line for all of them
  }

  /** An answer; {@code tag} is put on the To header where it has none and the answer is not a 100. */
  Response response(Request request, int status, String tag) throws ParseException {
    Response response = messages.createResponse(status, request);
    ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
    if (status > 100 && to.getTag() == null) {
      to.setTag(tag);
    }
    return response;
  }

  /** Answers a request for good that no leg will hear of. */
  void reply(ServerTransaction tx, Request request, int status, Header... more)
      throws ParseException, SipException, InvalidArgumentException {
    Response response = response(request, status, Tokens.tag());
    for (Header header : more) {
      response.addHeader(header);
    }
    tx.sendResponse(response);
  }

  void body(Message message, String type, String body) throws ParseException {
    int slash = type.indexOf('/');
    ContentTypeHeader header =
        headers.createContentTypeHeader(type.substring(0, slash), type.substring(slash + 1));
    message.setContent(body.getBytes(StandardCharsets.UTF_8), header);
  }

  static String text(Message message) {
    byte[] raw = message.getRawContent();
    return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
  }

  /** The media type of the body, without parameters, in lower case; empty where there is no body. */
  static String type(Message message) {
    byte[] raw = message.getRawContent();
    return raw != null
            && raw.length > 0
            && message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
        ? (type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT)
        : "";
  }

  static Optional<String> sdp(Message message) {
    return type(message).equals(SDP) ? Optional.of(text(message)) : Optional.empty();
  }

  /** RFC 3326: why we end it, in our words. */
  ReasonHeader reason(Ending ending) throws ParseException, InvalidArgumentException {
    boolean sip = ending.cause() >= 200;
    int cause = ending.cause() > 0 ? ending.cause() : 16; // Q.850: normal call clearing
    return headers.createReasonHeader(sip ? "SIP" : "Q.850", cause, WireText.quoted(ending.why()));
  }

  /** Why the other side ended it: the cause of its Reason header, 0 where it gives none. */
  static int cause(Message message) {
    return message.getHeader(ReasonHeader.NAME) instanceof ReasonHeader reason
        ? Math.max(0, reason.getCause())
        : 0;
  }

  static SIPRequest sip(Request request) {
    return (SIPRequest) request;
  }
}
