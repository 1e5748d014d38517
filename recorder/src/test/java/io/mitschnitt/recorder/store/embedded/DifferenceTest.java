package io.mitschnitt.recorder.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** The same random documents, changes and questions put to our storage with random indexes and to a plain memory one. */
class DifferenceTest {

  static final List<String> INDEXES = List.of(
      "{a:1,b:-1}",
      "{b:1,a:1,c:-1}",
      "{tags:1,b:-1}",
      "{c:-1}",
      "{'s.x':1,a:-1}",
      "{a:1,tags:1}",
      "{a:1,b:-1,c:-1}",
      "{act:1,b:-1,c:-1}",
      "{tags:1,b:-1,c:-1}",
      "{'s.x':1,b:-1,c:-1}");

  /** So many that it matters which way is the shortest. */
  static final long MANY = 6;

  static MongoServer plain;
  static MongoServer ours;
  static MongoClient left;
  static MongoClient right;

  @BeforeAll
  static void start() {
    plain = new MongoServer(new MemoryBackend());
    ours =
        new MongoServer(new MvBackend(MvBackend.storeSettings().open(), false, Optional.empty()));
    left = MongoClients.create(plain.bindAndGetConnectionString());
    right = MongoClients.create(ours.bindAndGetConnectionString());
  }

