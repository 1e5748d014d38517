package io.mitschnitt.recorder.store;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.Library.More;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.NotRecorded;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.RowSearch;
import io.mitschnitt.recorder.ledger.Search;
import io.mitschnitt.recorder.store.embedded.BulkStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first page of every filter, over many rows. Says what each costs with {@code -Dmitschnitt.rows=1000000}, see {@code
 * bench/rows}; from a million rows on each has half a second.
 */
class ManyRowsTest {

  static final int ROWS = Integer.getInteger("mitschnitt.rows", 6_000);
  static final boolean TIMED = ROWS >= 1_000_000;
  static final int PAGE = 51;
  static final Optional<Instant> LATE = Optional.of(ManyRows.BEGIN.plus(Duration.ofDays(600)));
  static OpenStore open;

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    String kept = System.getProperty("mitschnitt.rows.in");
    Path where = kept == null ? directory : Path.of(kept);
    open = OpenStore.in(where);
    if (await(open.store.entries().newest(1)).isEmpty()) {
      fill(where);
    }
  }

  private static void fill(Path where) throws Exception {
    long begin = System.nanoTime();
    if (System.getenv("RECORDER_MONGO_URI") != null) {
      ManyRows.insert(open.store, open.vertx, ROWS);
    } else {
      open.close();
      BulkStore.fill(where.resolve("store"), ManyRows.documents(ROWS));
      open = OpenStore.in(where);
    }
    System.out.printf("%,d rows in %d s%n", ROWS, (System.nanoTime() - begin) / 1_000_000_000);
  }

  @AfterAll
  static void close() throws Exception {
    open.close();
  }

  @Test
  void the_first_page_of_every_filter_reads_few_documents() throws Exception {
    System.out.println(
        "filter                                            ms  rows  documents       keys");
    for (Map.Entry<String, Search> asked : searches().entrySet()) {
      Search search = asked.getValue();
      Bson filter = SearchFilter.of(search);
      long begin = System.nanoTime();
      int found = await(open.store.entries().search(search)).size();
      look(asked.getKey(), begin, found, filter, "recording.startedAt", "recording.id");
    }
    for (Map.Entry<String, RowSearch> asked : rowSearches().entrySet()) {
      RowSearch search = asked.getValue();
      long begin = System.nanoTime();
      int found = await(open.store.entries().rows(search)).size();
      look(asked.getKey(), begin, found, RowFilter.of(search), "answeredAt", "_id");
    }
  }

  private static void look(String words, long begin, int found, Bson filter, String... order)
      throws Exception {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    Document sort = new Document();
    for (String field : order) {
      sort.append(field, -1);
    }
    Document find = new Document("find", "calls")
        .append("filter", filter.toBsonDocument())
        .append("sort", sort)
        .append("limit", PAGE);
    Document stats = await(Rs.first(
            open.vertx.getOrCreateContext(),
            open.store.database().runCommand(new Document("explain", find))))
        .orElseThrow()
        .get("executionStats", Document.class);
    long documents = Fields.number(stats, "totalDocsExamined");
    System.out.printf(
        "%-46s %5d %5d %10d %10d%n",
        words, millis, found, documents, Fields.number(stats, "totalKeysExamined"));
    assertThat(found).as(words).isEqualTo((int) Fields.number(stats, "nReturned"));
    assertThat(documents).as(words).isLessThan(Math.min(ROWS / 5, 10_000));
    if (TIMED) {
      assertThat(millis).as(words).isLessThan(500);
    }
  }

  private static Map<String, Search> searches() {
    Map<String, Search> all = new LinkedHashMap<>();
    More no = More.NOTHING;
    all.put("warm up", search("", "", "", no));
    all.put("nothing", search("", "", "", no));
    all.put("second page", after(search("", "", "", no)));
    all.put("number, rare beginning", search("+88216", "", "", no));
    all.put("number, common beginning", search("+4930", "", "", no));
    all.put("number, national form", search("030 12 34", "", "", no));
    all.put("number, four digits in the middle", search("4711", "", "", no));
    all.put("number, six digits in the middle", search("471147", "", "", no));
    all.put("number, nobody's", search("0190666666", "", "", no));
    all.put("number, two digits", search("47", "", "", no));
    all.put("agent", search("", "agent17", "", no));
    all.put("agent, nobody", search("", "nobody", "", no));
    all.put("agent, second page", after(search("", "agent17", "", no)));
    all.put("direction", way(search("", "", "", no), Direction.OUTBOUND));
    all.put("longer than 2 h", length(7_200, Integer.MAX_VALUE));
    all.put("longer than 4 h: none", length(14_400, Integer.MAX_VALUE));
    all.put("shorter than 1 s: none", length(0, 1));
    all.put("between 590 and 591 s", length(590, 591));
    all.put("one word", search("", "", "öztürk", no));
    all.put("one word, none", search("", "", "xyzzy", no));
    all.put("one letter", search("", "", "z", no));
    all.put("two words", search("", "", "zoë petersen", no));
    all.put("two words, one rare", search("", "", "erika +8821647", no));
    all.put("two words, never together", search("", "", "erika jonas", no));
    all.put("tag", search("", "", "", tags("legal")));
    all.put("two tags, never together", search("", "", "", tags("legal", "vip")));
    all.put("tag, unknown", search("", "", "", tags("nothing")));
    all.put("score 99 or more", search("", "", "", score(99, 100)));
    all.put("score over 100: none", search("", "", "", score(101, 200)));
    all.put("score, any", search("", "", "", score(0, 100)));
    all.put("consent, common", search("", "", "", consent(ConsentEvent.Kind.TOLD)));
    all.put("consent, rare", search("", "", "", consent(ConsentEvent.Kind.WITHDRAWN)));
    all.put("consent, none", search("", "", "", consent(ConsentEvent.Kind.RESUMED)));
    all.put("mode, common", search("", "", "", mode(Mode.OPT_OUT, "")));
    all.put("mode, rare", search("", "", "", mode(Mode.STATUTORY, "")));
    all.put("mode, none", search("", "", "", mode(Mode.ONE_PARTY, "")));
    all.put("purpose, rare", search("", "", "", mode(null, "brokers")));
    all.put("mode and purpose, never together", search("", "", "", mode(Mode.OPT_OUT, "sales")));
    all.put("mode and purpose, common", search("", "", "", mode(Mode.EXPLICIT_CONSENT, "sales")));
    all.put("number and purpose, never together", search("+88216", "", "", mode(null, "sales")));
    all.put("agent and purpose, rare", search("", "agent17", "", mode(null, "brokers")));
    all.put("agent, word and number", search("030", "agent17", "zoë", no));
    all.put("group of 20", search("", "", "", group(20)));
    all.put("group of 20 and purpose, rare", search("", "", "", group(20, "brokers")));
    all.put("from day 600", since(search("", "", "", no)));
    all.put("from day 600, agent, tag", since(search("", "agent17", "", tags("legal"))));
    return all;
  }

  private static Map<String, RowSearch> rowSearches() {
    Map<String, RowSearch> all = new LinkedHashMap<>();
    all.put("calls: nothing", rows("", "", null, null, null, ""));
    all.put("calls: open: none", rows("", "", null, State.OPEN, null, ""));
    all.put("calls: not recorded", rows("", "", null, State.NOT_RECORDED, null, ""));
    all.put("calls: failed", rows("", "", null, null, NotRecorded.FAILED, ""));
    all.put("calls: withdrawn: none", rows("", "", null, null, NotRecorded.WITHDRAWN, ""));
    all.put("calls: agent", rows("", "agent17", null, null, null, ""));
    all.put("calls: agent, refused", rows("", "agent17", null, null, NotRecorded.REFUSED, ""));
    all.put("calls: number", rows("4711", "", null, null, null, ""));
    all.put("calls: number, outbound", rows("030", "", Direction.OUTBOUND, null, null, ""));
    all.put(
        "calls: recorded and refused: none",
        rows("", "", null, State.RECORDED, NotRecorded.REFUSED, ""));
    all.put("calls: word, outbound", rows("", "", Direction.OUTBOUND, null, null, "petersen"));
    return all;
  }

  private static <T> Optional<T> maybe(T text) {
    return text == null || text.equals("") ? Optional.empty() : Optional.of(text);
  }

  private static RowSearch rows(
      String number, String agent, Direction way, State state, NotRecorded why, String text) {
    RowQuery query = new RowQuery(
        Optional.empty(),
        Optional.empty(),
        maybe(number),
        maybe(agent),
        maybe(way),
        maybe(state),
        maybe(why),
        maybe(text),
        Optional.empty(),
        PAGE);
    return new RowSearch(query, Optional.empty(), PAGE);
  }

  private static Search search(String number, String agent, String text, More more) {
    return new Search(
        Optional.empty(),
        Optional.empty(),
        maybe(number),
        maybe(agent),
        Optional.empty(),
        Optional.empty(),
        maybe(text),
        Optional.empty(),
        PAGE,
        more);
  }

  private static Search with(
      Search s, Optional<Instant> from, Optional<Direction> way, Optional<Search.Position> after) {
    return new Search(
        from, s.to(), s.number(), s.agent(), way, s.minDuration(), s.text(), after, PAGE, s.more());
  }

  private static Search after(Search s) {
    Search.Position middle = new Search.Position(
        ManyRows.BEGIN.plus(Duration.ofDays(365)), new RecordingId("0".repeat(32)));
    return with(s, s.from(), s.direction(), Optional.of(middle));
  }

  private static Search since(Search s) {
    return with(s, LATE, s.direction(), s.after());
  }

  private static Search way(Search s, Direction way) {
    return with(s, s.from(), Optional.of(way), s.after());
  }

  private static Search length(int least, int most) {
    Search s = search("", "", "", more(Set.of(), Set.of(), -1, -1, most, null, null, ""));
    Optional<Duration> shortest = Optional.of(Duration.ofSeconds(least));
    return new Search(
        s.from(),
        s.to(),
        s.number(),
        s.agent(),
        s.direction(),
        shortest,
        s.text(),
        s.after(),
        PAGE,
        s.more());
  }

  private static More tags(String... tags) {
    return more(Set.of(), Set.of(tags), -1, -1, -1, null, null, "");
  }

  private static More score(double least, double most) {
    return more(Set.of(), Set.of(), least, most, -1, null, null, "");
  }

  private static More consent(ConsentEvent.Kind kind) {
    return more(Set.of(), Set.of(), -1, -1, -1, kind, null, "");
  }

  private static More mode(Mode mode, String profile) {
    return more(Set.of(), Set.of(), -1, -1, -1, null, mode, profile);
  }

  private static More group(int size) {
    return group(size, "");
  }

  private static More group(int size, String profile) {
    Set<String> agents =
        IntStream.range(0, size).mapToObj(i -> "agent" + i).collect(Collectors.toSet());
    return more(agents, Set.of(), -1, -1, -1, null, null, profile);
  }

  private static More more(
      Set<String> agents,
      Set<String> tags,
      double least,
      double most,
      int longest,
      ConsentEvent.Kind consent,
      Mode mode,
      String profile) {
    return new More(
        agents,
        tags,
        least < 0 ? OptionalDouble.empty() : OptionalDouble.of(least),
        most < 0 ? OptionalDouble.empty() : OptionalDouble.of(most),
        longest < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(longest)),
        maybe(consent),
        maybe(mode),
        maybe(profile));
  }
}
