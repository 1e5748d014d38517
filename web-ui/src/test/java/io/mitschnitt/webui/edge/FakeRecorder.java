package io.mitschnitt.webui.edge;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.Recorder;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ground floor of a hundred lines: what the tests put on its shelves, it has. */
final class FakeRecorder implements RecorderDoors, Library, Ledger {

  static final Instant NOON = Instant.parse("2026-11-25T12:00:00.007Z");
  static final Decision OPT_OUT =
      new Decision(Mode.OPT_OUT, "en", "opt-out", "service", 30, List.of("the default"));

  final Map<RecordingId, Card> cards = new ConcurrentHashMap<>();
  final Map<RecordingId, Buffer> sounds = new ConcurrentHashMap<>();
  final Map<CallId, Row> rows = new ConcurrentHashMap<>();
  final List<Listening> listenings = new CopyOnWriteArrayList<>();
  final List<Handler<RecordingEvent>> readers = new CopyOnWriteArrayList<>();
  final Map<String, Map<String, String>> shelves = new ConcurrentHashMap<>();
  final FakeEvidence evidence = new FakeEvidence();
  final FakeCustody custody = new FakeCustody(cards);
  final FakeSubjects subjects = new FakeSubjects(cards);
  final FakeReviews reviews = new FakeReviews();
  volatile boolean storeUp = true;
  volatile Optional<Query> asked = Optional.empty();

  /** A call that {@code agent} had, recorded, with {@code name} as the caller's display name. */
  RecordingId recorded(String agent, String name, Buffer sound) {
    RecordingId id = RecordingId.random();
    CallFacts facts = facts(agent, name);
    Ending ending = new Ending(Ending.Whose.CALLER, "hung up", 0);
    List<ConsentEvent> consent =
        List.of(new ConsentEvent(NOON, ConsentEvent.Kind.PROMPT_STARTED, "en/opt-out"));
    cards.put(
        id,
        new Card(
            id,
            facts,
            OPT_OUT,
            consent,
            Library.State.READY,
            NOON,
            Optional.of(Duration.ofSeconds(61)),
            Optional.of("ab".repeat(32)),
            Optional.of(NOON.plus(Duration.ofDays(30))),
            Optional.of(ending),
            List.of()));
    sounds.put(id, sound);
    rows.put(
        facts.id(),
        new Row(
            facts,
            OPT_OUT,
            consent,
            Ledger.State.RECORDED,
            Optional.of(id),
            Optional.empty(),
            Optional.of(NOON),
            Optional.of(ending)));
    return id;
  }

  static CallFacts facts(String agent, String name) {
    Party customer =
        new Party(Optional.of(new PhoneNumber("+493023125001")), "+493023125001", name);
    return new CallFacts(
        CallId.at(NOON.toEpochMilli()),
        Direction.INBOUND,
        customer,
        agent,
        "demo",
        "+493023125000",
        NOON,
        NOON,
        Map.of("diversion", "<sip:+49301@c.example>;reason=no-answer"));
  }

  @Override
  public Recorder recorder() {
    return (call, decision) -> Future.failedFuture("no tapes here");
  }

  @Override
  public Ledger ledger() {
    return this;
  }

  @Override
  public Library library() {
    return this;
  }

  @Override
  public io.mitschnitt.recorder.contract.Custody custody() {
    return custody;
  }

  @Override
  public io.mitschnitt.recorder.contract.Subjects subjects() {
    return subjects;
  }

  @Override
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public Reviews reviews() {
    return reviews;
  }

  @Override
  public void onEvent(Handler<RecordingEvent> reader) {
    Context registering = Vertx.currentContext();
    readers.add(news -> registering.runOnContext(v -> reader.handle(news)));
  }

  @Override
  public Health health() {
    return new Health(storeUp, true, 1, 2, 3, 4);
  }

  @Override
  public Imports imports() {
    return new Imports() {
      @Override
      public Future<RecordingId> bring(Foreign what, ReadStream<Buffer> file) {
        return Future.failedFuture(new Refused("the file is of no format that is understood"));
      }

      @Override
      public Future<Optional<Origin>> origin(RecordingId recording) {
        return Future.succeededFuture(Optional.empty());
      }
    };
  }

