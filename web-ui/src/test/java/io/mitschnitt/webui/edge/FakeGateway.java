package io.mitschnitt.webui.edge;

import io.mitschnitt.gateway.contract.AgentDoor;
import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegSound;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.contract.Staff;
import io.mitschnitt.gateway.contract.TrunkState;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A first floor with the calls that the tests put there. Its softphones' sockets echo, and say who came in. */
final class FakeGateway implements GatewayDoors, AgentDoor, LiveCalls {

  final Map<CallId, LiveCall> calls = new ConcurrentHashMap<>();
  final List<Handler<CallNews>> readers = new CopyOnWriteArrayList<>();
  final List<String> deeds = new CopyOnWriteArrayList<>();
  volatile boolean demo = true;
  private final FakeStaff staff = new FakeStaff();

  LiveCall running(String agent, String name) {
    CallId id = CallId.at(FakeRecorder.NOON.toEpochMilli());
    LiveCall call = new LiveCall(
        id,
        Direction.INBOUND,
        new Party(Optional.of(new PhoneNumber("+493023125001")), "+493023125001", name),
        agent,
        "demo",
        "+493023125000",
        FakeRecorder.NOON,
        Optional.empty(),
        LiveCall.Phase.ASKING,
        new LiveCall.Light(LiveCall.Light.State.UNDECIDED, "asking", "the caller is being asked"),
        Optional.empty(),
        Optional.empty());
    calls.put(id, call);
    return call;
  }

  @Override
  public AgentDoor agents() {
    return this;
  }

  @Override
  public LiveCalls calls() {
    return this;
  }

  /** Whatever is dialled is announced, except zero, which leads nowhere. */
  @Override
  public Policies policies() {
    return new Policies() {
      @Override
      public Answer simulate(Imagined call) {
        Place place = new Place(
            "customer",
            "FR",
            "France",
            Optional.of(Mode.NOTICE),
            Mode.NOTICE,
            "",
            "medium",
            List.of("L35: cnil.fr"),
            "Inform before.",
            Optional.empty());
        Decision decision = new Decision(
            Mode.NOTICE,
            "en",
            "notice",
            "service",
            30,
            List.of("France asks it"),
            new Decision.Basis("p1", "t1", "sample"));
        return call.to().equals("0")
            ? new Answer(Optional.empty(), "No route to this number")
            : new Answer(Optional.of(new Verdict(Direction.INBOUND, decision, List.of(place))), "");
      }

      @Override
      public Answer replay(Ledger.Row past) {
        return new Answer(Optional.empty(), "not asked here");
      }
    };
  }

  @Override
  public void onNews(Handler<CallNews> reader) {
    Context registering = Vertx.currentContext();
    readers.add(news -> registering.runOnContext(v -> reader.handle(news)));
  }

  @Override
  public Optional<Demo> demo() {
    return demo
        ? Optional.of(new Demo() {
          @Override
          public String numberToDial() {
            return "+493023125001";
          }

          @Override
          public Future<Void> callMe() {
            deeds.add("call me");
            return Future.succeededFuture();
          }

          @Override
          public Future<Void> call(String from, String to) {
            deeds.add(from + " calls " + to);
            return Future.succeededFuture();
          }
        })
        : Optional.empty();
  }

  @Override
  public Health health() {
    return new Health(true, calls.size(), 2, 100, 5);
  }

  @Override
  public List<TrunkState> trunks() {
    return List.of(new TrunkState(
        "carrier",
        "tls",
        Optional.of(true),
        List.of(
            new TrunkState.Peer("192.0.2.1:5061", TrunkState.Reach.UP, FakeRecorder.NOON),
            new TrunkState.Peer("192.0.2.2:5061", TrunkState.Reach.DOWN, FakeRecorder.NOON))));
  }

  /** Two agents who have chosen nothing yet. */
  @Override
  public Staff staff() {
    return staff;
  }

  @Override
  public Future<Void> reload(GatewayConf next) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> drain() {
    return Future.succeededFuture();
  }

  @Override
  public void accept(ServerWebSocket socket, Optional<String> agent) {
    socket.textMessageHandler(
        text -> socket.writeTextMessage(agent.orElse("nobody") + " says " + text));
  }

  @Override
  public Optional<Credentials> credentials(String agent) {
    return isAgent(agent)
        ? Optional.of(new Credentials(
            "sip:" + agent + "@example.org", agent + "-1", "short-lived", Instant.EPOCH))
        : Optional.empty();
  }

  @Override
  public boolean isAgent(String name) {
    return Set.of("anna", "ben").contains(name);
  }

  @Override
  public List<LiveCall> all() {
    return List.copyOf(calls.values());
  }

  @Override
  public Optional<LiveCall> find(CallId id) {
    return Optional.ofNullable(calls.get(id));
  }

  @Override
  public List<LegSound> sound(CallId id) {
    LegQuality quality = new LegQuality(
        Leg.AGENT,
        Optional.of(new LegQuality.Way(250, 5, 3, 4.1)),
        Optional.empty(),
        OptionalInt.of(40));
    return List.of(
        new LegSound(Leg.CUSTOMER, true, Optional.empty()),
        new LegSound(Leg.AGENT, false, Optional.of(quality)));
  }

  @Override
  public Future<Boolean> hangup(CallId id, String by) {
    deeds.add("hangup by " + by);
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> stopRecording(CallId id, String by) {
    deeds.add("stop by " + by);
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> transfer(CallId id, String to, String by) {
    deeds.add("transfer to " + to + " by " + by);
    return to.equals("nobody")
        ? Future.failedFuture(new Refused("Nobody Is Free There"))
        : Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> transferTo(CallId id, CallId consultation, String by) {
    deeds.add("transfer to a call by " + by);
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> pause(CallId id, boolean paused, String by) {
    deeds.add((paused ? "pause by " : "resume by ") + by);
    return Future.succeededFuture(true);
  }
}
