package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.call.Line;
import io.mitschnitt.gateway.call.Order;
import io.mitschnitt.gateway.call.Plan;
import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.prompt.Clip;
import io.mitschnitt.gateway.sip.Referral;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries one call's orders out; what comes of them goes back to the call as inputs. Every order answers with itself. */
final class CallHands implements Order.Cases<Order> {

  private static final List<String> AGENT_CODECS = List.of("opus", "PCMA", "PCMU", "G722");

  private final CallWires wires;
  private final Plan plan;
  private final RunningCall call;
  private final CallMedia media;
  private final LedgerPen pen;
  private final List<String> trunkCodecs;
  private final Map<Leg, List<String>> codecs = new EnumMap<>(Leg.class);
  private @Nullable AsideRoom aside;
  private final Map<Line, SipLeg> legs = new HashMap<>();
  private final Map<Line, Object> attempts = new HashMap<>();
  private @Nullable Tape tape;
  private Future<Instant> gate = Future.failedFuture("the gate was never opened");
  private Future<Void> shut = Future.succeededFuture();
  private Future<Void> closed = Future.succeededFuture();

  CallHands(
      CallWires wires,
      Plan plan,
      SipLeg first,
      RunningCall call,
      Optional<CallMedia> neighbour) {
    this.wires = wires;
    this.plan = plan;
    this.call = call;
    pen = new LedgerPen(plan.id().value());
    trunkCodecs = plan.colleague().isPresent()
        ? AGENT_CODECS
        : speaks(plan.trunk());
    MediaEars ears = new MediaEars(plan.id(), wires.board(), call::take);
    codecs.put(Leg.CUSTOMER, trunkCodecs);
    codecs.put(Leg.AGENT, browsers());
    boolean colleagues = plan.colleague().isPresent();
    media = neighbour
        .map(beside -> wires.media().openBeside(beside, plan.id(), ears, colleagues))
        .orElseGet(() -> colleagues
            ? wires.media().openBetweenAgents(plan.id(), ears)
            : wires.media().open(plan.id(), ears));
    if (!colleagues
        && wires.routes().trunk(plan.trunk()).filter(t -> t.tls().srtp()).isPresent()) {
      media.keyed();
    }
    Line line = plan.direction() == io.mitschnitt.recorder.contract.Direction.INBOUND
        ? Line.CUSTOMER
        : Line.agent(plan.agents().get(0));
    seat(line, first);
  }

  /** Completes when media and ledger have nothing to do any more. */
  Future<Void> done() {
    return closed.transform(ended -> pen.done());
  }

  CallMedia media() {
    return media;
  }

  // -- media

  @Override
  public Order makeOffer(Order.MakeOffer order) {
    answer(
        media.offer(order.leg(), codecs(order.leg())),
        order.leg(),
        sdp -> new CallInput.OfferMade(order.leg(), sdp));
    return order;
  }

  @Override
  public Order makeAnswer(Order.MakeAnswer order) {
    Leg leg = order.leg();
    answer(
        media.answer(leg, order.sdp(), codecs(leg)),
        leg,
        sdp -> new CallInput.AnswerMade(leg, sdp));
    return order;
  }

  @Override
  public Order takeAnswer(Order.TakeAnswer order) {
    Leg leg = order.leg();
    answer(media.answered(leg, order.sdp()), leg, taken -> new CallInput.AnswerTaken(leg));
    return order;
  }

  private <T> void answer(
      Future<T> asked, Leg leg, java.util.function.Function<T, CallInput> then) {
    asked.onComplete(
        value -> call.take(then.apply(value)),
        failure -> call.take(new CallInput.MediaRefused(leg, "SDP refused")));
  }

  /** The trunk's codecs first on both sides, so that sound passes through; the agent's browser knows more. */
  private List<String> codecs(Leg leg) {
    return codecs.getOrDefault(leg, trunkCodecs);
  }

  private List<String> speaks(String trunk) {
    return wires.routes().trunk(trunk).map(Trunk::codecs).orElse(List.of("PCMA", "PCMU"));
  }

  private List<String> browsers() {
    Set<String> both = new LinkedHashSet<>(trunkCodecs);
    both.addAll(AGENT_CODECS);
    return List.copyOf(both);
  }

  @Override
  public Order play(Order.Play order) {
    Optional<Clip> clip =
        wires.prompts().find(order.prompt().language(), order.prompt().name());
    clip.ifPresentOrElse(
        found -> media.play(found.prompt(), order.to().toArray(Leg[]::new)),
        () -> call.take(new CallInput.PromptDone(order.prompt().name(), false)));
    return order;
  }

