package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.PurposeLock;
import io.mitschnitt.recorder.contract.Recorder;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.StoreUnavailable;
import io.mitschnitt.recorder.contract.Subjects;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Book;
import io.mitschnitt.recorder.library.ReadingRoom;
import io.mitschnitt.recorder.library.Sittings;
import io.mitschnitt.recorder.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running recorder: opened from the ground up, closed from the roof down. */
public final class RecorderFloor implements RecorderDoors {

  private static final Logger LOG = LoggerFactory.getLogger(RecorderFloor.class);

  /** Pieces that a player takes with shorter pauses are one listening. */
  private static final Duration SITTING = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Store store;
  private final KeyRing keys;
  private final Capture capture;
  private final PatientLedger ledger;
  private final RoundsVerticle rounds;
  private final Library library;
  private final EvidenceRoom evidence;
  private final Reviews reviews;
  private final SweeperVerticle sweeper;
  private final Custodian custodian;
  private final SubjectDesk subjects;
  private final Importing importing;
  private final Pulse pulse;
  private final Announcer doings = new Announcer();

  private Supplier<Future<Void>> stopSweeping = Future::succeededFuture;

  private RecorderFloor(
      Vertx vertx,
      RecorderConf conf,
      Store store,
      KeyRing keys,
      Book book,
      Capture capture,
      Witnesses witnesses) {
    this.vertx = vertx;
    this.keys = keys;
    this.store = store;
    this.ledger = new PatientLedger(vertx, book);
    this.capture = capture;
    this.rounds = new RoundsVerticle(
        store.entries(),
        store.recordings(),
        capture,
        conf.node(),
        doings::publish,
        InstantSource.system());
    ReadingRoom room = new ReadingRoom(
        vertx,
        store.entries(),
        store.recordings(),
        store.listenings(),
        InstantSource.system(),
        new Sittings(SITTING));
    this.library = new AttendedLibrary(
        room,
        store.entries(),
        witnesses.log(),
        witnesses.notes(),
        new Sittings(SITTING),
        conf.locks(),
        InstantSource.system());
    this.evidence = witnesses.room();
    ReviewDesk desk = new ReviewDesk(store.desk(), store.marks(), library, InstantSource.system());
    this.reviews = desk;
    this.sweeper = new SweeperVerticle(
        store.entries(),
        store.recordings(),
        capture::dropJournal,
        doings::publish,
        InstantSource.system(),
        System::nanoTime);
    this.importing = new Importing(
        vertx,
        conf.data(),
        conf.node(),
        new Importing.Hands(
            store.entries(),
            store.recordings(),
            store.cabinet(),
            keys,
            witnesses.log(),
            witnesses.notes()),
        InstantSource.system());
    rounds.others(importing::busy);
    store
        .recordings()
        .afterErasure(witnesses.aftermath(store, List.of(desk::gone, importing::gone)));
    CustodyPen pen = new CustodyPen(witnesses.log(), witnesses.notes());
    this.custodian = new Custodian(
        store.entries(),
        store.recordings(),
        store.cabinet(),
        new Custodian.Handlers(sweeper, pen, capture::dropJournal, doings::publish),
        InstantSource.system());
    this.subjects =
        new SubjectDesk(store.entries(), store.cabinet(), custodian, pen, InstantSource.system());
    sweeper.afterwards(subjects::review);
    capture.overhear(custodian::heard);
    this.pulse = new Pulse(vertx, store);
  }

  /**
   * Starts the recorder. What a former run left is settled first: rows left open close or wait for their recording, and
   * journals are encoded behind the open doors.
   *
   * @return fails with {@link StoreUnavailable}, whose message a person understands, where store or key cannot be used
   */
  public static Future<RecorderDoors> start(Vertx vertx, RecorderConf conf) {
    return vertx
        .executeBlocking(() -> openKeys(conf))
        .compose(keys -> Store.open(vertx, conf.storeUri(), keys, conf.node())
            .compose(store -> start(vertx, conf, keys, store)));
  }

  /** Those who write down what is done, and prove it. */
  private record Witnesses(
      EvidenceLog log, Notes notes, EvidenceRoom room, Checkpoints checkpoints) {

    Aftermath aftermath(Store store, List<Function<RecordingId, Future<Void>>> derivatives) {
      return new Aftermath(log, checkpoints, store.cabinet(), InstantSource.system(), derivatives);
    }
  }

