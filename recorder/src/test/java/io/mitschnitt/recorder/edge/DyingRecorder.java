package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A whole recorder in a process of its own that records one call in real time until it is killed. Prints the recording's
 * id, then the number of packets of each leg that its tape has taken, after each.
 */
final class DyingRecorder {

  private static final long PACKET_MILLIS = 20;

  private DyingRecorder() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    RecorderFloor.start(vertx, conf(Path.of(args[0])))
        .compose(DyingRecorder::call)
        .onSuccess(DyingRecorder::talk)
        .onFailure(Throwable::printStackTrace);
  }

  static RecorderConf conf(Path data) {
    String store = "embedded:" + data.resolve("store");
    return new RecorderConf(data, store, data.resolve("kek"), Duration.ofMillis(250), 2);
  }

  static Future<Tape> call(RecorderDoors doors) {
    Instant now = Instant.now();
    CallId call = CallId.at(now.toEpochMilli());
    Party caller = Party.of(new PhoneNumber("+4930123456"));
    CallFacts facts =
        new CallFacts(call, Direction.INBOUND, caller, "anna", "carrier", "+493012345", now, now);
    Decision decision = new Decision(Mode.NOTICE, "de", "notice", "service", 90, List.of("told"));
    return doors
        .ledger()
        .answered(facts, decision)
        .compose(v -> doors.recorder().open(call, decision));
  }

  private static void talk(Tape tape) {
    FakeCall call = new FakeCall(Codec.PCMA, Codec.OPUS, System.nanoTime());
    call.start(tape);
    System.out.println(tape.recording());
    int[] packets = {0};
    Executors.newSingleThreadScheduledExecutor()
        .scheduleAtFixedRate(
            () -> {
              call.packet(tape);
              System.out.println(++packets[0]);
            },
            0,
            PACKET_MILLIS,
            TimeUnit.MILLISECONDS);
  }
}