  @Override
  public Order stopPrompt(Order.StopPrompt order) {
    media.stopPrompt();
    return order;
  }

  @Override
  public Order bridge(Order.Bridge order) {
    media.bridge();
    return order;
  }

  @Override
  public Order part(Order.Part order) {
    media.part();
    return order;
  }

  @Override
  public Order aside(Order.Aside order) {
    AsideRoom room = aside;
    switch (order.deed()) {
      case OFFER_AGENT -> open(false, browsers()).offer();
      case OFFER_NUMBER -> open(true, speaks(order.with())).offer();
      case TAKE -> {
        if (room != null) {
          room.take(order.with());
        }
      }
      case EXCHANGE -> {
        if (room != null) {
          room.exchange(media);
          codecs.put(Leg.AGENT, room.codecs());
        }
      }
      case CLOSE -> {
        if (room != null) {
          room.close();
        }
        aside = null;
      }
    }
    return order;
  }

  private AsideRoom open(boolean number, List<String> speaks) {
    AsideRoom room =
        new AsideRoom(wires.media(), media, plan.id(), number, speaks, call::take);
    aside = room;
    return room;
  }

  /** Whether parties of the other call can be seated in this one. */
  boolean canTake(CallHands other) {
    return media.besides(other.media);
  }

  /** The party on {@code theirs} of the other call is this one's on {@code line} from now on; its sound follows. */
  void take(CallHands other, Line theirs, Line line) {
    SipLeg leg = other.legs.remove(theirs);
    other.attempts.remove(theirs);
    if (leg != null) {
      seat(line, leg);
    }
    aside = new AsideRoom(other.media, theirs.leg(), other.codecs(theirs.leg()));
  }

  @Override
  public Order sendKey(Order.SendKey order) {
    media.sendDigit(order.leg(), order.key(), 120);
    return order;
  }

  @Override
  public Order closeMedia(Order.CloseMedia order) {
    AsideRoom room = aside;
    closed = room == null
        ? media.close()
        : Future.join(media.close(), room.close()).mapEmpty();
    return order;
  }

  // -- switchboard

  @Override
  public Order seekAgents(Order.SeekAgents order) {
    wires.operator().seek(plan.id(), order.stop(), order.tried(), call::take);
    return order;
  }

  @Override
  public Order stopSeeking(Order.StopSeeking order) {
    wires.operator().leave(plan.id());
    return order;
  }

  // -- lines

  /** A phone may be rung more than once in a call: what its former leg still has to say is of no interest. */
  @Override
  public Order placeLine(Order.PlaceLine order) {
    LineEars ears = ears(order.line());
    legs.put(order.line(), wires.sip().call(order.to(), order.from(), order.sdp(), ears));
    return order;
  }

  private LineEars ears(Line line) {
    Object attempt = new Object();
    attempts.put(line, attempt);
    return new LineEars(
        line,
        input -> {
          if (attempts.get(line) == attempt) {
            call.take(input);
          }
        },
        referral -> call.referred(line, referral));
  }

  private void seat(Line line, SipLeg leg) {
    legs.put(line, leg);
    leg.listen(ears(line));
  }

  Set<Line> lines() {
    return Set.copyOf(legs.keySet());
  }

