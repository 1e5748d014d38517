package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.LiveCall.Phase;
import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One call of the consent table, from the first INVITE to its row in the ledger. */
final class ConsentCall {

  /** What the outside party does. */
  enum Does {
    AGREES,
    OBJECTS,
    WRONG_KEY,
    NO_KEY,
    /** The key that was asked for, once the parties talk: for a while it still counts. */
    LATE_KEY,
    /** While the announcement runs; where there is none, before anybody is joined. */
    HANGS_UP,
    /** Agrees where that is asked, and takes it back while they talk. */
    WITHDRAWS;

    boolean pressesKeys() {
      return this != NO_KEY && this != HANGS_UP;
    }
  }

  /** How a key travels. */
  enum Way {
    EVENT,
    INFO,
    TONE
  }

  record Row(Mode mode, Does does, Direction direction, Way way, String expected, int serial) {}

  /** What all calls share. */
  record House(
      Vertx outside, GatewayDoors doors, Witness witness, byte[] speech, AtomicInteger late) {}

  /** The language of announcements that last longer than any test waits. The outside party is French: it is free. */
  static final String SLOW = "fr";

  private static final int TALK_MILLIS = 100;

  private final House house;
  private final Row row;
  private final int worker;
  private final OpenPhone carrier;
  private final OpenPhone agent;
  private final String number;
  private PlainPhone phone;
  private WebRtcPeer browser;
  private String invite = "";
  private int cseq = 50;

  ConsentCall(House house, Row row, int worker, OpenPhone carrier, OpenPhone agent) {
    this.house = house;
    this.row = row;
    this.worker = worker;
    this.carrier = carrier;
    this.agent = agent;
    number = inbound() ? caller(worker) : outside(row.mode(), slow(), worker) + row.serial();
  }

  /** Who calls by that worker's carrier. */
  static String caller(int worker) {
    return String.format(Locale.ROOT, "+331499900%02d", worker);
  }

  /** Our number for calls of that mode to that worker's agent. */
  static String line(Mode mode, boolean slow, int worker) {
    return String.format(Locale.ROOT, "+49309%d%d%02d", mode.ordinal(), slow ? 1 : 0, worker);
  }

  /** How numbers begin that go out by that worker's trunk in that mode. */
  static String outside(Mode mode, boolean slow, int worker) {
    return String.format(Locale.ROOT, "+3314%d%d%02d", mode.ordinal(), slow ? 1 : 0, worker);
  }

  /** The profile of that mode whose announcement and patience last longer than any test waits. */
  static String slow(Mode mode) {
    return mode.name() + "-slow";
  }

  /**
   * Where the outside party comes before the end of the announcement or of the waiting, that end must be far away, on a
   * slow machine too; where it waits for the end, that must be near.
   */
  private boolean slow() {
    boolean asks = row.mode() == Mode.EXPLICIT_CONSENT;
    return switch (row.does()) {
      case AGREES, WITHDRAWS -> asks;
      case OBJECTS -> row.mode() != Mode.STATUTORY;
      case HANGS_UP -> true;
      case WRONG_KEY, NO_KEY, LATE_KEY -> false;
    };
  }

  /** What the ledger says of it in the end; or what went wrong. */
  String run() {
    String outcome = once();
    for (int i = 0; i < 20 && machineIsLate(outcome); i++) {
      house.late.incrementAndGet();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      outcome = once();
    }
    return outcome;
  }

  /** A machine that has no time takes no call, gives one up before anything was said, or has no tape ready in time. */
  private boolean machineIsLate(String outcome) {
    boolean silent = outcome.startsWith("nothing came") || outcome.startsWith("no ");
    boolean neverUp = seen().filter(s -> s.consent.isEmpty() && !s.opened).isPresent()
        && outcome.startsWith("not in time");
    boolean noTape = outcome.startsWith("FAILED") || outcome.endsWith(" FAILED");
    return silent || neverUp || noTape || outcome.startsWith("SIP/2.0 503");
  }

  private String once() {
    try {
      house.witness.forget(number);
      phone = get(PlainPhone.create(house.outside, new Format(Codec.PCMA, 8, 101), row.serial()));
      browser = get(WebRtcPeer.create(house.outside, "127.0.0.1", Codec.PCMA));
      phone.says(house.speech);
      begin();
      until(() -> seen().isPresent(), "answered");
      act();
      until(() -> !seen().get().outcome.isEmpty(), "ended");
      return outcome();
    } catch (AssertionError | Exception e) {
      return String.valueOf(e.getMessage());
    } finally {
      putAway();
    }
  }

