package io.mitschnitt.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.gateway.contract.CallNews;
import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.contract.LegSound;
import io.mitschnitt.gateway.contract.LiveCall;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Party;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveBoardTest {

  private static final CallId ID = CallId.at(7);

  private final FakeShelf kept = new FakeShelf();
  private final Vertx vertx = Vertx.vertx();
  private final LiveBoard board = new LiveBoard(vertx, new QualityBook(() -> kept));
  private final MediaEars ears = new MediaEars(ID, board, input -> {});
  private final LegQuality quality = new LegQuality(
      Leg.AGENT,
      Optional.of(new LegQuality.Way(250, 5, 3, 4.1)),
      Optional.empty(),
      OptionalInt.of(40));

  @AfterEach
  void close() {
    Rig.get(vertx.close());
  }

  @Test
  void what_media_tells_of_a_live_call_stands_on_the_board_until_the_call_ends() {
    board.publish(new CallNews.Began(call(Optional.empty())));
    ears.quality(quality);
    ears.silent(Leg.CUSTOMER, true);
    ears.silent(Leg.AGENT, true);
    ears.silent(Leg.AGENT, false);
    assertThat(board.sound(ID))
        .containsExactly(
            new LegSound(Leg.CUSTOMER, true, Optional.empty()),
            new LegSound(Leg.AGENT, false, Optional.of(quality)));
    board.publish(
        new CallNews.Ended(call(Optional.of(new Ending(Ending.Whose.AGENT, "hung up", 16)))));
    ears.quality(quality);
    assertThat(board.sound(ID)).isEmpty();
  }

  @Test
  void how_a_call_sounded_is_kept_when_it_is_over() {
    board.publish(new CallNews.Began(call(Optional.empty())));
    ears.quality(quality);
    ears.quality(new LegQuality(
        Leg.AGENT,
        Optional.of(new LegQuality.Way(750, 25, 9, 3.5)),
        Optional.empty(),
        OptionalInt.empty()));
    assertThat(kept.texts).isEmpty();
    board.publish(
        new CallNews.Ended(call(Optional.of(new Ending(Ending.Whose.AGENT, "hung up", 16)))));
    ears.quality(quality);
    JsonObject json = new JsonObject(kept.texts.get("quality/" + ID.value()));
    assertThat(json.getJsonObject("summary").getJsonObject("agent").getJsonObject("heard"))
        .isEqualTo(new JsonObject(
            "{'packets':1000,'lost':30,'lossPercent':3.0,'jitterMillis':9,'mos':3.65,'worstMos':3.5}"
                .replace('\'', '"')));
    assertThat(json.getJsonObject("steps").getJsonArray("agent").encode())
        .isEqualTo(
            "[[250,5,3,410,null,null,null,null,40],[750,25,9,350,null,null,null,null,null]]");
    assertThat(json.getJsonObject("summary").getJsonObject("customer").getValue("heard"))
        .isNull();
  }

  private static LiveCall call(Optional<Ending> ending) {
    return new LiveCall(
        ID,
        Direction.INBOUND,
        new Party(Optional.empty(), "", ""),
        "anna",
        "demo",
        "",
        Instant.EPOCH,
        Optional.empty(),
        LiveCall.Phase.TALKING,
        new LiveCall.Light(LiveCall.Light.State.OFF, "off", "off"),
        Optional.empty(),
        ending);
  }
}