  /** From here on nothing changes in the book without an entry in the evidence log. */
  private static Future<Witnesses> witnesses(Vertx vertx, RecorderConf conf, Store store) {
    return vertx.executeBlocking(() -> openEvidence(conf)).compose(checkpoints -> {
      Notes notes = new Notes(checkpoints.salts());
      String origin = checkpoints.origin();
      String stream = origin.substring(origin.indexOf('/') + 1);
      EvidenceLog log = new EvidenceLog(vertx, store.evidence(), stream, InstantSource.system());
      Notary notary = new Notary(log, notes, store.entries(), store.recordings());
      Bundles.Sources sources =
          new Bundles.Sources(store.entries(), notary, notes, store.listenings());
      Outsiders outsiders = new Outsiders(vertx, conf.outside());
      EvidenceRoom room =
          new EvidenceRoom(vertx, log, checkpoints, sources, outsiders, InstantSource.system());
      store.watch(notary);
      return log.open()
          .compose(edge -> room.doubt())
          .compose(v -> notary.catchUp())
          .onSuccess(RecorderFloor::reportMissing)
          .map(missing -> new Witnesses(log, notes, room, checkpoints));
    });
  }

  private static Checkpoints openEvidence(RecorderConf conf) {
    Path file = conf.keyFile().resolveSibling("evidence-key.pem");
    try {
      return Checkpoints.open(conf.data(), file);
    } catch (IOException e) {
      throw new StoreUnavailable(
          "the evidence key " + file + " or its checkpoints cannot be read or made: "
              + e.getMessage(),
          e);
    }
  }

  private static void reportMissing(int entries) {
    if (entries > 0) {
      LOG.warn("{} entries that the evidence log did not have yet were added", entries);
    }
  }

  private static KeyRing openKeys(RecorderConf conf) {
    Map<String, Path> purposes = new HashMap<>();
    for (PurposeLock lock : conf.locks()) {
      lock.profiles().forEach(profile -> purposes.put(profile, lock.keyFile()));
    }
    try {
      return KeyRing.open(conf.keyFile()).with(purposes);
    } catch (IOException e) {
      throw new StoreUnavailable("a key file cannot be read or made: " + e.getMessage(), e);
    }
  }

  private static Future<RecorderDoors> start(
      Vertx vertx, RecorderConf conf, KeyRing keys, Store store) {
    Book book = new Book(store.entries(), conf.node());
    return witnesses(vertx, conf, store)
        .compose(witnesses -> book.reconcile()
            .onSuccess(RecorderFloor::report)
            .compose(rows -> Capture.start(vertx, conf, store.recordings(), keys))
            .map(capture -> new RecorderFloor(vertx, conf, store, keys, book, capture, witnesses)))
        .compose(RecorderFloor::sweeping)
        .recover(failure -> store.close().transform(v -> Future.failedFuture(failure)));
  }

  private static void report(int rows) {
    if (rows > 0) {
      LOG.warn("{} calls were cut off when the recorder stopped; their rows are settled", rows);
    }
  }

  private Future<RecorderDoors> sweeping() {
    return importing
        .start()
        .compose(v -> vertx.deployVerticle(sweeper))
        .compose(swept -> vertx.deployVerticle(rounds).map(round -> {
          stopSweeping = () -> vertx.undeploy(round).eventually(() -> vertx.undeploy(swept));
          return this;
        }));
  }

  @Override
  public Recorder recorder() {
    return capture.recorder();
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Library library() {
    return library;
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
  public Subjects subjects() {
    return subjects;
  }

  @Override
  public Custody custody() {
    return custodian;
  }

  @Override
  public Imports imports() {
    return importing;
  }

  @Override
  public void onEvent(Handler<RecordingEvent> reader) {
    capture.onEvent(reader);
    doings.add(vertx.getOrCreateContext(), reader);
  }

  @Override
  public Health health() {
    return new Health(
        pulse.up(),
        capture.journalWritable(),
        capture.openTapes(),
        capture.backlog(),
        capture.lostPayloads(),
        capture.stored(),
        new Care(
            capture.lag(),
            ledger.waiting(),
            capture.silentLegs(),
            capture.alarms(),
            rounds.repaired(),
            rounds.closedFailed(),
            capture.disk()));
  }

  @Override
  public void liveCalls(Supplier<Set<CallId>> running) {
    rounds.live(running);
  }

  @Override
  public byte[] derivedKey(String purpose) {
    return keys.derived(purpose);
  }

  @Override
  public Shelf shelf() {
    return store.shelf();
  }

  @Override
  public Future<Void> close() {
    pulse.stop();
    ledger.stop();
    importing.stop();
    return stopSweeping
        .get()
        .eventually(capture::close)
        .eventually(evidence::close)
        .eventually(store::close);
  }
}
