package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A store for a test: embedded in a directory, or a fresh database of the server that RECORDER_MONGO_URI names. */
public final class OpenStore implements AutoCloseable {

  public static final Instant T0 = Instant.parse("2026-11-25T08:00:00Z");
  public static final Decision THIRTY_DAYS = new Decision(
      Mode.OPT_OUT, "de", "notice", "service", 30, List.of("the law of DE asks for notice"));

  public final Vertx vertx = Vertx.vertx();
  public final KeyRing keys;
  public final Store store;

  private OpenStore(Path directory, String uri) throws Exception {
    keys = KeyRing.open(directory.resolve("kek"));
    store = await(Store.open(vertx, uri, keys));
  }

  public static OpenStore in(Path directory) throws Exception {
    return new OpenStore(directory, uri(directory));
  }

  /** Always the embedded one, for tests that look at its file. */
  public static OpenStore embeddedIn(Path directory) throws Exception {
    return new OpenStore(directory, "embedded:" + directory.resolve("store"));
  }

  private static String uri(Path directory) {
    String server = System.getenv("RECORDER_MONGO_URI");
    return server == null
        ? "embedded:" + directory.resolve("store")
        : server.replaceFirst("/*$", "/test" + UUID.randomUUID().toString().replace("-", ""));
  }

  public static <T> T await(Future<T> future) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  public static CallFacts call(Instant at, String number, String name, String agent) {
    Party customer = new Party(Optional.of(new PhoneNumber(number)), number, name);
    CallId id = CallId.at(at.toEpochMilli());
    return new CallFacts(
        id, Direction.INBOUND, customer, agent, "carrier", "+493012345", at, at.plusSeconds(5));
  }

  public static CallFacts call() {
    return call(T0, "+4930987654", "Erika Mustermann", "anna");
  }

  public Draft draft(CallId call) {
    return new Draft(
        RecordingId.random(),
        call,
        THIRTY_DAYS,
        T0,
        keys.wrap(KeyRing.newKey()),
        keys.name(),
        Optional.empty());
  }

  /** A row with a recording that has started. */
  public Draft started(CallFacts facts) throws Exception {
    await(store.entries().add(Entry.answered(facts, THIRTY_DAYS)));
    Draft draft = draft(facts.id());
    await(store.recordings().reserve(draft));
    await(store.recordings().started(draft.id(), facts.answeredAt()));
    return draft;
  }

  @Override
  public void close() throws Exception {
    if (System.getenv("RECORDER_MONGO_URI") != null) {
      await(Rs.done(vertx.getOrCreateContext(), store.database().drop()));
    }
    await(store.close());
    await(vertx.close());
  }
}