  /** The line that is this dialog; empty where none is. */
  Optional<Line> lineOf(Referral.Replaced dialog) {
    return legs.entrySet().stream()
        .filter(entry -> entry.getValue().isDialog(dialog))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public Order tellReferrer(Order.TellReferrer order) {
    on(order.line(), leg -> leg.tellReferrer(order.status()));
    return order;
  }

  @Override
  public Order ringLine(Order.RingLine order) {
    on(order.line(), SipLeg::ring);
    return order;
  }

  @Override
  public Order answerLine(Order.AnswerLine order) {
    on(order.line(), leg -> leg.answer(order.sdp()));
    return order;
  }

  @Override
  public Order refuseLine(Order.RefuseLine order) {
    on(order.line(), leg -> leg.refuse(order.status(), order.phrase()));
    return order;
  }

  @Override
  public Order endLine(Order.EndLine order) {
    on(order.line(), leg -> leg.hangup(order.ending()));
    return order;
  }

  @Override
  public Order reanswer(Order.Reanswer order) {
    Leg leg = order.line().leg();
    media
        .answer(leg, order.sdp(), codecs(leg))
        .onComplete(
            sdp -> on(order.line(), l -> l.reanswer(sdp)),
            bad -> on(order.line(), SipLeg::rerefuse));
    return order;
  }

  @Override
  public Order reoffer(Order.Reoffer order) {
    Leg leg = order.line().leg();
    media
        .offer(leg, codecs(leg))
        .onComplete(
            sdp -> on(order.line(), l -> l.reanswer(sdp)),
            bad -> on(order.line(), SipLeg::rerefuse));
    return order;
  }

  /** Where the sound cannot be passed on, the phone rings as it would without. */
  @Override
  public Order passEarly(Order.PassEarly order) {
    Leg to = order.to().leg();
    media
        .answered(order.from().leg(), order.sdp())
        .compose(taken -> media.answer(to, order.offer(), codecs(to)))
        .onComplete(
            sdp -> {
              media.early(true);
              on(order.to(), leg -> leg.progress(sdp));
              call.take(new CallInput.EarlyPassed(sdp));
            },
            bad -> on(order.to(), SipLeg::ring));
    return order;
  }

  @Override
  public Order endEarly(Order.EndEarly order) {
    media.early(false);
    return order;
  }

  @Override
  public Order rerefuse(Order.Rerefuse order) {
    on(order.line(), SipLeg::rerefuse);
    return order;
  }

  @Override
  public Order showLight(Order.ShowLight order) {
    on(order.line(), leg -> leg.info(CallStateJson.TYPE, CallStateJson.of(order.call())));
    return order;
  }

  void on(Line line, Consumer<SipLeg> action) {
    SipLeg leg = legs.get(line);
    if (leg != null) {
      action.accept(leg);
    }
  }

  // -- recorder

  @Override
  public Order openTape(Order.OpenTape order) {
    pen.after(() -> wires.recorder().open(plan.id(), order.decision()))
        .onComplete(
            ready -> {
              tape = ready;
              call.take(new CallInput.TapeReady(ready.recording()));
            },
            failure -> call.take(new CallInput.TapeFailed(
                "the recorder is not available: " + failure.getMessage())));
    return order;
  }

  @Override
  public Order openGate(Order.OpenGate order) {
    Tape ready = tape;
    if (ready == null) {
      throw new IllegalStateException("a gate opens onto a tape");
    }
    gate = media.openGate(ready);
    gate.onComplete(
        at -> call.take(new CallInput.GateOpened()),
        failure -> call.take(new CallInput.TapeFailed("the tape did not start")));
    return order;
  }

  @Override
  public Order shutGate(Order.ShutGate order) {
    shut = media.shutGate();
    return order;
  }

  @Override
  public Order pauseTape(Order.PauseTape order) {
    media.pauseGate(order.paused());
    return order;
  }

  @Override
  public Order discardTape(Order.DiscardTape order) {
    Tape unwanted = tape;
    if (unwanted != null) {
      pen.write("the erasure", () -> shut.transform(whole -> unwanted.discard()));
    }
    return order;
  }

  // -- ledger

  @Override
  public Order noteAnswered(Order.NoteAnswered order) {
    pen.write("the answer", () -> wires.ledger().answered(order.facts(), order.decision()));
    return order;
  }

  @Override
  public Order noteAgent(Order.NoteAgent order) {
    pen.write("the agent", () -> wires.ledger().agent(plan.id(), order.agent(), order.at()));
    return order;
  }

  @Override
  public Order noteConsent(Order.NoteConsent order) {
    pen.write("consent", () -> wires.ledger().consent(plan.id(), order.event()));
    return order;
  }

  /** A gate that never opened after all leaves no recording behind, whatever the call believed when it ended. */
  @Override
  public Order noteEnded(Order.NoteEnded order) {
    Reason failed = new Reason(NotRecorded.FAILED, "the tape did not start");
    pen.write(
        "the end",
        () -> order.reason().isPresent()
            ? wires.ledger().ended(plan.id(), order.at(), order.ending(), order.reason())
            : gate.transform(opened -> wires
                .ledger()
                .ended(
                    plan.id(),
                    order.at(),
                    order.ending(),
                    opened.failed() ? Optional.of(failed) : Optional.empty())));
    return order;
  }

  // -- alarms and news

  @Override
  public Order setAlarm(Order.SetAlarm order) {
    call.set(order.alarm(), order.after());
    return order;
  }

  @Override
  public Order stopAlarm(Order.StopAlarm order) {
    call.stop(order.alarm());
    return order;
  }

  @Override
  public Order tellBegan(Order.TellBegan order) {
    wires.board().publish(new CallNews.Began(order.call()));
    return order;
  }

  @Override
  public Order tellChanged(Order.TellChanged order) {
    wires.board().publish(new CallNews.Changed(order.call()));
    return order;
  }

  @Override
  public Order tellEnded(Order.TellEnded order) {
    wires.board().publish(new CallNews.Ended(order.call()));
    return order;
  }
}
