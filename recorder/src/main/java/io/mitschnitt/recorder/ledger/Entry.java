package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Ledger.Segment;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One answered call and its recording: an immutable machine, where each thing that happens gives the next entry. The
 * call's end and the recording's fate come in any order, and the row closes right in each. A move that the book does
 * not allow throws {@link IllegalStateException} with a sentence free of personal data.
 *
 * @param agents who took the call, in order; the last one also stands in {@code facts}
 * @param node the node that had the call; empty where that was not noted
 * @param revision counts the changes, so that two writers never overwrite each other
 */
public record Entry(
    CallFacts facts,
    Decision decision,
    List<Taken> agents,
    List<ConsentEvent> consent,
    State state,
    Optional<Reason> reason,
    Optional<Instant> endedAt,
    Optional<Ending> ending,
    Optional<Take> take,
    String node,
    long revision) {

  /** An agent took the call. */
  public record Taken(String agent, Instant at) {}

  public Entry {
    agents = List.copyOf(agents);
    consent = List.copyOf(consent);
  }

  /** The row of a call that was just answered. */
  public static Entry answered(CallFacts facts, Decision decision) {
    List<Taken> agents =
        facts.agent().isEmpty() ? List.of() : List.of(new Taken(facts.agent(), facts.answeredAt()));
    return new Entry(
        facts,
        decision,
        agents,
        List.of(),
        State.OPEN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        1);
  }

  /** The same row, of a call that {@code name} has. */
  public Entry on(String name) {
    return new Entry(
        facts, decision, agents, consent, state, reason, endedAt, ending, take, name, revision);
  }

  /** Whether {@code name} answers for this row. */
  public boolean isOf(String name) {
    return node.isEmpty() || node.equals(name);
  }

  public CallId call() {
    return facts.id();
  }

  public Entry agent(String name, Instant at) {
    CallFacts taken = new CallFacts(
        facts.id(),
        facts.direction(),
        facts.customer(),
        name,
        facts.trunk(),
        facts.dialled(),
        facts.startedAt(),
        facts.answeredAt(),
        facts.signalling());
    return new Entry(
        taken,
        decision,
        plus(agents, new Taken(name, at)),
        consent,
        state,
        reason,
        endedAt,
        ending,
        take,
        node,
        revision);
  }

  /** Whether that was noted before. */
  boolean tookIt(String name, Instant at) {
    return agents.contains(new Taken(name, at));
  }

  public Entry said(ConsentEvent event) {
    return new Entry(
        facts,
        decision,
        agents,
        plus(consent, event),
        state,
        reason,
        endedAt,
        ending,
        take,
        node,
        revision);
  }

  /** The call is over. A second end is refused unless it says the same. */
  public Entry ended(Instant at, Ending how, Optional<Reason> why) {
    if (endedAt.isPresent()) {
      boolean same = endedAt.get().equals(at) && ending.filter(how::equals).isPresent();
      if (same && (why.isEmpty() || why.equals(reason) || state == State.RECORDED)) {
        return this;
      }
      throw new IllegalStateException("call " + call() + " has ended already");
    }
    Entry over = with(state, reason, Optional.of(at), Optional.of(how), take);
    return why.map(over::notRecorded).orElseGet(over::settled);
  }

  /** Names the recording; a call has one at a time. */
  public Entry reserved(Take reserved) {
    if (state != State.OPEN || endedAt.isPresent()) {
      throw new IllegalStateException("call " + call() + " has no open row");
    }
    if (take.isPresent() && !take.get().id().equals(reserved.id())) {
      throw new IllegalStateException("call " + call() + " has a recording already");
    }
    return take.isPresent() ? this : withTake(Optional.of(reserved));
  }

  public Entry started(Instant at) {
    return onTake(t -> t.started(at, decision));
  }

  public Entry stored(Take.Sound sound) {
    return onTake(t -> t.stored(sound));
  }

  /** Whether the row is closed by a person's wish or the law. */
  public boolean mayHaveNone() {
    return state == State.NOT_RECORDED
        && reason.filter(r -> r.why() != NotRecorded.FAILED).isPresent();
  }

  /** The recording is right: the row closes as RECORDED, unless the caller's wish or the law closed it before. */
  public Entry verified(List<String> findings) {
    boolean ours = reason.filter(r -> r.why() == NotRecorded.FAILED).isPresent();
    if (mayHaveNone()) {
      throw new IllegalStateException("call " + call() + " may have no recording");
    }
    List<String> all = ours
        ? plus(findings, "the call had been noted as not recorded, by our own failure")
        : findings;
    Entry right = onTake(t -> t.verified(all));
    return right.with(State.RECORDED, Optional.empty(), endedAt, ending, right.take);
  }

  public Entry failed(String cause) {
    return onTake(t -> t.failed(cause));
  }

  /** Of a call that is over nothing more will be stored: the row closes with our own failure. */
  public Entry abandoned(String cause) {
    if (endedAt.isEmpty()) {
      throw new IllegalStateException("call " + call() + " has not ended");
    }
    return failed(cause).notRecorded(new Reason(NotRecorded.FAILED, cause));
  }

  /** A tape that never started leaves nothing. */
  public Entry forgotten() {
    if (take.flatMap(Take::startedAt).isPresent()) {
      throw new IllegalStateException("the recording of call " + call() + " has started");
    }
    return withTake(Optional.empty()).settled();
  }

  public Entry erased(Instant at, String why) {
    return onTake(t -> t.erased(at, why)).settled();
  }

  /** Whether its recording is destroyed. */
  public boolean erased() {
    return take.filter(t -> t.phase() == Take.Phase.ERASED).isPresent();
  }

  /** Its recording under another protection; fails with {@link Refused} where that is not allowed. */
  public Entry cared(UnaryOperator<Care> change) {
    return onTake(t -> t.cared(change));
  }

  /** An authority has its recording kept as long as the rule allows. */
  public Entry extended() {
    return onTake(Take::extended);
  }

  /** Nothing of the erased recording's bytes is left. */
  public Entry bytesGone() {
    return onTake(Take::bytesGone);
  }

  public Entry revised(long next) {
    return new Entry(
        facts, decision, agents, consent, state, reason, endedAt, ending, take, node, next);
  }

  public Row row() {
    return new Row(
        facts,
        decision,
        consent,
        state,
        take.map(Take::id),
        reason,
        endedAt,
        ending,
        agents.stream().map(taken -> new Segment(taken.agent(), taken.at())).toList());
  }

  /** Closes the row with {@code why}; a row that is closed stays as it is. */
  Entry notRecorded(Reason why) {
    return state == State.OPEN
        ? with(State.NOT_RECORDED, Optional.of(why), endedAt, ending, take)
        : this;
  }

  /** Closes the row of an ended call of which nothing will ever be stored. */
  private Entry settled() {
    if (endedAt.isEmpty()) {
      return this;
    }
    if (take.isEmpty()) {
      return notRecorded(
          new Reason(NotRecorded.ENDED_BEFORE_GATE, "the call ended before anything was kept"));
    }
    return take.get()
        .erasure()
        .map(gone -> notRecorded(new Reason(NotRecorded.WITHDRAWN, gone.why())))
        .orElse(this);
  }

  private Entry onTake(UnaryOperator<Take> change) {
    Take now =
        take.orElseThrow(() -> new IllegalStateException("call " + call() + " has no recording"));
    return withTake(Optional.of(change.apply(now)));
  }

  private Entry withTake(Optional<Take> next) {
    return with(state, reason, endedAt, ending, next);
  }

  private Entry with(
      State nextState,
      Optional<Reason> why,
      Optional<Instant> end,
      Optional<Ending> how,
      Optional<Take> nextTake) {
    return new Entry(
        facts, decision, agents, consent, nextState, why, end, how, nextTake, node, revision);
  }

  private static <T> List<T> plus(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}
