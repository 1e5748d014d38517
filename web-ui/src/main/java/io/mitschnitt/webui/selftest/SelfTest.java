package io.mitschnitt.webui.selftest;

import io.mitschnitt.gateway.demo.WebRtcPeer;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Pcm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Places one scripted call for each {@link Scenario} through a running demo, a few at a time, and judges each by what the
 * API says afterwards and by the sound of the stored MP3.
 */
public final class SelfTest {

  private static final int AT_ONCE = 2;
  private static final int WARM_FRAMES = 200;
  private static final long CALL_SECONDS = 60;
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(60);
  private static final String AGENT = "anna";
  private static final String REVIEWER = "reviewer";

  private final Vertx vertx;
  private final Phone phone;
  private final Reviewer reviewer;
  private final Map<String, AgentCall> expected = new HashMap<>();

  private SelfTest(Vertx vertx, Phone phone, Reviewer reviewer) {
    this.vertx = vertx;
    this.phone = phone;
    this.reviewer = reviewer;
    phone.onRing(this::ring);
  }

  /**
   * All scenarios against the demo at {@code base}. Fails only where nobody can log in or register.
   *
   * @param base such as {@code http://127.0.0.1:8080}
   * @return what came of each, in the order of {@link Scenario#ALL}, as a table and in one word
   */
  public static Future<Verdict> run(Vertx vertx, URI base) {
    return run(vertx, base, Scenario.ALL)
        .map(outcomes ->
            new Verdict(Outcome.table(outcomes), outcomes.stream().allMatch(Outcome::right)));
  }

  /** What people read, and whether all was right. */
  public record Verdict(String table, boolean right) {}

  static Future<List<Outcome>> run(Vertx vertx, URI base, List<Scenario> scenarios) {
    Future<Reviewer> reviewer = Reviewer.login(vertx, base, REVIEWER, REVIEWER);
    Future<Phone> phone = registered(vertx, base);
    return Future.all(reviewer, phone)
        .compose(both -> vertx.executeBlocking(SelfTest::warmUp, false))
        .map(warm -> new SelfTest(vertx, phone.result(), reviewer.result()))
        .compose(test -> test.all(scenarios).eventually(test::close));
  }

  /** Opus as the machine runs it after a while: the first seconds of a call are not to be lost to the compiler. */
  private static int warmUp() {
    SoundEncoder encoder = Codecs.encoder(Codec.OPUS);
    SoundDecoder decoder = Codecs.decoder(Codec.OPUS);
    short[] pcm = new short[5_760];
    byte[] payload = new byte[1_275];
    int samples = 0;
    for (int i = 0; i < WARM_FRAMES; i++) {
      samples += decoder.decode(payload, 0, encoder.encode(pcm, 0, 960, payload, 0), pcm);
    }
    return samples;
  }

  /** An agent's phone, with the credentials that the page would get. */
  static Future<Phone> registered(Vertx vertx, URI base) {
    return Reviewer.login(vertx, base, AGENT, AGENT)
        .compose(agent -> agent
            .softphone()
            .compose(given -> {
              String domain = given.getString("uri").split("@")[1];
              Phone.Account account = new Phone.Account(
                  given.getString("username"), domain, given.getString("password"));
              String user = given.getString("uri").split("[:@]")[1];
              return Phone.register(vertx, base.resolve("/sip"), user, account);
            })
            .eventually(agent::close));
  }

