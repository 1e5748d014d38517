package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPResponse;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ending.Whose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call to all phones of one agent at once. The first that answers has the call and is the leg from then on; the
 * others are cancelled. It is refused when all have refused, or one has for all of them (6xx).
 */
final class ForkLeg implements SipLeg {

  private static final Ending ELSEWHERE = new Ending(Whose.US, "Call completed elsewhere", 200);

  private final SipCalls calls;
  private final List<OutLeg> ringing = new ArrayList<>();
  private final String id = Tokens.digest(Tokens.tag());
  private SipLegEvents events;
  private @Nullable OutLeg winner;
  private boolean over;
  private Iterator<OutLeg> more =
      Collections.emptyIterator(); // to be tried where nobody is reached
  private boolean rang;
  private int best; // the status that says most, of those who refused; 0 before

  ForkLeg(SipCalls calls, SipLegEvents events) {
    this.calls = calls;
    this.events = events;
  }

  /** What a phone of this call reports to. */
  SipLegEvents branch(Supplier<OutLeg> leg) {
    return new Branch(leg);
  }

  /** Rings; {@code nobody} is the refusal where there is no phone to ring. */
  void start(List<OutLeg> legs, int nobody) {
    ringing.addAll(legs);
    legs.forEach(OutLeg::start);
    if (legs.isEmpty()) {
      best = nobody;
      calls.sip.context().runOnContext(v -> none());
    }
  }

  /** Tries one peer after the other, until one is reached: who takes the call or refuses it has the last word. */
  void hunt(Iterator<OutLeg> peers) {
    more = peers;
    if (!next()) {
      start(List.of(), 503);
    }
  }

  private boolean next() {
    if (!more.hasNext()) {
      return false;
    }
    OutLeg leg = more.next();
    ringing.add(leg);
    leg.start();
    return true;
  }

  private void none() {
    if (!over && winner == null && ringing.isEmpty()) {
      over = true;
      int status = best == 0 ? 480 : best;
      events.refused(status, SIPResponse.getReasonPhrase(status));
    }
  }

  /** Who says "busy" or "no" knows more than a phone that did not answer. */
  private static int rank(int status) {
    return switch (status) {
      case 0 -> 9;
      case 486 -> 1;
      case 480 -> 3;
      case 408, 503 -> 4;
      default -> status >= 600 ? 0 : 2;
    };
  }

  /** Whose offers are heard: who has the call, and before that the only one who rings. */
  private @Nullable OutLeg speaker() {
    return winner == null && ringing.size() == 1 ? ringing.get(0) : winner;
  }

  private final class Branch implements SipLegEvents {

    private final Supplier<OutLeg> leg;

    Branch(Supplier<OutLeg> leg) {
      this.leg = leg;
    }

    @Override
    public void ringing(int status, Optional<String> sdp) {
      rang = true;
      if (winner == null && !over) {
        events.ringing(status, ringing.size() == 1 ? sdp : Optional.empty());
      }
    }

    @Override
    public void answered(String sdp) {
      OutLeg me = leg.get();
      if (winner != null || over) {
        me.hangup(ELSEWHERE);
        return;
      }
      winner = me;
      ringing.remove(me);
      List.copyOf(ringing).forEach(other -> other.hangup(ELSEWHERE));
      events.answered(sdp);
    }

    @Override
    public void refused(int status, String phrase) {
      ringing.remove(leg.get());
      if (status == 503 && winner == null && !over && !rang && next()) {
        return;
      }
      best = rank(status) < rank(best) ? status : best;
      if (status >= 600 && winner == null) {
        List.copyOf(ringing).forEach(other -> other.hangup(ELSEWHERE));
        ringing.clear();
      }
      none();
    }

    @Override
    public void ended(Ending ending) {
      OutLeg me = leg.get();
      ringing.remove(me);
      if (me == winner) {
        over = true;
        events.ended(ending);
      } else {
        none();
      }
    }

    private void pass(Consumer<SipLegEvents> event) {
      if (leg.get() == winner && !over) {
        event.accept(events);
      }
    }

    @Override
    public void confirmed(Optional<String> sdp) {
      pass(e -> e.confirmed(sdp));
    }

    @Override
    public void reoffered(Optional<String> sdp) {
      OutLeg me = leg.get();
      if (!over && me == speaker()) {
        events.reoffered(sdp);
      } else {
        me.rerefuse();
      }
    }

    @Override
    public void reanswered(String sdp) {
      pass(e -> e.reanswered(sdp));
    }

    @Override
    public void rerefused(int status) {
      pass(e -> e.rerefused(status));
    }

    @Override
    public void info(String contentType, String body) {
      pass(e -> e.info(contentType, body));
    }
  }

  @Override
  public String id() {
    return winner == null ? id : winner.id();
  }

  @Override
  public void listen(SipLegEvents listener) {
    events = listener;
  }

  @Override
  public void hangup(Ending ending) {
    if (winner != null) {
      winner.hangup(ending);
    } else if (!over) {
      over = true;
      List.copyOf(ringing).forEach(leg -> leg.hangup(ending));
      calls.sip.context().runOnContext(v -> events.ended(ending));
    }
  }

  @Override
  public void info(String contentType, String body) {
    if (winner != null) {
      winner.info(contentType, body);
    }
  }

  @Override
  public void reinvite(String sdp) {
    if (winner != null) {
      winner.reinvite(sdp);
    }
  }

  @Override
  public void reanswer(String sdp) {
    OutLeg leg = speaker();
    if (leg != null) {
      leg.reanswer(sdp);
    }
  }

  @Override
  public void rerefuse() {
    OutLeg leg = speaker();
    if (leg != null) {
      leg.rerefuse();
    }
  }

  @Override
  public void ring() {}

  @Override
  public void progress(String sdp) {}

  @Override
  public void answer(String sdp) {}

  @Override
  public void refuse(int status, String phrase) {}
}
