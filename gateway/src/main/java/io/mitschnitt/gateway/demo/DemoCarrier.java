package io.mitschnitt.gateway.demo;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.DemoConf;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.edge.sip.SipEdge;
import io.mitschnitt.gateway.sip.SipDoor;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A telephone network that consists of people with {@linkplain Habit habits}: it answers calls that our gateway places
 * through its trunk, and calls the service number when asked to.
 */
public final class DemoCarrier implements GatewayDoors.Demo {

  private static final String GATEWAY = "gateway";
  private static final String CALLER = "+493023125001";
  private static final String RANGE = "+493023125";
  private static final int MOST_CALLS = 100;

  private final Vertx vertx;
  private final DemoConf demo;
  private final SipEdge sip;
  private final Set<DemoCall> calls = new HashSet<>();

  private DemoCarrier(Vertx vertx, DemoConf demo, SipEdge sip) {
    this.vertx = vertx;
    this.demo = demo;
    this.sip = sip;
  }

  /**
   * Opens the carrier's port. Fails where it is taken.
   *
   * @param conf the gateway's own: its demo says where to listen, its sip where to call
   */
  public static Future<DemoCarrier> start(Vertx vertx, GatewayConf conf) {
    Optional<DemoConf> wanted = conf.demo();
    if (wanted.isEmpty()) {
      return Future.failedFuture("no demo is configured");
    }
    DemoConf demo = wanted.get();
    return SipEdge.start(vertx, carrier(conf, demo)).map(sip -> {
      DemoCarrier started = new DemoCarrier(vertx, demo, sip);
      sip.context().runOnContext(v -> sip.door().onIncoming(started::answer));
      return started;
    });
  }

  @Override
  public String numberToDial() {
    return demo.number();
  }

  @Override
  public Future<Void> callMe() {
    return call(CALLER, demo.serviceNumber());
  }

  @Override
  public Future<Void> call(String from, String to) {
    Promise<Void> placed = Promise.promise();
    sip.context().runOnContext(v -> place(from, to).onComplete(placed));
    return placed.future();
  }

  /** Ends the calls and closes the port. */
  public Future<Void> close() {
    sip.context().runOnContext(v -> Set.copyOf(calls).forEach(DemoCall::hangup));
    return sip.close();
  }

  private Future<Void> place(String from, String to) {
    Optional<PhoneNumber> caller = PhoneNumber.read(from);
    if (caller.isEmpty() || calls.size() >= MOST_CALLS) {
      return Future.failedFuture("the demo carrier cannot place this call");
    }
    return open(from).compose(call -> {
      String offer = call.offer();
      call.dialled(sip.door()
          .call(new SipDoor.Destination.ToTrunk(GATEWAY, to), Party.of(caller.get()), offer, call));
      return call.placed();
    });
  }

  private void answer(SipDoor.Incoming incoming) {
    if (!incoming.dialled().startsWith(RANGE)) {
      incoming.leg().refuse(404, "Not Found");
      return;
    }
    if (calls.size() >= MOST_CALLS) {
      incoming.leg().refuse(503, "Service Unavailable");
      return;
    }
    open(incoming.dialled())
        .onSuccess(call -> call.rung(incoming.leg(), incoming.sdp()))
        .onFailure(e -> incoming.leg().refuse(500, "Server Internal Error"));
  }

  private Future<DemoCall> open(String person) {
    String host = demo.listen().getAddress().getHostAddress();
    return RtpTalker.open(vertx, host).map(talker -> {
      DemoCall call = new DemoCall(vertx, talker, person, calls::remove);
      calls.add(call);
      return call;
    });
  }

  /** The carrier's own view of SIP: it listens elsewhere, and its one trunk is our gateway. */
  private static GatewayConf carrier(GatewayConf ours, DemoConf demo) {
    String host = demo.listen().getAddress().getHostAddress();
    GatewayConf.Sip sip =
        new GatewayConf.Sip(host, demo.listen().getPort(), demo.listen().getPort(), "demo.invalid");
    InetSocketAddress gateway =
        new InetSocketAddress(ours.sip().host(), ours.sip().udpPort());
    GatewayConf.Trunk trunk = new GatewayConf.Trunk(
        GATEWAY, gateway, GatewayConf.Transport.UDP, List.of("PCMA", "PCMU"), "demo.invalid");
    return new GatewayConf(
        "demo-carrier",
        host,
        sip,
        ours.media(),
        ours.promptDir(),
        List.of(trunk),
        List.of(),
        List.of(),
        new GatewayConf.Policy(
            ours.policy().defaultProfile(), Map.copyOf(ours.policy().profiles())),
        Optional.empty());
  }
}
