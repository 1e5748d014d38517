package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.contract.GatewayConf.Register;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.MinExpiresHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our registration with one carrier, kept up: refreshed after three quarters of its time; where it fails, the next peer
 * is asked, and when all were asked there is a pause that doubles from time to time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261#section-10.2">RFC 3261, section 10.2</a>
 */
final class TrunkLogin {

  private static final Logger log = LoggerFactory.getLogger(TrunkLogin.class);
  private static final long LONGEST_PAUSE = 1_800_000;
  private static final int LONGEST_TIME = 86_400;

  private final SipTransport sip;
  private final Wire wire;
  private final TrunkWatch watch;
  private final Trunk trunk;
  private final Register login;
  private final String callId = Tokens.secret();
  private final String tag = Tokens.tag();
  private long cseq;
  private int seconds;
  private int failures;
  private long timer = -1;
  private volatile boolean registered;
  private boolean stopped;

  TrunkLogin(SipTransport sip, Wire wire, TrunkWatch watch, Trunk trunk, Register login) {
    this.sip = sip;
    this.wire = wire;
    this.watch = watch;
    this.trunk = trunk;
    this.login = login;
    this.seconds = (int) login.expires().toSeconds();
  }

  /** Whether the carrier has us on its books. May be asked from any thread. */
  boolean registered() {
    return registered;
  }

  String trunk() {
    return trunk.name();
  }

  void start() {
    register(seconds);
  }

  /** Takes us off the books, without waiting for an answer. */
  void stop() {
    cancel(timer);
    if (registered) {
      register(0);
    }
    stopped = true;
    registered = false;
  }

  private void register(int expires) {
    if (stopped) {
      return;
    }
    List<InetSocketAddress> order = watch.order(trunk);
    Attempt attempt = new Attempt(order.get(failures % order.size()));
    try {
      attempt.send(request(attempt.peer, expires));
    } catch (Exception e) {
      log.warn("trunk {}: no REGISTER: {}", trunk.name(), e.getClass().getName());
      attempt.failed("not sent");
    }
  }

  private SIPRequest request(InetSocketAddress peer, int expires) throws Exception {
    String transport = trunk.transport().name();
    SipURI domain = wire.uri("", trunk.fromDomain());
    SipURI us = wire.uri(login.user(), trunk.fromDomain());
    SIPRequest request = Wire.sip(
        wire.request(Request.REGISTER, us, domain, wire.addresses.createAddress(us), transport));
    request.setCallId(callId);
    request.getFrom().setTag(tag);
    ((SipURI)
            ((ContactHeader) request.getHeader(ContactHeader.NAME)).getAddress().getURI())
        .setUser(login.user());
    request.addHeader(wire.headers.createExpiresHeader(expires));
    return request;
  }

  private void after(long millis) {
    cancel(timer);
    if (!stopped) {
      timer = sip.vertx.setTimer(Math.max(1, millis), t -> register(seconds));
    }
  }

  private void cancel(long id) {
    if (id >= 0) {
      sip.vertx.cancelTimer(id);
    }
  }

  private void set(boolean now, String why) {
    if (registered != now) {
      log.info("trunk {}: {}", trunk.name(), now ? "registered" : "no longer registered, " + why);
    } else if (!now) {
      log.debug("trunk {}: not registered, {}", trunk.name(), why);
    }
    registered = now;
  }

  /** One REGISTER to one peer, with its challenges. */
  private final class Attempt implements Answer {

    final InetSocketAddress peer;
    private @Nullable SIPRequest sent;
    private @Nullable ClientTransaction tx;
    private int proofs;
    private long deadline = -1;
    private boolean over;

    Attempt(InetSocketAddress peer) {
      this.peer = peer;
    }

    void send(SIPRequest request) throws Exception {
      cseq = Math.max(cseq + 1, request.getCSeq().getSeqNumber());
      request.getCSeq().setSeqNumber(cseq);
      sent = request;
      cancel(deadline);
      deadline = sip.vertx.setTimer(sip.times.trying().toMillis(), t -> timedOut());
      tx = wire.send(request, peer, trunk.transport().name(), this);
    }

    @Override
    public void answered(SIPResponse response, @Nullable Dialog dialog) throws Exception {
      int status = response.getStatusCode();
      if (over || stopped || status < 200) {
        return;
      }
      if (status < 300) {
        done(response);
      } else if (Proof.asked(response) && proofs++ < Proof.TRIES) {
        Optional<SIPRequest> again =
            sent == null ? Optional.empty() : new Proof(wire, login).again(sent, response);
        if (again.isPresent()) {
          send(again.get());
        } else {
          failed("no challenge that we can answer");
        }
      } else if (status == 423
          && response.getHeader(MinExpiresHeader.NAME) instanceof MinExpiresHeader least
          && least.getExpires() > seconds
          && least.getExpires() <= LONGEST_TIME) {
        seconds = least.getExpires();
        end();
        register(seconds);
      } else {
        failed("answered " + status);
      }
    }

    private void done(SIPResponse response) {
      end();
      failures = 0;
      watch.answered(trunk, peer);
      set(true, "");
      after(granted(response) * 750L);
    }

    /** What the carrier granted, for our own Contact where it lists several. */
    private int granted(SIPResponse response) {
      int granted = response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader all
          ? all.getExpires()
          : seconds;
      ListIterator<?> contacts = response.getHeaders(ContactHeader.NAME);
      while (contacts.hasNext()) {
        ContactHeader contact = (ContactHeader) contacts.next();
        boolean ours = contact.getAddress().getURI() instanceof SipURI uri
            && login.user().equals(uri.getUser());
        granted = ours && contact.getExpires() > 0 ? contact.getExpires() : granted;
      }
      return Math.max(1, Math.min(granted, LONGEST_TIME));
    }

    @Override
    public void timedOut() {
      wire.terminate(tx);
      failed("no answer");
    }

    void failed(String why) {
      if (over || stopped) {
        return;
      }
      end();
      set(false, why);
      failures++;
      int peers = trunk.peers().size();
      after(failures % peers == 0 ? pause(failures / peers - 1) : 0);
    }

    private long pause(int round) {
      long most = Math.min(LONGEST_PAUSE, sip.times.again().toMillis() << Math.min(round, 6));
      return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1); // RFC 5626, section 4.5
    }

    private void end() {
      over = true;
      cancel(deadline);
    }
  }
}
