package io.mitschnitt.recorder.store;

import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.mitschnitt.recorder.contract.StoreUnavailable;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Witness;
import io.mitschnitt.recorder.ledger.WitnessedEntries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.bson.Document;

/** The open store and what lies in it. */
public final class Store {

  private final Vertx vertx;
  private final Connection connection;
  private final WitnessedEntries entries;
  private final EvidenceRows evidence;
  private final Recordings recordings;
  private final Listenings listenings;
  private final MarkRows marks;
  private final Desk desk;
  private final Cabinet cabinet;
  private final Shelf shelf;

  private Store(Vertx vertx, Connection connection, KeyRing keys, String node) {
    this.vertx = vertx;
    this.connection = connection;
    var database = connection.database();
    this.entries = new WitnessedEntries(new CallRows(vertx, database.getCollection("calls")));
    this.evidence = new EvidenceRows(vertx, database.getCollection("evidence"));
    this.recordings = new Recordings(vertx, new Grid(database), entries, keys, node);
    this.listenings = new Listenings(vertx, database.getCollection("listenings"));
    this.marks = new MarkRows(vertx, database.getCollection("calls"));
    this.desk = new Desk(vertx, database);
    this.cabinet = new Cabinet(vertx, database);
    this.shelf = new Shelves(vertx, database);
  }

  /**
   * Opens the store at {@code uri} and makes its indexes.
   *
   * @return fails with {@link StoreUnavailable}, whose message a person understands
   */
  public static Future<Store> open(Vertx vertx, String uri, KeyRing keys) {
    return open(vertx, uri, keys, "");
  }

  /** The same for {@code node}, whose unfinished recordings are those of its own calls; empty = of all. */
  public static Future<Store> open(Vertx vertx, String uri, KeyRing keys, String node) {
    return vertx
        .executeBlocking(() -> new Store(vertx, Connection.open(uri), keys, node).ready())
        .compose(ready -> ready);
  }

  /** Asked on a worker, because the first question loads the driver's classes. */
  private Future<Store> ready() {
    return ping()
        .compose(v -> StoreIndexes.make(vertx.getOrCreateContext(), connection.database()))
        .compose(v -> NumberParts.complete(
            vertx.getOrCreateContext(), connection.database().getCollection("calls")))
        .map(v -> this)
        .recover(failure -> close().transform(v -> Future.failedFuture(explained(failure))));
  }

  private static Throwable explained(Throwable failure) {
    if (failure instanceof MongoSecurityException) {
      return new StoreUnavailable("store.uri: the database refuses this user or password", failure);
    }
    if (failure instanceof MongoTimeoutException) {
      return new StoreUnavailable("store.uri: no database answers there within 5 s", failure);
    }
    return new StoreUnavailable("the store cannot be prepared: " + failure.getMessage(), failure);
  }

  public Entries entries() {
    return entries;
  }

  /** Has {@code witness} told of every change of the book, whoever makes it; to be called before the first change. */
  public void watch(Witness witness) {
    entries.watch(witness);
  }

  public EvidenceRows evidence() {
    return evidence;
  }

  public Recordings recordings() {
    return recordings;
  }

  public Listenings listenings() {
    return listenings;
  }

  /** What people put on recordings. */
  public MarkRows marks() {
    return marks;
  }

  /** What people write about recordings. */
  public Desk desk() {
    return desk;
  }

  /** The papers of those who answer for the law. */
  public Cabinet cabinet() {
    return cabinet;
  }

  public Shelf shelf() {
    return shelf;
  }

  MongoDatabase database() {
    return connection.database();
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    return Rs.done(
        vertx.getOrCreateContext(), connection.database().runCommand(new Document("ping", 1)));
  }

  /** Everything acknowledged is on disk already; this gives the files and threads back. */
  public Future<Void> close() {
    return vertx.executeBlocking(() -> {
      connection.close();
      return null;
    });
  }
}
