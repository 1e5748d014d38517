package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.SipListenerExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransaction;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.route.Dialled;
import io.mitschnitt.gateway.route.NumberPlan;
import io.mitschnitt.gateway.sip.SipDoor;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import io.mitschnitt.recorder.contract.Party;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All legs of one stack: what the stack reports is brought to the leg that it concerns, and new legs are made here. */
final class SipCalls implements SipDoor, SipListenerExt, SipInbox {

  private static final Logger log = LoggerFactory.getLogger(SipCalls.class);
  private static final int LEGS = 5_000;
  private static final long LAG_TICK = 100;
  private static final long LAG_LIMIT = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  final SipTransport sip;
  final Wire wire;
  private final GatewayConf conf;
  private final Registrar registrar;
  private final Screening screening;
  final TrunkWatch watch;
  private final Set<Leg> legs =
      ConcurrentHashMap.newKeySet(); // its size is asked for from other threads
  private final long started = System.nanoTime();
  private final long ticker;
  private long ticked = System.nanoTime();
  private long lag;
  private volatile String home;
  private int incoming; // calls that came in, from a carrier or an agent, and have not ended
  private @Nullable Consumer<Incoming> handler;

  SipCalls(SipTransport sip, Wire wire, GatewayConf conf, Registrar registrar, TrunkWatch watch) {
    this.sip = sip;
    this.wire = wire;
    this.conf = conf;
    this.home = conf.routing().home();
    this.registrar = registrar;
    this.screening = new Screening(wire, sip.times);
    this.watch = watch;
    this.ticker = sip.vertx.setPeriodic(LAG_TICK, t -> {
      long now = System.nanoTime();
      lag = (now - ticked) / 1_000_000 - LAG_TICK;
      ticked = now;
    });
  }

  /** From now on numbers are read as in the region {@code next}. May be called from any thread. */
  void follow(String next) {
    home = next;
  }

  // ---- the door

  @Override
  public void onIncoming(Consumer<Incoming> incoming) {
    handler = incoming;
  }

  @Override
  public boolean registered(String agent) {
    return !registrar.bindings(agent).isEmpty();
  }

  @Override
  public SipLeg call(Destination to, Party from, String sdp, SipLegEvents events) {
    ForkLeg fork = new ForkLeg(this, events);
    List<OutLeg> branches = new ArrayList<>();
    if (to instanceof Destination.ToTrunk trunk) {
      fork.hunt(peers(trunk, from, sdp, fork));
      return fork;
    }
    try {
      if (to instanceof Destination.ToAgent agent) {
        for (Registrar.Binding binding : registrar.bindings(agent.agent())) {
          branches.add(
              outgoing(new Outgoing(wire, sip).toPhone(agent.agent(), binding, from, sdp), fork));
        }
      }
    } catch (Exception e) {
      log.warn("an INVITE was not made: {}", e.getClass().getName());
    }
    legs.addAll(branches);
    fork.start(branches, 480);
    return fork;
  }

  /** A leg to each of the trunk's peers, made when its turn comes. */
  private Iterator<OutLeg> peers(Destination.ToTrunk to, Party from, String sdp, ForkLeg fork) {
    List<Outgoing.Prepared> prepared = new ArrayList<>();
    sip.trunks
        .named(to.trunk())
        .ifPresent(trunk -> watch.order(trunk).forEach(peer -> {
          try {
            prepared.add(new Outgoing(wire, sip).toTrunk(trunk, peer, to.number(), from, sdp));
          } catch (Exception e) {
            log.warn(
                "trunk {}: an INVITE was not made: {}",
                trunk.name(),
                e.getClass().getName());
          }
        }));
    return prepared.stream().map(p -> booked(outgoing(p, fork))).iterator();
  }

  private OutLeg booked(OutLeg leg) {
    legs.add(leg);
    return leg;
  }

  private OutLeg outgoing(Outgoing.Prepared prepared, ForkLeg fork) {
    OutLeg[] leg = new OutLeg[1];
    leg[0] = new OutLeg(this, prepared.peer(), prepared.invite(), fork.branch(() -> leg[0]));
    return leg[0];
  }

  int open() {
    return legs.size();
  }

  void closed(Leg leg) {
    if (legs.remove(leg) && leg instanceof InLeg) {
      incoming--;
    }
  }

  /** Ends all legs from our side. */
  void hangUpAll(Ending ending) {
    List.copyOf(legs).forEach(leg -> leg.hangup(ending));
  }

  void stop() {
    sip.vertx.cancelTimer(ticker);
  }

  long timer(Duration after, Runnable then) {
    return sip.vertx.setTimer(after.toMillis(), t -> then.run());
  }

  void cancel(long timer) {
    if (timer >= 0) {
      sip.vertx.cancelTimer(timer);
    }
  }

  // ---- before the stack

