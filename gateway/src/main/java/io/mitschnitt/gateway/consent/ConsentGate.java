package io.mitschnitt.gateway.consent;

import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Mode;
import java.util.List;

/**
 * The gate between a call's sound and the recorder. It fails shut: a recording may run in {@link State#MAY_OPEN} only,
 * and nothing reopens a gate that is shut.
 *
 * @param mode what policy decided for this call
 * @param heard whether the announcement was played to its end
 * @param verdict how the outside party stands to it
 */
public record ConsentGate(Mode mode, boolean heard, Verdict verdict) {

  /** Whether sound may be kept. */
  public enum State {
    ASKING,
    MAY_OPEN,
    SHUT
  }

  /** What the call noticed. */
  public enum Signal {
    /** The announcement was played to its end. */
    PROMPT_HEARD,
    /** The key that agrees. */
    AGREED,
    /** The key that objects, before the parties talk. */
    OBJECTED,
    /** Any other key. */
    OTHER_KEY,
    /** Waiting is over: for a key after the announcement, or for the announcement itself. */
    TIMEOUT,
    /** The call goes on with a party with whom stricter rules hold than are kept. */
    STRICTER,
    /** Agreement taken back, by {@code *9} or by a button. */
    WITHDRAWN
  }

  /** Why the gate stands as it does. */
  public enum Verdict {
    NONE(State.ASKING),
    TOLD(State.MAY_OPEN),
    AGREED(State.MAY_OPEN),
    /** One party's knowledge is enough. */
    ALLOWED(State.MAY_OPEN),
    OBJECTED(State.SHUT),
    NO_ANSWER(State.SHUT),
    /** The announcement was not heard whole, so nobody was told. */
    UNHEARD(State.SHUT),
    WITHDRAWN(State.SHUT),
    /** Handed to a party with whom stricter rules hold. */
    STRICTER(State.SHUT),
    FORBIDDEN(State.SHUT),
    /** No recording was asked for. */
    OFF(State.SHUT);

    private final State state;

    Verdict(State state) {
      this.state = state;
    }
  }

  /** A gate after a signal, and what the ledger is told of it. */
  public record Step(ConsentGate gate, List<Kind> events) {}

  /** The gate of a call that was just decided on. */
  public static ConsentGate under(Mode mode) {
    Verdict verdict = switch (mode) {
      case FORBIDDEN -> Verdict.FORBIDDEN;
      case OFF -> Verdict.OFF;
      case ONE_PARTY -> Verdict.ALLOWED;
      case EXPLICIT_CONSENT, OPT_OUT, NOTICE, STATUTORY -> Verdict.NONE;
    };
    return new ConsentGate(mode, false, verdict);
  }

  public State state() {
    return verdict.state;
  }

  public boolean mayOpen() {
    return state() == State.MAY_OPEN;
  }

  /** Whether what the outside party knows and said is enough where the rules of {@code other} hold. */
  public boolean covers(Mode other) {
    return switch (other) {
      case FORBIDDEN, OFF -> false;
      case EXPLICIT_CONSENT -> verdict == Verdict.AGREED && mode == Mode.EXPLICIT_CONSENT;
      case OPT_OUT ->
        verdict == Verdict.AGREED || (verdict == Verdict.TOLD && mode == Mode.OPT_OUT);
      case NOTICE, STATUTORY -> verdict == Verdict.AGREED || verdict == Verdict.TOLD;
      case ONE_PARTY -> mayOpen();
    };
  }

  /** Whether nothing more is awaited. */
  public boolean settled() {
    return state() != State.ASKING;
  }

  /** The gate after {@code signal}, and what to write down; this one stays as it is. */
  public Step on(Signal signal) {
    return switch (state()) {
      case ASKING -> whileAsking(signal);
      case MAY_OPEN -> whileOpen(signal);
      case SHUT -> stay();
    };
  }

  private Step whileAsking(Signal signal) {
    return switch (signal) {
      case PROMPT_HEARD -> heardWhole();
      case AGREED -> agreed();
      case OBJECTED -> mode == Mode.STATUTORY ? stay() : to(Verdict.OBJECTED, Kind.OBJECTED);
      case OTHER_KEY -> stay();
      case TIMEOUT -> timeout();
      case WITHDRAWN -> withdrawn();
      case STRICTER -> stay();
    };
  }

  /** Until the parties talk an objection still counts; later keys belong to the conversation. */
  private Step whileOpen(Signal signal) {
    return switch (signal) {
      case OBJECTED -> mode == Mode.STATUTORY ? stay() : to(Verdict.OBJECTED, Kind.OBJECTED);
      case WITHDRAWN -> withdrawn();
      case STRICTER -> new Step(new ConsentGate(mode, heard, Verdict.STRICTER), List.of());
      case PROMPT_HEARD, AGREED, OTHER_KEY, TIMEOUT -> stay();
    };
  }

  private Step heardWhole() {
    if (heard) {
      return stay();
    }
    boolean enough = mode == Mode.NOTICE || mode == Mode.STATUTORY;
    return enough
        ? new Step(new ConsentGate(mode, true, Verdict.TOLD), List.of(Kind.PROMPT_HEARD, Kind.TOLD))
        : new Step(new ConsentGate(mode, true, Verdict.NONE), List.of(Kind.PROMPT_HEARD));
  }

  /** A yes may interrupt the question; where a yes is not the question, it only shortens the waiting after it. */
  private Step agreed() {
    boolean counts = mode == Mode.EXPLICIT_CONSENT || (mode == Mode.OPT_OUT && heard);
    return counts ? to(Verdict.AGREED, Kind.AGREED) : stay();
  }

  private Step timeout() {
    if (!heard) {
      return new Step(new ConsentGate(mode, false, Verdict.UNHEARD), List.of());
    }
    return mode == Mode.OPT_OUT
        ? to(Verdict.TOLD, Kind.TOLD)
        : to(Verdict.NO_ANSWER, Kind.NO_ANSWER);
  }

  /** What the law demands, nobody on the line can take back. */
  private Step withdrawn() {
    return mode == Mode.STATUTORY ? stay() : to(Verdict.WITHDRAWN, Kind.WITHDRAWN);
  }

  private Step to(Verdict next, Kind event) {
    return new Step(new ConsentGate(mode, heard, next), List.of(event));
  }

  private Step stay() {
    return new Step(this, List.of());
  }
}
