package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.gateway.contract.LiveCall.Light;
import io.mitschnitt.gateway.contract.RoutingConf;
import io.mitschnitt.gateway.contract.Staff.Presence;
import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.gateway.edge.sip.OpenPhone;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Mode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A caller whom anna hands to ben or to a number, on real sockets: who hears whom, and what is kept. Only the recorder is a
 * fake.
 */
class TransferCallTest {

  private static final String DOMAIN = "house.example";
  private static final int CUSTOMER = 440;
  private static final int ANNA = 1000;
  private static final int BEN = 1700;
  private static final int OUTSIDE = 2300;
  private static final double LOUD = -25;
  private static final double SILENT = -45;

  private final FakeBooks books = new FakeBooks();
  private final OpenReel tape = new OpenReel();
  private final Queue<String> inOrder = new ConcurrentLinkedQueue<>(List.of("anna", "ben"));
  private final OpenPhone carrier = OpenPhone.carrier("+493012345678");
  private Vertx vertx;
  private GatewayDoors doors;
  private HttpServer http;
  private OpenPhone anna;
  private OpenPhone ben;
  private WebRtcPeer annasEar;
  private WebRtcPeer bensEar;
  private PlainPhone customer;
  private String annasCall = "";

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    books.tape = tape;
    int sipPort;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      sipPort = free.getLocalPort();
    }
    doors = get(GatewayFloor.start(vertx, conf(sipPort), new FakeRecorderDoors(books)));
    carrier.aim(sipPort);
    http = vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("sip")))
        .webSocketHandler(
            socket -> doors.agents().accept(socket, Optional.ofNullable(inOrder.poll())));
    int port = get(http.listen(0, "127.0.0.1")).actualPort();
    anna = OpenPhone.agent(vertx, port, "anna");
    ben = OpenPhone.agent(vertx, port, "ben");
    anna.register(DOMAIN);
    ben.register(DOMAIN);
    annasEar = peer(ANNA);
    bensEar = peer(BEN);
    customer = get(PlainPhone.create(vertx, new Format(Codec.PCMA, 8, PlainPhone.EVENTS), 77));
    customer.tone(CUSTOMER);
  }

  private WebRtcPeer peer(int tone) {
    WebRtcPeer peer = get(WebRtcPeer.create(vertx, "127.0.0.1", Codec.OPUS));
    peer.tone(tone);
    return peer;
  }

  @AfterEach
  void close() throws Exception {
    get(annasEar.close());
    get(bensEar.close());
    get(customer.close());
    anna.close();
    ben.close();
    carrier.close();
    get(doors.drain());
    get(http.close());
    get(vertx.close());
  }

  /** The customer calls, anna answers, and it is recorded. */
  private void talk() {
    customer.dials(patiently(() -> {
      carrier.invite("+4930999", DOMAIN, customer.sdp());
      return carrier.answered();
    }));
    annasCall = anna.await("INVITE sip:");
    anna.answer(annasCall, 200, "OK", get(annasEar.answer(OpenPhone.body(annasCall))));
    anna.await("ACK");
    until(() -> customerHears(ANNA), "the customer hears anna");
    until(() -> call().light().state() == Light.State.ON, "it is recorded");
    until(() -> kept(Leg.AGENT, ANNA) && kept(Leg.CUSTOMER, CUSTOMER), "both are kept");
  }

  @Test
  void after_a_blind_transfer_the_customer_is_kept_on_and_the_other_channel_is_the_new_agent()
      throws Exception {
    talk();
    assertThat(anna.refer(annasCall, 10, "<sip:ben@" + DOMAIN + ">")).startsWith("SIP/2.0 202");
    assertThat(anna.notified()).isEqualTo("active;expires=120 SIP/2.0 100 Trying");
    String invite = ben.await("INVITE sip:");
    assertThat(invite).contains("sip:+493012345678@");
    ben.answer(invite, 180, "Ringing", "");
    assertThat(anna.notified()).contains("SIP/2.0 180 Ringing");
    until(() -> !customerHears(ANNA), "anna is not heard any more");
    int before = tape.kept.size();
    assertThat(tape.marks).contains("HOLD CUSTOMER", "HOLD AGENT");
    ben.answer(invite, 200, "OK", get(bensEar.answer(OpenPhone.body(invite))));
    ben.await("ACK");
    assertThat(anna.notified()).isEqualTo("terminated;reason=noresource SIP/2.0 200 OK");
    String bye = anna.await("BYE ");
    anna.answer(bye, 200, "OK", "");
    until(() -> customerHears(BEN), "the customer hears ben");
    until(() -> hears(bensEar, CUSTOMER), "ben hears the customer");
    until(() -> kept(Leg.AGENT, BEN), "ben is kept in anna's channel");
    assertThat(kept(Leg.CUSTOMER, CUSTOMER)).isTrue();
    assertThat(tape.kept.size()).isGreaterThan(before);
    until(() -> level(Leg.AGENT, ANNA) < SILENT, "nobody but ben is in what was kept last");
    assertThat(tape.marks).endsWith("UNHOLD CUSTOMER", "UNHOLD AGENT");
    assertThat(call().agent()).isEqualTo("ben");
    until(() -> presence("anna") == Presence.AVAILABLE, "anna is free again");
    assertThat(ben.await("INFO ")).contains("application/vnd.mitschnitt.call-state+json");
    carrier.bye();
    ben.await("BYE ");
    until(() -> books.told.contains("ended CALLER kept"), "the row is closed");
    assertThat(books.told)
        .containsSubsequence("agent anna", "tape open", "agent ben", "ended CALLER kept");
    assertThat(books.told).containsOnlyOnce("tape open");
    assertThat(tape.closes).isEqualTo(1);
  }

  @Test
  void where_the_new_agent_is_busy_the_customer_is_back_with_the_former_one() throws Exception {
    talk();
    assertThat(anna.refer(annasCall, 10, "<sip:21@" + DOMAIN + ">")).startsWith("SIP/2.0 202");
    assertThat(anna.notified()).contains("100 Trying");
    String invite = ben.await("INVITE sip:");
    ben.answer(invite, 486, "Busy Here", "");
    ben.await("ACK");
    assertThat(anna.notified()).isEqualTo("terminated;reason=noresource SIP/2.0 486 Busy here");
    until(() -> tape.marks.contains("UNHOLD CUSTOMER"), "they are joined again");
    until(() -> customerHears(ANNA), "the customer hears anna again");
    assertThat(call().agent()).isEqualTo("anna");
    assertThat(anna.refer(annasCall, 11, "<sip:nobody@" + DOMAIN + ">")).startsWith("SIP/2.0 403");
    assertThat(anna.refer(annasCall, 12, "<sip:anna@" + DOMAIN + ">")).startsWith("SIP/2.0 486");
    anna.bye(annasCall);
    until(() -> books.told.contains("ended AGENT kept"), "the row is closed");
  }

  @Test
  void an_outside_number_by_the_page_ends_the_recording_and_frees_the_agent() throws Exception {
    talk();
    PlainPhone outside =
        get(PlainPhone.create(vertx, new Format(Codec.PCMA, 8, PlainPhone.EVENTS), 78));
    outside.tone(OUTSIDE);
    assertThat(get(doors.calls().transfer(call().id(), "030 888888", "anna"))).isTrue();
    String invite = carrier.await("INVITE sip:+4930888888@");
    outside.dials(OpenPhone.body(invite));
    carrier.answer(invite, 200, "OK", outside.sdp());
    carrier.await("ACK");
    String bye = anna.await("BYE ");
    anna.answer(bye, 200, "OK", "");
    until(() -> customerHears(OUTSIDE), "the customer hears the outside party");
    until(
        () -> Spectrum.last(outside.heard(), outside.rate(), 200, CUSTOMER) > LOUD,
        "the outside party hears the customer");
    until(() -> tape.closes == 1, "the recording has ended");
    assertThat(call().light().code()).isEqualTo("stricter");
    assertThat(level(Leg.AGENT, OUTSIDE)).isLessThan(SILENT);
    until(() -> presence("anna") == Presence.AVAILABLE, "anna is free again");
    get(doors.calls().hangup(call().id(), "boss"));
    until(() -> books.told.contains("ended US kept"), "the row is closed");
    get(outside.close());
  }

  @Test
  void after_an_attended_transfer_the_consultation_is_in_no_recording_of_the_customers()
      throws Exception {
    talk();
    String hold = anna.reoffer("INVITE", annasCall, 20, held(get(annasEar.offer())));
    assertThat(hold).contains("a=recvonly");
    until(() -> tape.marks.contains("HOLD AGENT"), "the customer is on hold");
    OpenPhone annasFirst = anna.line();
    WebRtcPeer annasSecond = peer(ANNA);
    String offer = get(annasSecond.offer());
    String invite = patiently(() -> {
      anna.hush();
      anna.invite("21", DOMAIN, offer);
      return ben.await("INVITE sip:");
    });
    ben.answer(invite, 200, "OK", get(bensEar.answer(OpenPhone.body(invite))));
    get(annasSecond.answered(anna.answered()));
    until(() -> hears(bensEar, ANNA), "ben hears anna in the consultation");
    until(() -> hears(annasSecond, BEN), "anna hears ben");
    assertThat(level(Leg.AGENT, BEN)).as("of which nothing is kept").isLessThan(SILENT);

    String to = "<sip:ben@" + DOMAIN + "?" + anna.replaces() + ">";
    assertThat(annasFirst.refer(annasCall, 21, to, "Referred-By: <sip:anna@" + DOMAIN + ">"))
        .startsWith("SIP/2.0 202");
    assertThat(anna.notified()).contains("100 Trying");
    assertThat(anna.notified()).contains("200 OK");
    for (int byes = 0; byes < 2; byes++) {
      anna.answer(anna.await("BYE "), 200, "OK", "");
    }
    until(() -> customerHears(BEN), "the customer hears ben");
    until(() -> hears(bensEar, CUSTOMER), "ben hears the customer on the same leg");
    until(() -> kept(Leg.AGENT, BEN), "and is kept");
    assertThat(doors.calls().all()).hasSize(1);
    assertThat(call().agent()).isEqualTo("ben");
    ben.bye(invite);
    carrier.await("BYE ");
    until(() -> books.told.contains("ended AGENT kept"), "the row is closed");
    assertThat(tape.closes).isEqualTo(1);
    get(annasSecond.close());
  }

  /** A busy machine may turn a call away. */
  private static String patiently(Supplier<String> attempt) {
    AssertionError last = new AssertionError("never tried");
    for (int i = 0; i < 5; i++) {
      try {
        return attempt.get();
      } catch (AssertionError refused) {
        last = refused;
      }
    }
    throw last;
  }

  private static String held(String sdp) {
    return sdp.replace("a=sendrecv", "a=sendonly");
  }

  private LiveCall call() {
    return doors.calls().all().stream()
        .filter(call -> call.trunk().equals("carrier"))
        .findFirst()
        .orElseThrow();
  }

  private Presence presence(String agent) {
    return get(doors.staff().find(agent)).orElseThrow().presence();
  }

  private boolean customerHears(int hertz) {
    return Spectrum.last(customer.heard(), customer.rate(), 200, hertz) > LOUD;
  }

  private static boolean hears(WebRtcPeer peer, int hertz) {
    return Spectrum.last(peer.heard(), peer.sampleRate(), 200, hertz) > LOUD;
  }

  private boolean kept(Leg leg, int hertz) {
    return level(leg, hertz) > LOUD;
  }

  /** How loud a tone is in the last 200 ms that were kept of that side. */
  private double level(Leg leg, int hertz) {
    List<OpenReel.Kept> all = tape.kept.stream().filter(k -> k.leg() == leg).toList();
    List<OpenReel.Kept> last = all.subList(Math.max(0, all.size() - 15), all.size());
    if (last.size() < 15) {
      return -99;
    }
    SoundDecoder decoder = Codecs.decoder(last.get(0).codec());
    short[] one = new short[5760];
    short[] sound = new short[0];
    for (OpenReel.Kept packet : last) {
      int n = decoder.decode(packet.payload(), 0, packet.payload().length, one);
      sound = Arrays.copyOf(sound, sound.length + n);
      System.arraycopy(one, 0, sound, sound.length - n, n);
    }
    return Spectrum.last(sound, decoder.sampleRate(), 200, hertz);
  }

  private GatewayConf conf(int sipPort) {
    Duration none = Duration.ZERO;
    Duration minute = Duration.ofSeconds(60);
    Profile open = new Profile("open", Mode.ONE_PARTY, "en", 30, '1', '9', none, minute, true);
    Profile notice = new Profile("notice", Mode.NOTICE, "en", 30, '1', '9', none, minute, true);
    return new GatewayConf(
        "test",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", sipPort, 0, DOMAIN),
        new GatewayConf.Media("127.0.0.1", 42_400, 42_499, 0, 2),
        Path.of("../conf/prompts"),
        List.of(new Trunk(
            "carrier",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), carrier.port()),
            GatewayConf.Transport.UDP,
            List.of("PCMA"),
            "carrier.example")),
        List.of(
            new Route("+4930999", Optional.of("service"), Optional.empty(), Optional.empty()),
            new Route("*", Optional.empty(), Optional.of("carrier"), Optional.of("notice"))),
        List.of(
            new Agent("anna", Optional.empty(), Set.of("service"), Optional.of("+493099911")),
            new Agent("ben", Optional.empty(), Set.of(), Optional.empty(), Optional.of("21"))),
        new GatewayConf.Policy("open", Map.of("open", open, "notice", notice)),
        Optional.empty(),
        new RoutingConf(
            "DE", Map.of(), Duration.ZERO, Optional.empty(), RoutingConf.Dialling.in("DE")));
  }

  private static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e.getCause() == null ? e : e.getCause());
    }
  }
}