  @Override
  public boolean mayEnter(SIPRequest request, SipChannel channel) {
    if (request.getMethod().equals(Request.CANCEL)) {
      SIPTransaction invite = sip.stack.findCancelTransaction(request, true);
      return invite == null || sameSource(invite, channel);
    }
    Dialog dialog =
        request.getToTag() == null ? null : sip.stack.getDialog(request.getDialogId(true));
    return dialog == null
        || !(dialog.getApplicationData() instanceof Leg leg)
        || leg.peer.speaks(channel);
  }

  private static boolean sameSource(SIPTransaction invite, SipChannel channel) {
    Dialog dialog = invite.getDialog();
    return dialog == null
        || !(dialog.getApplicationData() instanceof Leg leg)
        || leg.peer.speaks(channel);
  }

  /** The loop runs late, or the house is full. A cold start is late by nature and turns nobody away. */
  @Override
  public boolean overloaded(SIPRequest invite, SipChannel channel) {
    long now = System.nanoTime();
    long late = Math.max(lag, (now - ticked) / 1_000_000 - LAG_TICK);
    return legs.size() >= LEGS
        || (incoming >= conf.sip().maxCalls() && !emergency(invite, channel))
        || (late > LAG_LIMIT && now - started > WARM_UP.toNanos());
  }

  /** An agent who calls for help is never told that the house is full. */
  private boolean emergency(SIPRequest invite, SipChannel channel) {
    if (!(channel instanceof WebChannel web) || web.agent() == null) {
      return false;
    }
    String region = NumberPlan.regionOf(number(web.agent()), home);
    return NumberPlan.read(Invitation.user(invite.getRequestURI()), region, home)
        .map(Dialled::emergency)
        .orElse(false);
  }

  @Override
  public void unreachable(Trunk trunk, InetAddress address, int port) {
    watch.silent(trunk, Trunks.peer(trunk, address, port));
  }

  @Override
  public void flowLost(WebChannel flow, List<String> hosts) {
    registrar.lost(flow);
    timer(
        sip.times.grace(),
        () -> List.copyOf(legs).stream()
            .filter(leg -> leg.peer instanceof Peer.Phone phone
                && hosts.contains(phone.flowHost())
                && sip.flow(phone.flowHost()).isEmpty())
            .forEach(Leg::flowLost));
  }

  // ---- from the stack: requests

  @Override
  public void processRequest(RequestEvent event) {
    SIPRequest request = (SIPRequest) event.getRequest();
    Leg leg = event.getDialog() != null && event.getDialog().getApplicationData() instanceof Leg l
        ? l
        : null;
    try {
      if (request.getMethod().equals(Request.ACK)) {
        if (leg != null) {
          leg.acknowledged(request);
        }
      } else if (request.getApplicationData() instanceof SipChannel channel) {
        request(server(event), request, leg, channel);
      }
    } catch (TransactionAlreadyExistsException e) {
      log.debug("a repeated request");
    } catch (TransactionUnavailableException e) {
      refuse(request);
    } catch (Exception e) {
      if (e.getCause() instanceof IOException) {
        log.debug("who sent a {} is gone", known(request.getMethod()));
      } else {
        // without its words, which may have come from the wire
        log.warn(
            "a {} was not served: {} at {}",
            known(request.getMethod()),
            e.getClass().getName(),
            e.getStackTrace()[0]);
      }
    }
  }

  /** A request that the stack makes no transaction of lacks a header that its method must have (RFC 3261 section 8.2). */
  private void refuse(SIPRequest request) {
    try {
      wire.provider.sendResponse(wire.response(request, 400, Tokens.tag()));
    } catch (Exception e) {
      log.debug(
          "no answer to a {}: {}", known(request.getMethod()), e.getClass().getName());
    }
  }

  private ServerTransaction server(RequestEvent event)
      throws TransactionAlreadyExistsException, TransactionUnavailableException {
    return event.getServerTransaction() != null
        ? event.getServerTransaction()
        : wire.provider.getNewServerTransaction(event.getRequest());
  }

  private void request(
      ServerTransaction tx, SIPRequest request, @Nullable Leg leg, SipChannel channel)
      throws Exception {
    String method = request.getMethod();
    if (method.equals(Request.CANCEL)) {
      wire.reply(tx, request, 200);
      if (leg != null) {
        leg.cancelled(request);
      }
    } else if (method.equals(Request.REGISTER)) {
      if (channel instanceof WebChannel web) {
        registrar.register(tx, request, web);
      } else {
        wire.reply(tx, request, 405, wire.allow());
      }
    } else if (leg != null) {
      inDialog(tx, request, leg);
    } else if (channel instanceof WebChannel web && !registrar.isAgent(web)) {
      wire.reply(tx, request, 403);
    } else if (request.getToTag() != null) {
      wire.reply(tx, request, 481);
    } else if (method.equals(Request.INVITE)) {
      invited(tx, request, channel);
    } else if (method.equals(Request.OPTIONS)) {
      wire.reply(tx, request, 200, wire.allow(), wire.headers.createHeader("Accept", Wire.SDP));
    } else {
      wire.reply(tx, request, 405, wire.allow());
    }
  }

