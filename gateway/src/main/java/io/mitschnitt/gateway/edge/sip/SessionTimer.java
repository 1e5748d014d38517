package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.header.extensions.MinSE;
import gov.nist.javax.sip.header.extensions.SessionExpires;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.time.Duration;
import java.util.ListIterator;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.Dialog;
import javax.sip.header.AllowHeader;
import javax.sip.header.SupportedHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * What ends a call whose BYE was lost: one side asks the other from time to time whether the call is still there. We
 * ask where the other side does not, by UPDATE, or by a re-INVITE with what was agreed where it knows no UPDATE.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4028">RFC 4028</a>
 */
final class SessionTimer {

  static final String TAG = "timer";
  private static final int GRACE =
      32; // seconds before the end in which the side that waits gives up

  private final Leg leg;
  private boolean theyUpdate;
  private boolean theirsKnow; // the other side knows the extension
  private long seconds; // of the session; 0 before anything was agreed
  private long least;
  private boolean ours; // we ask
  private long timer = -1;

  SessionTimer(Leg leg) {
    this.leg = leg;
    this.seconds = leg.calls.sip.times.session().toSeconds();
    this.least = leg.calls.sip.times.shortestSession().toSeconds();
  }

  // ---- headers

  private static long asked(SIPMessage message) {
    return message.getHeader(SessionExpires.NAME) instanceof SessionExpires header
        ? header.getExpires()
        : 0;
  }

  private static long least(Message message) {
    return message.getHeader(MinSE.NAME) instanceof MinSE header ? header.getExpires() : 0;
  }

  private static String refresher(SIPMessage message) {
    String who = message.getHeader(SessionExpires.NAME) instanceof SessionExpires header
        ? header.getRefresher()
        : null;
    return who == null ? "" : who.toLowerCase(Locale.ROOT);
  }

  static boolean known(SIPMessage message) {
    ListIterator<?> all = message.getHeaders(SupportedHeader.NAME);
    while (all.hasNext()) {
      if (TAG.equalsIgnoreCase(((SupportedHeader) all.next()).getOptionTag())) {
        return true;
      }
    }
    return false;
  }

  private void learn(SIPMessage message) {
    theirsKnow |= known(message) || message.getHeader(SessionExpires.NAME) != null;
    ListIterator<?> all = message.getHeaders(AllowHeader.NAME);
    while (all.hasNext()) {
      theyUpdate |= Request.UPDATE.equalsIgnoreCase(((AllowHeader) all.next()).getMethod());
    }
  }

  private SessionExpires header(String refresher) throws Exception {
    SessionExpires header = new SessionExpires();
    header.setExpires((int) seconds);
    if (!refresher.isEmpty()) {
      header.setRefresher(refresher);
    }
    return header;
  }

  /** Whether a session is asked for that is too short, by one who can ask again for a longer one. */
  static boolean tooShort(SIPRequest request, Duration shortest) {
    long asked = asked(request);
    return asked > 0 && asked < shortest.toSeconds() && known(request);
  }

  static MinSE shortest(Duration shortest) throws Exception {
    MinSE header = new MinSE();
    header.setExpires((int) shortest.toSeconds());
    return header;
  }

  // ---- our requests

  /** Puts our wish on an INVITE or UPDATE of ours. */
  void offer(Request request) throws Exception {
    request.setHeader(leg.wire.headers.createSupportedHeader(TAG));
    request.setHeader(header(timer < 0 ? "" : ours ? "uac" : "uas"));
    request.setHeader(shortest(Duration.ofSeconds(least)));
  }

  /** Their 2xx to it. */
  void agreed(SIPResponse ok) {
    learn(ok);
    long theirs = asked(ok);
    ours = theirs == 0 || !refresher(ok).equals("uas");
    seconds = theirs > 0 ? theirs : seconds;
    arm();
  }

  /** Their 422 to it: takes the time that they ask for. Whether it may be tried again with that. */
  boolean longer(SIPResponse response) {
    long wanted = least(response);
    boolean longer = response.getStatusCode() == 422 && wanted > seconds && wanted <= 86_400;
    if (longer) {
      least = wanted;
      seconds = wanted;
    }
    return longer;
  }

  // ---- their requests

  /** Puts what we grant on our 2xx to an INVITE or UPDATE of theirs. */
  void grant(SIPRequest request, SIPMessage ok) throws Exception {
    learn(request);
    long asked = asked(request);
    seconds = asked > 0 ? asked : seconds;
    ours = !(theirsKnow && refresher(request).equals("uac"));
    ok.setHeader(leg.wire.headers.createSupportedHeader(TAG));
    ok.setHeader(header(ours ? "uas" : "uac"));
    if (!ours) {
      ok.setHeader(leg.wire.headers.createRequireHeader(TAG));
    }
    arm();
  }

  // ---- time

  private void arm() {
    stop();
    if (leg.over) {
      return;
    }
    timer = ours
        ? leg.calls.timer(Duration.ofMillis(seconds * 500), this::refresh)
        : leg.calls.timer(
            Duration.ofSeconds(seconds - Math.min(GRACE, seconds / 3)), this::expired);
  }

  void stop() {
    leg.calls.cancel(timer);
    timer = -1;
  }

  private void later() {
    stop();
    long millis = Math.min(seconds * 100, 2_000 + ThreadLocalRandom.current().nextInt(2_000));
    timer = leg.calls.timer(Duration.ofMillis(millis), this::refresh);
  }

  private void expired() {
    leg.bye(new Ending(Whose.US, "session expired", 408));
    leg.end(new Ending(leg.peer.whose(), "session expired", 408));
  }

  private void refresh() {
    if (leg.over) {
      return;
    }
    if (!leg.confirmed()) {
      later();
    } else if (theyUpdate) {
      leg.attempt(this::update);
    } else if (leg.said == null || leg.reoffer.busy()) {
      later();
    } else {
      leg.reoffer.offer(leg.said);
    }
  }

  private void update() throws Exception {
    Request update = leg.open().createRequest(Request.UPDATE);
    update.setHeader(leg.wire.contact(leg.peer.transport(leg.calls.sip)));
    update.setHeader(leg.wire.allow());
    offer(update);
    leg.send(update, new Answer() {
      @Override
      public void answered(SIPResponse response, @Nullable Dialog on) {
        updated(response);
      }

      @Override
      public void timedOut() {
        expired();
      }
    });
  }

  private void updated(SIPResponse response) {
    int status = response.getStatusCode();
    if (leg.over || status < 200) {
      return;
    }
    if (status < 300) {
      agreed(response);
    } else if (status == 405 || status == 501) {
      theyUpdate = false;
      refresh();
    } else {
      refused(response);
    }
  }

  /** A refresh of ours was refused: a call that is not there ends, one that is there is asked again. */
  void refused(SIPResponse response) {
    int status = response.getStatusCode();
    if (leg.over || leg.gone(status)) {
      return;
    }
    if (status == 408) {
      expired();
    } else if (timer >= 0) {
      longer(response);
      later();
    }
  }
}
