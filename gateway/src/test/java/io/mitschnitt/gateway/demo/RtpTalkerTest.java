package io.mitschnitt.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RtpTalkerTest {

  @Test
  void two_talkers_hear_each_other(Vertx vertx, VertxTestContext test) {
    Future<RtpTalker> one = RtpTalker.open(vertx, "127.0.0.1");
    Future<RtpTalker> two = RtpTalker.open(vertx, "127.0.0.1");
    Future.all(one, two)
        .compose(both -> {
          one.result().talk(to(two.result(), Codec.PCMU), Voices.tone(440));
          two.result().talk(to(one.result(), Codec.PCMU), Voices.tone(660));
          return vertx.timer(1_500).mapEmpty();
        })
        .compose(v -> Future.all(one.result().close(), two.result().close()))
        .onComplete(test.succeeding(v -> test.verify(() -> {
          assertThat(crossings(one.result().ear().heard()))
              .isCloseTo(660, org.assertj.core.data.Offset.offset(10.0));
          assertThat(crossings(two.result().ear().heard()))
              .isCloseTo(440, org.assertj.core.data.Offset.offset(10.0));
          test.completeNow();
        })));
  }

  @Test
  void a_pressed_key_is_sent_as_an_event_of_one_time_stamp(Vertx vertx, VertxTestContext test) {
    List<Buffer> packets = new CopyOnWriteArrayList<>();
    DatagramSocket phone = vertx.createDatagramSocket();
    phone
        .listen(0, "127.0.0.1")
        .compose(bound -> {
          phone.handler(packet -> packets.add(packet.data()));
          return RtpTalker.open(vertx, "127.0.0.1");
        })
        .compose(talker -> {
          talker.talk(
              new PlainSdp("127.0.0.1", phone.localAddress().port(), Codec.PCMA, 101),
              Voices.tone(440));
          talker.press("9");
          return vertx.timer(800).compose(v -> talker.close());
        })
        .onComplete(test.succeeding(v -> test.verify(() -> {
          List<Buffer> events =
              packets.stream().filter(p -> (p.getByte(1) & 0x7F) == 101).toList();
          assertThat(events).hasSize(11);
          assertThat(events.stream().map(p -> p.getInt(4)).distinct()).hasSize(1);
          assertThat(events.stream().map(p -> p.getByte(12)).distinct()).containsExactly((byte) 9);
          assertThat(packets.stream().filter(p -> (p.getByte(1) & 0x7F) == 8)).isNotEmpty();
          test.completeNow();
        })));
  }

  private static PlainSdp to(RtpTalker other, Codec codec) {
    return new PlainSdp("127.0.0.1", other.port(), codec, -1);
  }

  /** Hertz by upward zero crossings: right for a clean tone. */
  private static double crossings(short[] pcm) {
    int count = 0;
    for (int i = 1; i < pcm.length; i++) {
      count += pcm[i - 1] < 0 && pcm[i] >= 0 ? 1 : 0;
    }
    return count * 8_000.0 / pcm.length;
  }
}
