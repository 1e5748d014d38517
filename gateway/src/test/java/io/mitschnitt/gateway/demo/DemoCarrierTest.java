package io.mitschnitt.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.edge.sip.SipEdge;
import io.mitschnitt.gateway.sip.SipDoor;
import io.mitschnitt.gateway.sip.SipLeg;
import io.mitschnitt.gateway.sip.SipLegEvents;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo carrier against a SIP edge that stands for our gateway, over real UDP. */
@ExtendWith(VertxExtension.class)
class DemoCarrierTest {

  private static final String OFFER = PlainSdp.offer("127.0.0.1", 40_000);
  private SipEdge gateway;
  private DemoCarrier carrier;

  @BeforeEach
  void start(Vertx vertx, VertxTestContext test) throws IOException {
    GatewayConf conf = conf(freePort(), freePort());
    Future.all(
            SipEdge.start(vertx, conf).onSuccess(edge -> gateway = edge),
            DemoCarrier.start(vertx, conf).onSuccess(started -> carrier = started))
        .onComplete(test.succeedingThenComplete());
  }

  @AfterEach
  void stop(VertxTestContext test) {
    Future.all(gateway.close(), carrier.close()).onComplete(test.succeedingThenComplete());
  }

  @Test
  void a_talker_rings_and_answers_with_G711(VertxTestContext test) {
    Heard heard = dial("+493023125001");
    heard
        .answer
        .future()
        .onComplete(test.succeeding(sdp -> test.verify(() -> {
          assertThat(PlainSdp.read(sdp)).isPresent();
          assertThat(heard.rang).isTrue();
          test.completeNow();
        })));
  }

  @Test
  void somebody_busy_and_somebody_unknown_refuse(VertxTestContext test) {
    Future<Integer> busy = dial("+493023125006").refusal.future();
    Future<Integer> unknown = dial("+4912345").refusal.future();
    Future.all(busy, unknown)
        .onComplete(test.succeeding(v -> test.verify(() -> {
          assertThat(busy.result()).isEqualTo(486);
          assertThat(unknown.result()).isEqualTo(404);
          test.completeNow();
        })));
  }

  @Test
  void call_me_rings_the_service_number_from_the_demo_trunk(VertxTestContext test) {
    gateway
        .context()
        .runOnContext(v -> gateway.door().onIncoming(incoming -> {
          incoming.leg().listen(new Heard());
          incoming.leg().ring();
          test.verify(() -> {
            assertThat(incoming.source()).isEqualTo(new SipDoor.Source.FromTrunk("demo"));
            assertThat(incoming.dialled()).isEqualTo("+493023125000");
            assertThat(incoming.from().shown()).isEqualTo("+493023125001");
            assertThat(incoming.sdp().flatMap(PlainSdp::read)).isPresent();
          });
        }));
    carrier.callMe().onComplete(test.succeedingThenComplete());
  }

  @Test
  void a_number_that_is_none_cannot_call(VertxTestContext test) {
    carrier.call("nobody", "+493023125000").onComplete(test.failingThenComplete());
  }

  private Heard dial(String number) {
    Heard heard = new Heard();
    Party from = Party.of(new PhoneNumber("+493023125911"));
    gateway
        .context()
        .runOnContext(v -> heard.leg = gateway
            .door()
            .call(new SipDoor.Destination.ToTrunk("demo", number), from, OFFER, heard));
    return heard;
  }

  private static GatewayConf conf(int ours, int theirs) {
    InetSocketAddress peer = new InetSocketAddress("127.0.0.1", theirs);
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", ours, ours, "example.org"),
        new GatewayConf.Media("127.0.0.1", 30_000, 30_099, 0, 1),
        Path.of("."),
        List.of(new GatewayConf.Trunk(
            "demo", peer, GatewayConf.Transport.UDP, List.of("PCMA"), "example.org")),
        List.of(),
        List.of(),
        new GatewayConf.Policy("none", Map.of()),
        Optional.of(new GatewayConf.DemoConf(peer, "+493023125001", "+493023125000", "demo")));
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      return socket.getLocalPort();
    }
  }

  /** Notes what a leg reports. */
  private static final class Heard implements SipLegEvents {
    final Promise<String> answer = Promise.promise();
    final Promise<Integer> refusal = Promise.promise();
    volatile boolean rang;
    volatile SipLeg leg;

    @Override
    public void ringing(int status, Optional<String> sdp) {
      rang = true;
    }

    @Override
    public void answered(String sdp) {
      answer.complete(sdp);
      leg.hangup(new Ending(Ending.Whose.US, "test is over", 16));
    }

    @Override
    public void confirmed(Optional<String> sdp) {}

    @Override
    public void refused(int status, String phrase) {
      refusal.complete(status);
    }

    @Override
    public void ended(Ending ending) {}

    @Override
    public void reoffered(Optional<String> sdp) {}

    @Override
    public void reanswered(String sdp) {}

    @Override
    public void rerefused(int status) {}

    @Override
    public void info(String contentType, String body) {}
  }
}
