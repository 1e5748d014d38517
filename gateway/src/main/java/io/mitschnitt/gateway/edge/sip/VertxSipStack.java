package io.mitschnitt.gateway.edge.sip;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.mitschnitt.gateway.sip.SipGuard;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.sip.IOExceptionEvent;
import javax.sip.PeerUnavailableException;
import javax.sip.TransactionState;
import org.jspecify.annotations.Nullable;

/** A JAIN-SIP stack that owns no thread: its sockets, timers and listener calls all run on one Vert.x context. */
final class VertxSipStack extends SipStackImpl {

  /** Never reached: legs are capped long before. A full client table would block the caller. */
  private static final int TRANSACTIONS = 50_000;

  private final ContextInternal context;

  private VertxSipStack(ContextInternal context, Properties properties)
      throws PeerUnavailableException {
    super(properties);
    unlimitedServerTransactionTableSize = false; // the property alone does not switch the limit on
    unlimitedClientTransactionTableSize = false;
    clientTransactionTableLowaterMark = TRANSACTIONS * 4 / 5;
    this.context = context;
    ((VertxSipTimer) getTimer()).bind(context);
    endThread(getEventScanner());
  }

  /** Makes a stack; this loads classes for a second or so, and therefore runs on a worker. */
  static Future<VertxSipStack> create(ContextInternal context, String name) {
    return context.executeBlocking(() -> {
      synchronized (VertxSipStack.class) {
        if (CommonLogger.legacyLogger == null) {
          CommonLogger.legacyLogger =
              new QuietStackLogger(); // one for all stacks; else it asks for log4j
        }
        VertxSipStack stack = new VertxSipStack(context, properties(name));
        stack.warmUp();
        return stack;
      }
    });
  }

  /** Loads the parser's classes here, and not at the first call on the event loop. */
  private void warmUp() throws ParseException {
    String invite = """
        INVITE sip:a@b SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;rport
        Max-Forwards: 70
        From: "A" <sip:a@b>;tag=1
        To: <sip:b@b>
        Call-ID: 1
        CSeq: 1 INVITE
        Contact: <sip:a@b;transport=ws>;expires=60;+sip.instance="<urn:uuid:1>"
        Authorization: Digest username="a", realm="b", nonce="c", uri="sip:b", response="d", algorithm=MD5
        Content-Type: application/sdp
        Content-Length: 0

        """.replace("\n", "\r\n");
    byte[] bytes = invite.getBytes(StandardCharsets.US_ASCII);
    SIPMessage parsed = getMessageParserFactory()
        .createMessageParser(this)
        .parseSIPMessage(bytes, true, false, null);
    ((SIPRequest) parsed).createResponse(200).encodeAsBytes("UDP");
  }

  private static Properties properties(String name) {
    Properties p = new Properties();
    p.setProperty("javax.sip.STACK_NAME", name);
    p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
    p.setProperty("javax.sip.ROUTER_PATH", HopRouter.class.getName());
    String nist = "gov.nist.javax.sip.";
    p.setProperty(nist + "STACK_LOGGER", QuietStackLogger.class.getName());
    p.setProperty(nist + "SERVER_LOGGER", NoServerLogger.class.getName());
    p.setProperty(nist + "TIMER_CLASS_NAME", VertxSipTimer.class.getName());
    p.setProperty(nist + "SECURITY_MANAGER_PROVIDER", NoSecurityManagerProvider.class.getName());
    p.setProperty(
        nist + "REENTRANT_LISTENER", "true"); // the listener runs where the message arrived
    p.setProperty(nist + "RFC_2543_SUPPORT_ENABLED", "false");
    p.setProperty(nist + "LINGER_TIMER", "32"); // RFC 6026: a repeated INVITE is known for 64*T1
    limits(p, nist);
    return p;
  }

  /** Six defaults of the stack are "without end". */
  private static void limits(Properties p, String nist) {
    p.setProperty(nist + "MAX_MESSAGE_SIZE", Integer.toString(SipGuard.MESSAGE));
    p.setProperty(nist + "READ_TIMEOUT", "5000");
    p.setProperty(nist + "MAX_CONNECTIONS", "1000");
    p.setProperty(nist + "MAX_SERVER_TRANSACTIONS", Integer.toString(TRANSACTIONS));
    p.setProperty(nist + "MAX_CLIENT_TRANSACTIONS", Integer.toString(TRANSACTIONS));
    p.setProperty(nist + "CONGESTION_CONTROL_TIMEOUT", "5000");
  }

  /** The limits in force, as the stack itself holds them. */
  record Limits(
      int message,
      int readTimeout,
      int connections,
      int serverTransactions,
      int clientTransactions,
      int queueTimeout) {}

  Limits limits() {
    return new Limits(
        getMaxMessageSize(),
        readTimeout,
        maxConnections,
        unlimitedServerTransactionTableSize ? -1 : serverTransactionTableHighwaterMark,
        unlimitedClientTransactionTableSize ? -1 : clientTransactionTableHiwaterMark,
        getStackCongestionControlTimeout());
  }

  ContextInternal context() {
    return context;
  }

  /** With a re-entrant listener the scanner's thread has nothing to do, and would keep the process alive. */
  private static void endThread(EventScanner scanner) {
    scanner.forceStop();
    scanner.addEvent(
        new EventWrapper(new IOExceptionEvent(VertxSipStack.class, "", 0, ""), null)); // wakes it
  }

  @Override
  public @Nullable ScheduledExecutorService getSelfRoutingThreadpoolExecutor() {
    return context == null
        ? null
        : context.nettyEventLoop(); // null while the super constructor runs
  }

  /**
   * The stack would look through every client transaction for a response that has none, such as a repeated 200; and a
   * transaction that is over would swallow the 200 of a second phone.
   */
  @Override
  public ServerResponseInterface newSIPServerResponse(
      SIPResponse response, MessageChannel channel) {
    SIPTransaction tx = findTransaction(response.getTransactionId(), false);
    return tx == null || tx.getState() == TransactionState.TERMINATED
        ? sipMessageFactory.newSIPServerResponse(response, channel)
        : super.newSIPServerResponse(response, channel);
  }

  /** The stack would try every transaction; a CANCEL has the branch of its INVITE. */
  @Override
  public @Nullable SIPTransaction findCancelTransaction(SIPRequest cancel, boolean server) {
    String branch = cancel.getTopmostVia().getBranch();
    SIPTransaction found =
        branch == null ? null : findTransaction(branch.toLowerCase(Locale.ROOT), server);
    return found != null && found.doesCancelMatchTransaction(cancel) ? found : null;
  }

  /** Stops the stack; stopping sleeps for a second, so it is done on a worker. */
  Future<Void> close() {
    return context.executeBlocking(() -> {
      stop();
      return null;
    });
  }
}