  @Override
  public byte[] derivedKey(String purpose) {
    return java.util.Arrays.copyOf(
        purpose.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 32);
  }

  @Override
  public Shelf shelf() {
    return new Shelf() {
      @Override
      public Future<Void> put(String collection, String key, String json) {
        shelves.computeIfAbsent(collection, c -> new ConcurrentHashMap<>()).put(key, json);
        return Future.succeededFuture();
      }

      @Override
      public Future<Optional<String>> get(String collection, String key) {
        return Future.succeededFuture(
            Optional.ofNullable(shelves.getOrDefault(collection, Map.of()).get(key)));
      }

      @Override
      public Future<Map<String, String>> some(
          String collection, java.util.Collection<String> keys) {
        return all(collection).map(every -> {
          Map<String, String> found = new java.util.HashMap<>(every);
          found.keySet().retainAll(keys);
          return found;
        });
      }

      @Override
      public Future<Map<String, String>> all(String collection) {
        return Future.succeededFuture(Map.copyOf(shelves.getOrDefault(collection, Map.of())));
      }

      @Override
      public Future<Void> remove(String collection, String key) {
        shelves.getOrDefault(collection, new ConcurrentHashMap<>()).remove(key);
        return Future.succeededFuture();
      }
    };
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Page> search(Query query) {
    asked = Optional.of(query);
    return Future.succeededFuture(new Page(List.copyOf(cards.values()), Optional.of("next-page")));
  }

  @Override
  public Future<Optional<Card>> find(RecordingId id) {
    return Future.succeededFuture(Optional.ofNullable(cards.get(id)));
  }

  @Override
  public Future<Optional<Audio>> open(RecordingId id, Listener listener) {
    listenings.add(new Listening(NOON, listener));
    return Future.succeededFuture(Optional.ofNullable(sounds.get(id)).map(Sound::new));
  }

  @Override
  public Future<Optional<Export>> export(RecordingId id, Listener listener, Format format) {
    return open(id, listener)
        .map(found -> found.map(audio -> new Export(
            java.util.OptionalLong.of(audio.length()), audio.read(0, audio.length() - 1))));
  }

  @Override
  public Future<Optional<Waveform>> waveform(RecordingId id) {
    List<Span> spans =
        List.of(new Span(io.mitschnitt.recorder.contract.Leg.AGENT, Span.Kind.LOSS, 20, 40));
    return Future.succeededFuture(
        Optional.of(new Waveform(100, new byte[] {-128, 127}, new byte[] {-1, 1}, spans)));
  }

  @Override
  public Future<List<Listening>> listenings(RecordingId id) {
    return Future.succeededFuture(List.copyOf(listenings));
  }

  @Override
  public Future<Void> answered(CallFacts facts, Decision decision) {
    return Future.failedFuture("not asked here");
  }

  @Override
  public Future<Void> agent(CallId call, String agent, Instant at) {
    return Future.failedFuture("not asked here");
  }

  @Override
  public Future<Void> consent(CallId call, ConsentEvent event) {
    return Future.failedFuture("not asked here");
  }

  @Override
  public Future<Void> ended(CallId call, Instant at, Ending ending, Optional<Reason> reason) {
    return Future.failedFuture("not asked here");
  }

  @Override
  public Future<Optional<Row>> find(CallId call) {
    return Future.succeededFuture(Optional.ofNullable(rows.get(call)));
  }

  @Override
  public Future<RowPage> rows(RowQuery query) {
    return Future.succeededFuture(new RowPage(new ArrayList<>(rows.values()), Optional.empty()));
  }

  /** Sound in memory, handed out in pieces of 1,000 bytes. */
  private record Sound(Buffer all) implements Audio {
    @Override
    public long length() {
      return all.length();
    }

    @Override
    public String etag() {
      return "tag-" + all.length();
    }

    @Override
    public ReadStream<Buffer> read(long first, long last) {
      return new Pieces(all.slice((int) first, (int) last + 1));
    }
  }
}