  /** Incoming calls last and one at a time: an agent with a call is rung for no other. */
  private Future<List<Outcome>> all(List<Scenario> scenarios) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    return shared(scenarios, numbers(scenarios, false), AT_ONCE, outcomes)
        .compose(v -> shared(scenarios, numbers(scenarios, true), 1, outcomes))
        .map(v -> outcomes.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList());
  }

  private Future<Void> shared(
      List<Scenario> scenarios, Queue<Integer> next, int atOnce, Map<Integer, Outcome> outcomes) {
    List<Future<Void>> hands = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      hands.add(work(scenarios, next, outcomes));
    }
    return Future.all(hands).mapEmpty();
  }

  /** Those without a recording first: the machine is warm when length and sound are measured. */
  private static Queue<Integer> numbers(List<Scenario> scenarios, boolean inbound) {
    Queue<Integer> next = new ArrayDeque<>();
    for (boolean recorded : new boolean[] {false, true}) {
      for (int i = 0; i < scenarios.size(); i++) {
        Scenario one = scenarios.get(i);
        if (one.recorded() == recorded && one.inbound() == inbound) {
          next.add(i);
        }
      }
    }
    return next;
  }

  private Future<Void> work(
      List<Scenario> scenarios, Queue<Integer> next, Map<Integer, Outcome> outcomes) {
    Integer number = next.poll();
    if (number == null) {
      return Future.succeededFuture();
    }
    Scenario scenario = scenarios.get(number);
    return place(scenario)
        .otherwise(e -> Outcome.broken(scenario, String.valueOf(e.getMessage())))
        .compose(outcome -> {
          outcomes.put(number, outcome);
          return work(scenarios, next, outcomes);
        });
  }

  private Future<Outcome> place(Scenario scenario) {
    Instant began = Instant.now().minusSeconds(1);
    return peer(vertx, Codec.OPUS)
        .map(peer -> new AgentCall(vertx, peer, scenario.announced()))
        .compose(call -> begin(scenario, call)
            .compose(v -> talk(scenario, call))
            .compose(talked -> judge(scenario, began, call, talked))
            .eventually(() -> leave(call)));
  }

  /** Whatever went wrong, nobody is left on the line. */
  private static Future<Void> leave(AgentCall call) {
    call.hangup();
    call.close();
    return Future.succeededFuture();
  }

  /** A browser's half of a call, on an event loop of its own: encoding and listening take time. */
  static Future<WebRtcPeer> peer(Vertx vertx, Codec codec) {
    Promise<WebRtcPeer> made = Promise.promise();
    ((VertxInternal) vertx)
        .createEventLoopContext()
        .runOnContext(v -> WebRtcPeer.create(vertx, "127.0.0.1", codec).onComplete(made));
    return made.future();
  }

  private Future<Void> begin(Scenario scenario, AgentCall call) {
    if (scenario.inbound()) {
      expected.put(scenario.customer(), call);
      return reviewer.callMe(scenario.customer(), scenario.dialled());
    }
    return call.dial(phone, scenario.dialled());
  }

  private void ring(PhoneCall ringing) {
    AgentCall call = expected.remove(ringing.caller());
    if (call == null) {
      ringing.refuse(486, "Busy Here");
    } else {
      call.take(ringing).onFailure(e -> ringing.refuse(488, "Not Acceptable Here"));
    }
  }

  /** Talks for as long as the scenario says, hangs up, and answers with the milliseconds of the customer's sound. */
  private Future<Long> talk(Scenario scenario, AgentCall call) {
    if (!scenario.joined()) {
      return call.over().timeout(CALL_SECONDS, TimeUnit.SECONDS).map(0L);
    }
    return call.joined()
        .timeout(CALL_SECONDS, TimeUnit.SECONDS)
        .compose(v -> Future.any(vertx.timer(scenario.talkMillis()), call.over()))
        .compose(v -> call.hangup().timeout(CALL_SECONDS, TimeUnit.SECONDS))
        .map(v -> call.heardMillis());
  }

  private Future<Outcome> judge(Scenario scenario, Instant began, AgentCall call, long talked) {
    return reviewer
        .closedRow(scenario.dialled(), scenario.customer(), began, CLOSES_WITHIN)
        .compose(row -> {
          String got = row.getString("state").equals("recorded")
              ? "recorded"
              : Optional.ofNullable(row.getJsonObject("reason"))
                  .map(why -> why.getString("why"))
                  .orElse("no reason");
          Optional<String> recording = Optional.ofNullable(row.getString("recording"));
          return got.equals("recorded") && recording.isPresent()
              ? reviewer.audio(recording.get()).compose(mp3 -> heard(scenario, call, talked, mp3))
              : unheard(scenario, got, recording, row);
        });
  }

  private Future<Outcome> heard(Scenario scenario, AgentCall call, long talked, Buffer mp3) {
    long playable = (System.nanoTime() - call.overAt()) / 1_000_000;
    return vertx.executeBlocking(() -> measured(scenario, talked, playable, mp3), false);
  }

  private static Outcome measured(Scenario scenario, long talked, long playable, Buffer mp3) {
    Pcm pcm = Mp3Decoder.decode(mp3.getBytes());
    Sound sound = new Sound(pcm.sampleRate(), pcm.left(), pcm.right());
    List<String> faults = new ArrayList<>(sound.faults(talked));
    if (!scenario.recorded()) {
      faults.add(0, "there must be no recording");
    }
    return new Outcome(scenario, "recorded", Optional.of(sound), talked, playable, faults);
  }

  /** Where there is no recording: the reason must be the right one, and no sound may be found all the same. */
  private Future<Outcome> unheard(
      Scenario scenario, String got, Optional<String> recording, JsonObject row) {
    List<String> faults = new ArrayList<>();
    if (!got.equals(scenario.expected())) {
      String detail = Optional.ofNullable(row.getJsonObject("reason"))
          .map(JsonObject::encode)
          .orElse("");
      faults.add("not as expected " + detail);
    }
    Future<Boolean> sound = recording
        .map(id -> reviewer.audio(id).map(true).otherwise(false))
        .orElse(Future.succeededFuture(false));
    return sound.map(there -> {
      if (there) {
        faults.add("sound is kept all the same");
      }
      return new Outcome(scenario, got, Optional.empty(), 0, -1, faults);
    });
  }

  private Future<Void> close() {
    return phone.close().eventually(reviewer::close);
  }
}
