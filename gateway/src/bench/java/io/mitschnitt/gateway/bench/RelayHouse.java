package io.mitschnitt.gateway.bench;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.edge.MediaHouse;
import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measured side: a media house in a process of its own. Takes lines {@code agent N SDP} and {@code carrier N SDP},
 * the SDP in base64, answers each with a line {@code agent|carrier N SDP}, and joins the two when both are there.
 */
public final class RelayHouse {

  private static final List<String> CODECS = List.of("PCMA");

  private final MediaHouse house;
  private final Map<Integer, CallMedia> calls = new HashMap<>();

  private RelayHouse(MediaHouse house) {
    this.house = house;
  }

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    GatewayConf conf = new GatewayConf(
        "bench",
        "127.0.0.1",
        new GatewayConf.Sip("127.0.0.1", 0, 0, "example.org"),
        new GatewayConf.Media("127.0.0.1", 20_000, 29_999, 0, 1),
        Path.of("."),
        List.of(),
        List.of(),
        List.of(),
        new GatewayConf.Policy("none", Map.of()),
        Optional.empty());
    MediaHouse house = MediaHouse.start(vertx, conf).toCompletionStage().toCompletableFuture().get();
    System.out.println("ready");
    new RelayHouse(house).serve();
    System.exit(0);
  }

  private void serve() throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
      String[] words = line.split(" ");
      int number = Integer.parseInt(words[1]);
      String sdp = new String(Base64.getDecoder().decode(words[2]), StandardCharsets.US_ASCII);
      CallMedia call = calls.computeIfAbsent(number, n -> house.open(CallId.at(n), new Nobody()));
      Leg leg = words[0].equals("agent") ? Leg.AGENT : Leg.CUSTOMER;
      call.answer(leg, sdp, CODECS)
          .onSuccess(answer -> say(words[0], number, answer))
          .onFailure(e -> System.out.println("failed " + number + " " + e));
      if (leg == Leg.AGENT) call.bridge();
    }
  }

  private static void say(String leg, int number, String sdp) {
    String coded = Base64.getEncoder().encodeToString(sdp.getBytes(StandardCharsets.US_ASCII));
    System.out.println(leg + " " + number + " " + coded);
  }

  private static final class Nobody implements MediaEvents {
    @Override
    public void up(Leg leg) {}

    @Override
    public void digit(Leg leg, char digit) {}

    @Override
    public void promptDone(String name, boolean whole) {}

    @Override
    public void lost(Leg leg, String why) {
      System.out.println("lost " + leg + " " + why);
    }
  }
}
