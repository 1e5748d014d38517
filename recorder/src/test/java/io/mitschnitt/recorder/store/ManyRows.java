package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.ConsentEvent.Kind;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger.Reason;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * Two years of a call centre, as rows of collection {@code calls}: common things are common there and rare ones rare. The
 * same number gives the same rows.
 */
public final class ManyRows {

  public static final Instant BEGIN = Instant.parse("2024-11-25T00:00:00Z");
  static final Duration SPAN = Duration.ofDays(730);
  private static final int BATCH = 1_000;
  private static final int AGENTS = 200;
  private static final List<String> FIRST = List.of(
      "Erika", "Jonas", "Zoë", "Mehmet", "Ingrid", "Paul", "Chiara", "Olga", "Søren", "Fatima");
  private static final List<String> LAST =
      List.of("Mustermann", "Öztürk", "Nowak", "Bauer", "Rossi", "Petersen", "Schmidt", "Kowalski");
  private static final List<String> TAGS =
      List.of("complaint", "praise", "training", "legal", "callback", "vip", "churn", "refund");

  private final Random random;
  private final int count;

  ManyRows(int count, long seed) {
    this.count = count;
    this.random = new Random(seed);
  }

  /** The rows, the oldest first. */
  public static Iterator<BsonDocument> documents(int count) {
    ManyRows rows = new ManyRows(count, 7);
    return IntStream.range(0, count).mapToObj(i -> rows.row(i).toBsonDocument()).iterator();
  }

  /** Puts {@code count} rows into a database that is reached by its URI. */
  static void insert(Store store, Vertx vertx, int count) throws Exception {
    ManyRows rows = new ManyRows(count, 7);
    var calls = store.database().getCollection("calls");
    for (int from = 0; from < count; from += BATCH) {
      List<Document> batch = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + BATCH); i++) {
        batch.add(rows.row(i));
      }
      OpenStore.await(Rs.done(vertx.getOrCreateContext(), calls.insertMany(batch)));
    }
  }

  /** Row {@code i} of all, the oldest first. One in a thousand is odd: long, objected, of a rare profile or far away. */
  private Document row(int i) {
    Instant at = BEGIN.plusMillis(SPAN.toMillis() / count * i + random.nextInt(1_000));
    boolean rare = random.nextInt(1_000) == 0;
    Entry entry = Entry.answered(facts(at, rare), decision(rare)).on("node-1");
    for (Kind kind : kinds(rare)) {
      entry = entry.said(new ConsentEvent(at.plusSeconds(2), kind, "de/notice sha256:0123456789"));
    }
    Ending ending = new Ending(Ending.Whose.CALLER, "hung up", 16);
    if (random.nextInt(5) == 0) {
      NotRecorded why = rare ? NotRecorded.FAILED : NotRecorded.values()[random.nextInt(4)];
      Reason reason = new Reason(why, "so it is");
      return EntryCodec.write(entry.ended(at.plusSeconds(30), ending, Optional.of(reason)));
    }
    return marked(EntryCodec.write(recorded(entry, at, rare, ending)));
  }

  private Entry recorded(Entry entry, Instant at, boolean rare, Ending ending) {
    long seconds = rare ? 9_000 + random.nextInt(3_600) : 10 + (long) (random.nextDouble() * 600);
    Take take = Take.reserved(recording(), at, "ab".repeat(40), "kek-1");
    Take.Sound sound = new Take.Sound(
        Duration.ofSeconds(seconds), seconds * 4_000, "0f".repeat(32), 16_000, 32_000);
    return entry
        .reserved(take)
        .started(at.plusSeconds(3))
        .stored(sound)
        .ended(at.plusSeconds(3 + seconds), ending, Optional.empty())
        .verified(List.of());
  }

  private CallFacts facts(Instant at, boolean rare) {
    String number = (rare ? "+88216" : random.nextInt(10) == 0 ? "+4412" : "+4930")
        + (10_000_000 + random.nextInt(90_000_000));
    String name = FIRST.get(random.nextInt(FIRST.size())) + " " + LAST.get(random.nextInt(8));
    return new CallFacts(
        CallId.at(at.toEpochMilli()),
        random.nextInt(3) == 0 ? Direction.OUTBOUND : Direction.INBOUND,
        new Party(Optional.of(new PhoneNumber(number)), number, name),
        "agent" + random.nextInt(AGENTS),
        "carrier",
        "+493012345",
        at.minusSeconds(8),
        at);
  }

  private Decision decision(boolean rare) {
    String profile = rare ? "brokers" : random.nextInt(4) == 0 ? "sales" : "service";
    Mode mode =
        profile.equals("sales") ? Mode.EXPLICIT_CONSENT : rare ? Mode.STATUTORY : Mode.OPT_OUT;
    return new Decision(
        mode,
        "de",
        "notice",
        profile,
        3_650,
        List.of("the law of DE asks for notice", "so says the profile"));
  }

  private List<Kind> kinds(boolean rare) {
    Kind last = rare ? Kind.WITHDRAWN : random.nextInt(3) == 0 ? Kind.AGREED : Kind.TOLD;
    return List.of(Kind.PROMPT_STARTED, Kind.PROMPT_HEARD, last);
  }

  private Document marked(Document row) {
    if (random.nextInt(20) > 0) {
      return row;
    }
    Document marks = new Document("tags", List.of(TAGS.get(random.nextInt(TAGS.size()))))
        .append("comments", 0)
        .append("words", List.of())
        .append("scored", true)
        .append("score", random.nextInt(1_000) / 10.0);
    return MarkRows.carry(new Document("marks", marks), row);
  }

  private RecordingId recording() {
    return new RecordingId(HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong()));
  }
}