  @AfterAll
  static void stop() {
    left.close();
    right.close();
    plain.shutdownNow();
    ours.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, MANY})
  void both_give_the_same_answers(long seed) throws Exception {
    Random random = new Random(seed);
    MongoCollection<Document> a = left.getDatabase("x").getCollection("c" + seed);
    MongoCollection<Document> b = right.getDatabase("x").getCollection("c" + seed);
    index(b, random);
    List<Document> documents = new ArrayList<>();
    for (int id = 0; id < (seed == MANY ? 1_000 : 200); id++) {
      documents.add(document(random, id));
    }
    all(a.insertMany(documents));
    all(b.insertMany(documents));
    for (int i = 0; i < 40; i++) {
      change(a, b, random, i);
    }
    for (int i = 0; i < 120; i++) {
      ask(a, b, random);
    }
  }

  private static void index(MongoCollection<Document> b, Random random) throws Exception {
    for (String keys : INDEXES) {
      if (random.nextBoolean()) {
        all(b.createIndex(Document.parse(keys)));
      }
    }
    if (random.nextBoolean()) {
      Document active = Document.parse("{act:true}");
      all(b.createIndex(
          Document.parse("{a:1,c:1}"), new IndexOptions().partialFilterExpression(active)));
    }
    if (random.nextBoolean()) {
      all(b.createIndex(Document.parse("{u:1}"), new IndexOptions().unique(true)));
    }
    if (random.nextBoolean()) {
      all(b.createIndex(Document.parse("{b:1}"), new IndexOptions().sparse(true).name("sparse")));
    }
  }

  private static void change(
      MongoCollection<Document> a, MongoCollection<Document> b, Random random, int i)
      throws Exception {
    Document filter = filter(random);
    Document set = new Document("$set", new Document(field(random), value(random)));
    Document id = new Document("_id", random.nextInt(200));
    Document fresh = document(random, 1000 + i);
    switch (random.nextInt(4)) {
      case 0 ->
        assertThat(fails(b.updateMany(filter, set))).isEqualTo(fails(a.updateMany(filter, set)));
      case 1 -> {
        Document increment = Document.parse("{$inc:{count:1}}");
        assertThat(fails(b.updateMany(filter, increment)))
            .isEqualTo(fails(a.updateMany(filter, increment)));
      }
      case 2 -> assertThat(fails(b.deleteOne(id))).isEqualTo(fails(a.deleteOne(id)));
      default -> assertThat(fails(b.insertOne(fresh))).isEqualTo(fails(a.insertOne(fresh)));
    }
  }

  private static void ask(MongoCollection<Document> a, MongoCollection<Document> b, Random random)
      throws Exception {
    Document filter = filter(random);
    boolean ordered = random.nextInt(3) > 0;
    Document sort = sort(random);
    int limit = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(40);
    int skip = random.nextInt(4) == 0 ? random.nextInt(10) : 0;
    List<Document> expected;
    try {
      expected = all(page(a, filter, ordered, sort, limit, skip));
    } catch (MongoException e) {
      return; // the plain one cannot answer either
    }
    List<Document> found = all(page(b, filter, ordered, sort, limit, skip).batchSize(7));
    String question =
        filter.toJson() + (ordered ? " sort " + sort.toJson() + " " + skip + "+" + limit : "");
    if (ordered) {
      assertThat(found).as(question).isEqualTo(expected);
    } else {
      assertThat(found).as(question).hasSameSizeAs(expected);
      assertThat(new HashSet<>(found)).as(question).isEqualTo(new HashSet<>(expected));
    }
    assertThat(all(b.countDocuments(filter))).as(question).isEqualTo(all(a.countDocuments(filter)));
  }

  private static FindPublisher<Document> page(
      MongoCollection<Document> c,
      Document filter,
      boolean ordered,
      Document sort,
      int limit,
      int skip) {
    return ordered ? c.find(filter).sort(sort).limit(limit).skip(skip) : c.find(filter);
  }

  private static String field(Random random) {
    return List.of("a", "b", "c", "s.x").get(random.nextInt(4));
  }

  private static Object value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> "s" + random.nextInt(5);
      case 2 -> random.nextInt(5) + 0.5;
      case 3 -> (long) random.nextInt(6);
      case 4 -> new Date(random.nextInt(5) * 1000L);
      case 5 -> random.nextBoolean();
      case 6 -> "pre" + (char) ('a' + random.nextInt(4)) + "\u00e9";
      default -> random.nextInt(6);
    };
  }

  private static Object present(Random random) {
    Object value = value(random);
    return value == null ? present(random) : value;
  }

  private static Document document(Random random, int id) {
    Document document = new Document("_id", id).append("u", "u" + id);
    for (String field : List.of("a", "b", "c")) {
      if (random.nextInt(8) > 0) {
        document.append(field, value(random));
      }
    }
    if (random.nextBoolean()) {
      document.append("s", new Document("x", value(random)));
    }
    if (random.nextInt(3) > 0) {
      List<Object> tags = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        tags.add("w" + random.nextInt(6));
      }
      document.append("tags", tags);
    }
    return random.nextBoolean() ? document.append("act", random.nextBoolean()) : document;
  }

  private static Document filter(Random random) {
    Document filter = new Document();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      filter.putAll(condition(random, field(random)));
    }
    return filter;
  }

  private static Document condition(Random random, String field) {
    return switch (random.nextInt(15)) {
      case 14 ->
        new Document(
            "u",
            new Document(
                "$in", List.of("u" + random.nextInt(200), "u" + random.nextInt(200), "u1")));
      case 12 ->
        new Document(
            "$and",
            List.of(
                new Document("tags", Pattern.compile("^w[12]")),
                new Document("tags", Pattern.compile("^w" + random.nextInt(6)))));
      case 13 ->
        new Document(
            "$and",
            List.of(
                new Document("tags", "w" + random.nextInt(6)),
                new Document("tags", "w" + random.nextInt(6)),
                new Document("b", new Document("$lte", random.nextInt(6)))));
      case 0 ->
        new Document(
            field, new Document("$in", List.of(present(random), present(random), present(random))));
      case 1 -> new Document(field, new Document("$gt", present(random)));
      case 2 ->
        new Document(
            field, new Document("$gte", random.nextInt(6)).append("$lt", random.nextInt(8)));
      case 3 -> new Document(field, new Document("$lte", present(random)));
      case 4 -> new Document("tags", "w" + random.nextInt(6));
      case 5 ->
        new Document(
            "tags",
            new Document("$all", List.of("w" + random.nextInt(6), "w" + random.nextInt(6))));
      case 6 -> new Document("act", true);
      case 7 ->
        new Document(
            "$or", List.of(new Document("a", present(random)), new Document("b", present(random))));
      case 8 -> new Document(field, Pattern.compile("^pre[ab]"));
      case 9 ->
        new Document(
            "$and", List.of(Document.parse("{a:{$gte:1}}"), Document.parse("{a:{$lt:5}}")));
      case 10 -> new Document("tags", Pattern.compile(random.nextBoolean() ? "^w[12]" : "^w1|^w3"));
      default -> new Document(field, value(random));
    };
  }

  private static Document sort(Random random) {
    Document sort = new Document();
    if (random.nextInt(3) == 0) {
      return sort.append("b", -1).append("c", -1).append("_id", 1);
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      sort.append(field(random), random.nextBoolean() ? 1 : -1);
    }
    return sort.append("_id", random.nextBoolean() ? 1 : -1);
  }

  private static boolean fails(Publisher<?> publisher) throws Exception {
    try {
      all(publisher);
      return false;
    } catch (MongoException e) {
      return true;
    }
  }

  static <T> List<T> all(Publisher<T> publisher) throws Exception {
    CompletableFuture<List<T>> result = new CompletableFuture<>();
    publisher.subscribe(new Subscriber<>() {
      final List<T> items = new ArrayList<>();

      @Override
      public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(T item) {
        items.add(item);
      }

      @Override
      public void onError(Throwable failure) {
        result.completeExceptionally(failure);
      }

      @Override
      public void onComplete() {
        result.complete(items);
      }
    });
    try {
      return result.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
