package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.call.Planner;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.Staff.Choice;
import io.mitschnitt.gateway.contract.Staff.Presence;
import io.mitschnitt.gateway.media.CallMedia.PromptSound;
import io.mitschnitt.gateway.policy.Policy;
import io.mitschnitt.gateway.prompt.Clip;
import io.mitschnitt.gateway.prompt.Prompts;
import io.mitschnitt.gateway.route.Routes;
import io.mitschnitt.gateway.sip.SipDoor.Incoming;
import io.mitschnitt.gateway.sip.SipDoor.Source;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CallRunnerTest {

  private static final Party CUSTOMER = Party.of(new PhoneNumber("+493012345678"));

  private final FakeSip sip = new FakeSip();
  private final FakeMedia media = new FakeMedia();
  private final FakeBooks books = new FakeBooks();
  private final FakePhone first = new FakePhone("first");
  private final List<String> news = new CopyOnWriteArrayList<>();
  private Context context;
  private CallRunner runner;
  private Operator operator;

  @BeforeEach
  void wire(Vertx vertx) throws Exception {
    context = vertx.getOrCreateContext();
    on(() -> {
      Routes routes = routes();
      Prompts prompts = Prompts.of(List.of(
          clip("opt-out"), clip("explicit"), clip("not-recorded"), clip("sorry"), clip("music")));
      LiveBoard board = new LiveBoard(vertx, new QualityBook(FakeShelf::new));
      board.onNews(heard ->
          news.add(heard.getClass().getSimpleName() + " " + heard.call().light().code()));
      operator = new Operator(vertx, context, InstantSource.system(), routes, sip::registered);
      CallWires wires = new CallWires(
          vertx,
          context,
          InstantSource.system(),
          sip,
          media,
          books,
          books,
          prompts,
          routes,
          board,
          operator);
      runner = new CallRunner(wires, new Planner(routes, new Policy(policy()), prompts));
      runner.open();
    });
    sip.registered.addAll(Set.of("anna", "ben"));
  }

  @Test
  void an_inbound_call_is_told_joined_kept_and_written_down_in_order() throws Exception {
    callIn("+4930999", CUSTOMER);
    assertThat(first.told).containsExactly("200 answer to offer");
    assertThat(media.told).contains("play opt-out [CUSTOMER]");
    FakePhone anna = sip.called.get("anna");
    assertThat(anna.told).containsExactly("INVITE offer PCMA,opus,PCMU,G722 from +493012345678");

    on(() -> anna.events().answered("anna's answer"));
    on(() -> media.events().promptDone("opt-out", true));
    assertThat(books.told).doesNotContain("tape open");
    onceTrue(() -> books.told.contains("tape open"));
    onceTrue(() -> runner.all().get(0).light().state() == LiveCall.Light.State.ON);
    assertThat(media.told.indexOf("gate open")).isGreaterThan(media.told.indexOf("bridge"));
    assertThat(sip.called.get("ben").told).contains("BYE Call completed elsewhere");

    on(() -> anna.events()
        .ended(new io.mitschnitt.recorder.contract.Ending(
            io.mitschnitt.recorder.contract.Ending.Whose.AGENT, "hung up", 16)));
    onceTrue(() -> runner.all().isEmpty());
    assertThat(first.told).last().isEqualTo("BYE hung up");
    assertThat(books.told)
        .containsExactly(
            "answered OPT_OUT",
            "consent PROMPT_STARTED de/opt-out sha256:abc \"words\"",
            "agent anna",
            "consent PROMPT_HEARD",
            "consent TOLD",
            "tape open",
            "ended AGENT kept");
    assertThat(media.told).endsWith("gate shut", "close");
    assertThat(anna.lights).containsExactly("asking", "asking", "told");
    onceTrue(() -> news.contains("Ended ended"));
    assertThat(news).startsWith("Began ringing").endsWith("Ended ended");
  }

  @Test
  void an_outbound_call_rings_is_answered_and_asks_both() throws Exception {
    callOut("030 12345678");
    FakePhone far = sip.called.get("+493012345678");
    assertThat(far.told).containsExactly("INVITE offer PCMA from +49301");
    on(() -> far.events().ringing(180, Optional.empty()));
    on(() -> far.events().answered("far's answer"));
    assertThat(first.told).containsExactly("180", "200 answer to offer");
    assertThat(media.told).contains("play opt-out [CUSTOMER, AGENT]");
    on(() -> media.events().digit(Leg.CUSTOMER, '9'));
    on(() -> media.events().promptDone("not-recorded", true));
    assertThat(media.told).contains("bridge").doesNotContain("gate open");
    assertThat(first.lights).containsExactly("asking", "objected");
    assertThat(runner.hangup(runner.all().get(0).id(), "boss")).isNotNull();
    onceTrue(() -> books.told.contains("ended US REFUSED"));
    assertThat(far.told).last().isEqualTo("BYE ended on the page");
  }

  @Test
  void busy_reaches_the_agent_and_leaves_no_row() throws Exception {
    callOut("030 12345678");
    on(() -> sip.called.get("+493012345678").events().refused(486, "whatever they wrote"));
    assertThat(first.told).containsExactly("486 Busy Here");
    assertThat(books.told).isEmpty();
    onceTrue(() -> runner.all().isEmpty());
  }

  @Test
  void the_recording_waits_for_the_ledger_and_does_not_happen_without_it() throws Exception {
    Promise<Void> slow = Promise.promise();
    books.slowAnswer = slow;
    talk();
    assertThat(books.told).isEmpty();
    books.ledgerDown = true;
    on(slow::complete);
    onceTrue(() -> runner.all().get(0).light().code().equals("recorder-down"));
    assertThat(books.told).doesNotContain("tape open");
    assertThat(media.told).contains("bridge").doesNotContain("gate open");
  }

  @Test
  void a_recorder_that_refuses_leaves_a_reason() throws Exception {
    books.recorderDown = true;
    talk();
    onceTrue(() -> runner.all().get(0).light().code().equals("recorder-down"));
    on(() -> first
        .events()
        .ended(new io.mitschnitt.recorder.contract.Ending(
            io.mitschnitt.recorder.contract.Ending.Whose.CALLER, "hung up", 16)));
    onceTrue(() -> books.told.contains("ended CALLER FAILED"));
  }

  @Test
  void a_tape_that_will_not_start_is_erased_and_the_row_says_so() throws Exception {
    media.gateFails = true;
    talk();
    onceTrue(() -> books.told.contains("tape erased"));
    assertThat(runner.all().get(0).light().code()).isEqualTo("recorder-down");
    await(runner.drain());
    assertThat(books.told).last().isEqualTo("ended US FAILED");
  }

  @Test
  void star_nine_shuts_the_gate_and_erases_in_order() throws Exception {
    talk();
    onceTrue(() -> media.told.contains("gate open"));
    on(() -> media.events().digit(Leg.CUSTOMER, '*'));
    on(() -> media.events().digit(Leg.CUSTOMER, '9'));
    assertThat(media.told).last().isEqualTo("gate shut");
    await(runner.drain());
    assertThat(books.told)
        .endsWith("consent WITHDRAWN by key", "tape erased", "ended US WITHDRAWN");
  }

  @Test
  void the_page_stops_a_recording() throws Exception {
    talk();
    onceTrue(() -> media.told.contains("gate open"));
    CallId id = runner.all().get(0).id();
    assertThat(await(runner.stopRecording(id, "anna"))).isTrue();
    assertThat(runner.find(id).orElseThrow().light().code()).isEqualTo("stopped");
    assertThat(await(runner.stopRecording(CallId.at(1), "anna"))).isFalse();
  }

  @Test
  void the_page_pauses_a_recording_once_there_is_one() throws Exception {
    talk();
    onceTrue(() -> runner.all().get(0).light().state() == LiveCall.Light.State.ON);
    CallId id = runner.all().get(0).id();
    assertThat(await(runner.pause(id, true, "anna"))).isTrue();
    assertThat(media.told).last().isEqualTo("gate paused");
    assertThat(runner.find(id).orElseThrow().light().code()).isEqualTo("paused");
    assertThat(await(runner.pause(id, false, "anna"))).isTrue();
    assertThat(media.told).last().isEqualTo("gate resumed");
    Throwable refused = await(runner
        .pause(id, false, "anna")
        .transform(answer -> Future.succeededFuture(answer.cause())));
    assertThat(refused).hasMessage("The recording is not paused.");
    assertThat(await(runner.pause(CallId.at(1), true, "anna"))).isFalse();
  }

  @Test
  void a_later_offer_is_answered_or_refused_for_its_side() throws Exception {
    talk();
    on(() -> first.events().reoffered(Optional.of("hold")));
    on(() -> first.events().reoffered(Optional.of("bad")));
    assertThat(first.told).endsWith("reanswer answer to hold", "488");
  }

  @Test
  void keys_by_INFO_count_like_any_other() throws Exception {
    callIn("+4930999", CUSTOMER);
    on(() -> first.events().info("application/dtmf-relay", "Signal=9\r\nDuration=160\r\n"));
    assertThat(media.told).contains("stop prompt", "play not-recorded [CUSTOMER]");
  }

  @Test
  void calls_that_go_nowhere_are_refused_with_the_reason() throws Exception {
    callIn("+442079460000", CUSTOMER);
    assertThat(first.told).containsExactly("404 No such number here");
    sip.registered.clear();
    callIn("+4930999", CUSTOMER);
    assertThat(first.told).last().isEqualTo("480 No agent is free");
    callOut("sip;evil");
    assertThat(first.told).last().isEqualTo("404 Not a number");
    assertThat(runner.all()).isEmpty();
    assertThat(media.told).isEmpty();
  }

  @Test
  void a_caller_waits_until_an_agent_comes_back_from_a_break() throws Exception {
    assertThat(await(operator.choose("anna", Choice.BREAK)).orElseThrow().presence())
        .isEqualTo(Presence.BREAK);
    await(operator.choose("ben", Choice.OFFLINE));
    callIn("+4930888", CUSTOMER);
    on(() -> media.events().promptDone("opt-out", true));
    onceTrue(() -> media.told.contains("play music [CUSTOMER]"));
    assertThat(sip.called).isEmpty();
    assertThat(runner.all().get(0).light().code()).isEqualTo("queued");

    await(operator.choose("anna", Choice.AVAILABLE));
    onceTrue(() -> sip.called.containsKey("anna"));
    assertThat(sip.called).doesNotContainKey("ben");
    assertThat(await(operator.find("anna")).orElseThrow().presence()).isEqualTo(Presence.BUSY);
    on(() -> sip.called.get("anna").events().answered("anna's answer"));
    onceTrue(() -> media.told.contains("gate open"));
    assertThat(media.told).containsSubsequence("play music [CUSTOMER]", "stop prompt", "bridge");
    on(() -> first
        .events()
        .ended(new io.mitschnitt.recorder.contract.Ending(
            io.mitschnitt.recorder.contract.Ending.Whose.CALLER, "hung up", 16)));
    onceTrue(() -> books.told.contains("ended CALLER kept"));
    assertThat(await(operator.find("anna")).orElseThrow().presence()).isEqualTo(Presence.AVAILABLE);
  }

  @Test
  void a_caller_waits_until_a_phone_comes_back() throws Exception {
    sip.registered.clear();
    callIn("+4930888", CUSTOMER);
    assertThat(sip.called).isEmpty();
    sip.registered.add("ben");
    onceTrue(() -> sip.called.containsKey("ben"));
  }

  @Test
  void who_is_in_a_call_is_not_rung_for_another() throws Exception {
    talk();
    sip.called.clear();
    FakePhone second = new FakePhone("second");
    on(() -> sip.handler.accept(new Incoming(
        second,
        new Source.FromTrunk("carrier"),
        CUSTOMER,
        "+4930999",
        Optional.of("offer"),
        Map.of())));
    onceTrue(() -> sip.called.containsKey("ben"));
    assertThat(sip.called).doesNotContainKey("anna");
  }

  @Test
  void a_barred_number_is_refused_with_the_reason_and_an_emergency_number_never_is()
      throws Exception {
    callOut("0900 1 234567");
    assertThat(first.told).containsExactly("403 Premium Number Barred");
    callOut("+442079460000");
    assertThat(first.told).last().isEqualTo("403 Country Not Allowed");
    assertThat(sip.called).isEmpty();
    for (int i = 0; i < 15; i++) {
      callOut("110");
    }
    assertThat(first.told).hasSize(2);
    assertThat(sip.called).containsOnlyKeys("110");
    assertThat(runner.all()).hasSize(15);
    on(() -> sip.called.get("110").events().answered("their answer"));
    assertThat(media.told).noneMatch(told -> told.startsWith("play"));
    onceTrue(() -> media.told.contains("bridge"));
  }

  @Test
  void one_agent_has_not_more_calls_at_once_than_allowed() throws Exception {
    for (int i = 0; i < RoutingConf.Dialling.AGENT.calls() + 1; i++) {
      callOut("030 1234567" + i);
    }
    assertThat(first.told).containsExactly("403 Your Call Limit Is Reached");
    assertThat(runner.all()).hasSize(RoutingConf.Dialling.AGENT.calls());
  }

  @Test
  void an_agent_calls_a_colleague_by_extension_unrecorded() throws Exception {
    callOut("12");
    FakePhone ben = sip.called.get("ben");
    assertThat(ben.told.get(0)).endsWith("from anna");
    assertThat(media.told).contains("between agents");
    assertThat(await(operator.find("ben")).orElseThrow().presence()).isEqualTo(Presence.BUSY);
    on(() -> ben.events().ringing(180, Optional.empty()));
    on(() -> ben.events().answered("ben's answer"));
    onceTrue(() -> media.told.contains("bridge"));
    assertThat(media.told).noneMatch(told -> told.startsWith("play")).doesNotContain("gate open");
    assertThat(ben.lights).containsExactly("off");
    assertThat(first.lights).containsExactly("off");
    assertThat(runner.all().get(0).customer().address()).isEqualTo("ben");
    await(runner.drain());
    assertThat(books.told).last().isEqualTo("ended US NOT_SELECTED");
  }

  @Test
  void a_colleague_who_is_away_is_not_rung() throws Exception {
    await(operator.choose("ben", Choice.BREAK));
    callOut("ben");
    assertThat(first.told).containsExactly("480 This Agent Is Not Available");
    callOut("anna");
    assertThat(first.told).last().isEqualTo("486 That Is You");
  }

  @Test
  void an_offer_that_nobody_understands_is_488() throws Exception {
    on(() -> sip.handler.accept(new Incoming(
        first,
        new Source.FromTrunk("carrier"),
        CUSTOMER,
        "+4930999",
        Optional.of("bad"),
        Map.of())));
    assertThat(first.told).containsExactly("488 Not Acceptable Here");
  }

  @Test
  void what_the_carrier_said_stands_in_the_book() throws Exception {
    Map<String, String> said =
        Map.of("diversion", "<sip:+49301@c.example>;reason=no-answer", "identity", "e30.e30.c2ln");
    on(() -> sip.handler.accept(new Incoming(
        first, new Source.FromTrunk("carrier"), CUSTOMER, "+4930999", Optional.of("offer"), said)));
    on(() -> sip.called.get("anna").events().answered("anna's answer"));
    onceTrue(() -> books.signalling.equals(said));
  }

  @Test
  void who_hides_the_number_is_asked() throws Exception {
    callIn("+4930999", new Party(Optional.empty(), "anonymous", ""));
    assertThat(media.told).contains("play explicit [CUSTOMER]");
    assertThat(sip.called.get("anna").told.get(0)).endsWith("from ");
  }

  @Test
  void draining_ends_every_call_and_takes_no_new_one() throws Exception {
    talk();
    await(runner.drain());
    assertThat(runner.all()).isEmpty();
    assertThat(media.told).endsWith("close");
    callIn("+4930999", CUSTOMER);
    assertThat(first.told).last().isEqualTo("503 Shutting Down");
  }

  @Test
  void while_sound_comes_late_no_further_call_is_taken() throws Exception {
    media.crowded = true;
    callIn("+4930999", CUSTOMER);
    assertThat(first.told).containsExactly("503 Service Unavailable");
    assertThat(media.told).isEmpty();
    media.crowded = false;
    callIn("+4930999", CUSTOMER);
    assertThat(first.told).last().isEqualTo("200 answer to offer");
    assertThat(runner.all()).hasSize(1);
  }

  // -- the stage

  private void callIn(String dialled, Party from) throws Exception {
    on(() -> sip.handler.accept(new Incoming(
        first, new Source.FromTrunk("carrier"), from, dialled, Optional.of("offer"), Map.of())));
  }

  private void callOut(String dialled) throws Exception {
    Party anna = new Party(Optional.empty(), "anna", "");
    on(() -> sip.handler.accept(new Incoming(
        first, new Source.FromAgent("anna"), anna, dialled, Optional.of("offer"), Map.of())));
  }

  /** A call in which the caller was told and anna has answered. */
  private void talk() throws Exception {
    callIn("+4930999", CUSTOMER);
    on(() -> sip.called.get("anna").events().answered("anna's answer"));
    on(() -> media.events().promptDone("opt-out", true));
  }

  private void on(Runnable action) throws Exception {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> {
      try {
        action.run();
        context.runOnContext(then -> done.complete());
      } catch (Throwable e) {
        done.fail(e);
      }
    });
    await(done.future());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Looks again and again, on the call's context, until it is so. */
  private void onceTrue(java.util.function.BooleanSupplier condition) throws Exception {
    Promise<Void> seen = Promise.promise();
    look(condition, seen, System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
    await(seen.future());
  }

  private void look(java.util.function.BooleanSupplier condition, Promise<Void> seen, long until) {
    context.runOnContext(v -> {
      if (condition.getAsBoolean()) {
        seen.complete();
      } else if (System.nanoTime() > until) {
        seen.fail("never: " + news + media.told + books.told);
      } else {
        context.owner().setTimer(5, again -> look(condition, seen, until));
      }
    });
  }

  private static Routes routes() {
    return new Routes(
        List.of(
            new Route("+4930999", Optional.of("service"), Optional.empty(), Optional.empty()),
            new Route("+4930888", Optional.of("line"), Optional.empty(), Optional.empty()),
            new Route("*", Optional.empty(), Optional.of("carrier"), Optional.empty())),
        List.of(new Trunk(
            "carrier",
            new InetSocketAddress("127.0.0.1", 5080),
            GatewayConf.Transport.UDP,
            List.of("PCMA"),
            "example.org")),
        List.of(agent("anna", "11"), agent("ben", "12")),
        new RoutingConf(
            "DE",
            Map.of("line", line()),
            Duration.ZERO,
            Optional.empty(),
            RoutingConf.Dialling.in("DE")));
  }

  /** A group in which callers wait. */
  private static RoutingConf.Group line() {
    return new RoutingConf.Group(
        "line",
        RoutingConf.Strategy.LONGEST_IDLE,
        Optional.empty(),
        Optional.of(
            new RoutingConf.Queue(5, Duration.ofMinutes(5), "music", "waiting", Duration.ZERO)),
        Optional.empty(),
        "closed",
        Optional.empty());
  }

  private static Agent agent(String name, String extension) {
    return new Agent(
        name,
        Optional.empty(),
        Set.of("service", "line"),
        Optional.of("+49301"),
        Optional.of(extension));
  }

  private static GatewayConf.Policy policy() {
    Profile profile = new Profile(
        "service",
        Mode.OPT_OUT,
        "de",
        30,
        '1',
        '9',
        Duration.ofMillis(100),
        Duration.ofSeconds(30),
        true);
    return new GatewayConf.Policy("service", Map.of("service", profile));
  }

  private static Clip clip(String name) {
    return new Clip("de", name, "words", "abc", new PromptSound(new short[16_000]));
  }
}