  /** What reached the recorder must be what the row says. */
  private String outcome() {
    Witness.Seen seen = seen().orElseThrow();
    boolean kept = seen.outcome.equals("kept");
    boolean withdrawn = seen.outcome.equals("WITHDRAWN");
    if (seen.outcome.equals("FAILED")) return seen.outcome;
    if (seen.opened != (kept || withdrawn)) return seen.outcome + ", tape opened: " + seen.opened;
    if (seen.payloads.get() > 0 != seen.opened)
      return seen.outcome + ", payloads: " + seen.payloads;
    if (seen.consent.size() != seen.consent.stream().distinct().count()) {
      return seen.outcome + ", said twice: " + seen.consent;
    }
    if (withdrawn) until(() -> seen.erased, "erased");
    return seen.outcome;
  }

  private void begin() throws Exception {
    if (inbound()) {
      carrier.invite(line(row.mode(), slow(), worker), "house.example", phone.sdp());
      phone.dials(carrier.answered());
      if (row.does() == Does.HANGS_UP) return; // while the agent's phone rings
      String ring = agent.await("INVITE sip:");
      agent.answer(ring, 200, "OK", get(browser.answer(OpenPhone.body(ring))));
      agent.await("ACK");
    } else {
      agent.invite(number, "house.example", get(browser.offer()));
      invite = invitation();
      phone.dials(OpenPhone.body(invite));
      carrier.answer(invite, 200, "OK", phone.sdp());
      carrier.await("ACK");
      boolean joined = row.does() != Does.HANGS_UP || announces();
      if (joined) get(browser.answered(agent.answered()));
    }
  }

  /** The INVITE at the carrier's; where there is none, what the agent was told instead. */
  private String invitation() {
    try {
      return carrier.await("INVITE sip:" + number);
    } catch (AssertionError none) {
      throw new AssertionError(agent.outcome(), none);
    }
  }

  private void act() {
    if (row.does() == Does.HANGS_UP) {
      if (announces()) until(() -> noted(Kind.PROMPT_STARTED), "the announcement begins");
      bye();
      return;
    }
    if (announces()) until(() -> noted(Kind.PROMPT_STARTED), "the announcement begins");
    else until(this::talking, "they talk");
    switch (row.does()) {
      case AGREES -> press("1");
      case OBJECTS -> press("9");
      case WRONG_KEY -> press("5");
      case NO_KEY, HANGS_UP -> {}
      case LATE_KEY -> {
        until(this::talking, "they talk");
        if (row.expected().equals("WITHDRAWN")) until(this::kept, "kept");
        press(row.mode() == Mode.EXPLICIT_CONSENT ? "1" : "9");
        if (row.expected().equals("WITHDRAWN")) until(() -> noted(Kind.WITHDRAWN), "withdrawn");
        if (row.mode() == Mode.EXPLICIT_CONSENT) until(() -> seen().get().opened, "opened");
      }
      case WITHDRAWS -> {
        if (row.mode() == Mode.EXPLICIT_CONSENT) press("1");
        until(this::talking, "they talk");
        if (seen().get().opened) until(this::kept, "kept");
        press("*9");
        if (row.expected().equals("WITHDRAWN")) until(() -> noted(Kind.WITHDRAWN), "withdrawn");
      }
    }
    until(this::talking, "they talk");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TALK_MILLIS));
    if (row.expected().equals("kept")) until(this::kept, "kept");
    bye();
  }

  private boolean announces() {
    return row.mode() == Mode.EXPLICIT_CONSENT
        || row.mode() == Mode.OPT_OUT
        || row.mode() == Mode.NOTICE
        || row.mode() == Mode.STATUTORY;
  }

  /** Joined, and recorded where it is going to be. */
  private boolean talking() {
    Optional<LiveCall> live = seen().flatMap(seen -> house.doors.calls().find(seen.call));
    return live.filter(
            call -> call.phase() == Phase.TALKING && call.light().state() != Light.State.UNDECIDED)
        .isPresent();
  }

  /** Something was kept, or never will be. */
  private boolean kept() {
    boolean on = house
        .doors
        .calls()
        .find(seen().get().call)
        .filter(call -> call.light().state() == Light.State.ON)
        .isPresent();
    return !on || seen().get().payloads.get() > 0;
  }

  private void press(String keys) {
    for (char key : keys.toCharArray()) {
      switch (row.way()) {
        case EVENT -> phone.press(key, 60);
        case INFO -> {
          if (inbound()) carrier.key(key);
          else carrier.key(key, invite, ++cseq);
          carrier.await("SIP/2.0 200");
        }
        case TONE -> phone.dial(String.valueOf(key), 80);
      }
    }
  }

  private void bye() {
    if (inbound()) carrier.bye();
    else carrier.bye(invite);
  }

  private boolean noted(Kind kind) {
    return seen().filter(seen -> seen.consent.contains(kind)).isPresent();
  }

  private Optional<Witness.Seen> seen() {
    return house.witness.of(number);
  }

  private boolean inbound() {
    return row.direction() == Direction.INBOUND;
  }

  private void putAway() {
    carrier.hush(40);
    agent.hush(40);
    if (phone != null) phone.close();
    if (browser != null) browser.close();
  }

  private void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what + "; "
            + seen().map(s -> s.consent + " " + s.outcome).orElse("nothing"));
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