  private void inDialog(ServerTransaction tx, SIPRequest request, Leg leg) throws Exception {
    switch (request.getMethod()) {
      case Request.BYE -> leg.byeCame(tx, request);
      case Request.INVITE, Request.UPDATE -> leg.reoffer.came(tx, request);
      case Request.PRACK -> leg.prackCame(tx, request);
      case Request.INFO -> leg.infoCame(tx, request);
      case Request.OPTIONS -> wire.reply(tx, request, 200, wire.allow());
      default -> wire.reply(tx, request, 405, wire.allow());
    }
  }

  private void invited(ServerTransaction tx, SIPRequest invite, SipChannel channel)
      throws Exception {
    tx.sendResponse(wire.response(invite, 100, ""));
    Consumer<Incoming> taker = handler;
    if (screening.refused(tx, invite, channel) || taker == null) {
      if (taker == null) {
        wire.reply(tx, invite, 503);
      }
      return;
    }
    Peer peer = peer(channel);
    InLeg leg = new InLeg(this, peer, tx, invite, new Silence());
    tx.getDialog().setApplicationData(leg);
    legs.add(leg);
    incoming++;
    Party from = peer instanceof Peer.Phone phone
        ? Invitation.agent(phone.agent(), number(phone.agent()))
        : Invitation.caller(invite);
    String dialled = Invitation.user(invite.getRequestURI());
    taker.accept(
        new Incoming(leg, peer.source(), from, dialled, Wire.sdp(invite), Invitation.kept(invite)));
  }

  private Optional<String> number(String agent) {
    return registrar.number(agent);
  }

  private static Peer peer(SipChannel channel) {
    Trunk trunk = channel.trunk();
    if (trunk != null) {
      boolean stream = channel instanceof TcpChannel;
      return new Peer.Carrier(
          trunk,
          Trunks.peer(trunk, channel.peer, channel.port),
          GatewayConf.Transport.valueOf(channel.getTransport()),
          stream ? Optional.of(channel.getKey()) : Optional.empty());
    }
    WebChannel web = (WebChannel) channel;
    return new Peer.Phone(Objects.requireNonNull(web.agent()), web.flowHost);
  }

  /** The method's name where it is one of SIP's; text of a request does not get into a log. */
  private static String known(String method) {
    return Wire.METHODS.contains(method) ? method : "request";
  }

  // ---- from the stack: answers and what does not come

  @Override
  public void processResponse(ResponseEvent event) {
    SIPResponse response = (SIPResponse) event.getResponse();
    ClientTransaction tx = event.getClientTransaction();
    try {
      if (tx != null && tx.getApplicationData() instanceof Answer answer) {
        answer.answered(response, event.getDialog());
      } else if (response.getStatusCode() / 100 == 2
          && response.getCSeq().getMethod().equals(Request.INVITE)) {
        hangUpStray(response, event.getDialog());
      }
    } catch (Exception e) {
      log.warn(
          "an answer {} was not taken: {}",
          response.getStatusCode(),
          e.getClass().getName(),
          e);
    }
  }

  /** RFC 3261, section 13.2.2.4: a 200 that nobody wants is acknowledged, and its dialog ended. */
  void hangUpStray(SIPResponse ok, @Nullable Dialog dialog) throws Exception {
    if (dialog == null
        || (dialog.getApplicationData() instanceof Leg leg && leg.dialog == dialog)) {
      return;
    }
    if (dialog.getState() == DialogState.EARLY) {
      ((SIPDialog) dialog)
          .setLastResponse(null, ok); // the stack confirms no second early dialog by itself
    }
    String transport = ok.getTopmostVia().getTransport();
    HopImpl hop = new HopImpl(
        Addresses.inUri(ok.getRemoteAddress().getHostAddress()), ok.getRemotePort(), transport);
    Request ack = dialog.createAck(ok.getCSeq().getSeqNumber());
    Wire.sip(ack).setApplicationData(hop);
    dialog.sendAck(ack);
    Request bye = dialog.createRequest(Request.BYE);
    bye.addHeader(wire.reason(new Ending(Whose.US, "Call completed elsewhere", 200)));
    Wire.sip(bye).setApplicationData(hop);
    dialog.sendRequest(wire.provider.getNewClientTransaction(bye));
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    ClientTransaction tx = event.isServerTransaction() ? null : event.getClientTransaction();
    if (tx != null && tx.getApplicationData() instanceof Answer answer) {
      answer.timedOut();
    }
  }

  @Override
  public void processDialogTimeout(DialogTimeoutEvent event) {
    Object leg = event.getDialog().getApplicationData();
    if (event.getReason() == DialogTimeoutEvent.Reason.AckNotReceived && leg instanceof InLeg in) {
      in.ackMissing();
    } else if (leg == null) {
      event.getDialog().delete();
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    log.debug("a message was not sent over {}", event.getTransport());
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {
    if (event.getDialog().getApplicationData() instanceof Leg leg && leg.confirmed() && !leg.over) {
      leg.end(new Ending(Whose.UNKNOWN, "dialog lost", 0));
    }
  }
}
