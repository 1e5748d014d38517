package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Recorder;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.disk.Watermarks;
import io.mitschnitt.recorder.journal.JournalFile;
import io.mitschnitt.recorder.journal.JournalHeader;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Inventory;
import io.mitschnitt.recorder.store.RecordingStore;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recording half of the recorder: tapes while calls run, journals on disk, MP3s in the store, and after a crash the
 * same again from where it stopped. Usable from any thread.
 */
public final class Capture {

  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
  private static final long STEP_MILLIS = 1_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final Context context;
  private final RecordingStore store;
  private final KeyRing keys;
  private final Path directory;
  private final WorkerExecutor workers;
  private final JournalThread journals;
  private final DarkRoom darkRoom;
  private final Map<RecordingId, Open> open = new ConcurrentHashMap<>();
  private final Announcer announcer = new Announcer();
  private final Followers followers;
  private final AtomicLong budget = new AtomicLong(Runtime.getRuntime().maxMemory() / 8);
  private final long steps;
  private final AtomicLong lostBefore = new AtomicLong();
  private final AtomicLong alarms = new AtomicLong();
  private final Set<RecordingId> strangers = ConcurrentHashMap.newKeySet();
  private final DiskWatch disk;
  private final long diskLooks;
  private volatile int silentLegs;
  private final RingTape.Deck deck = new RingTape.Deck() {
    @Override
    public Future<Void> closed(RingTape tape, boolean started) {
      return Hop.back(vertx, close(tape, started));
    }

    @Override
    public Future<Void> discarded(RingTape tape) {
      return Hop.back(vertx, discard(tape));
    }
  };

  /** A tape in use. */
  private record Open(RingTape tape, JournalHeader header, byte[] dataKey, Silence silence) {}

  private Capture(Vertx vertx, RecorderConf conf, RecordingStore store, KeyRing keys) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.store = store;
    this.keys = keys;
    directory = conf.data().resolve("journal");
    int encoders = Math.max(1, conf.encoders());
    workers =
        vertx.createSharedWorkerExecutor("mitschnitt-encoder", encoders, 10, TimeUnit.MINUTES);
    followers = new Followers(context, workers, 2 + 2 * encoders);
    journals = new JournalThread(directory, conf.fsyncEvery(), this::started);
    darkRoom = new DarkRoom(vertx, context, store, workers, encoders, announcer::publish);
    steps = vertx.setPeriodic(STEP_MILLIS, any -> context.runOnContext(v -> step()));
    disk = new DiskWatch(directory, new Watermarks(conf.diskWarnPercent(), conf.diskStopPercent()));
    diskLooks = disk.every(vertx);
  }

  /**
   * Makes the journals' directory ready and begins to finish what an earlier run left there. Answers once tapes can be
   * opened; what is found is encoded behind that.
   */
  public static Future<Capture> start(
      Vertx vertx, RecorderConf conf, RecordingStore store, KeyRing keys) {
    Capture capture = new Capture(vertx, conf, store, keys);
    return Hop.back(vertx, capture.recover().map(capture));
  }

  public Recorder recorder() {
    return this::open;
  }

  /** Calls {@code reader} with each event, on the context that registers it; the first one hears the past too. */
  public void onEvent(Handler<RecordingEvent> reader) {
    announcer.add(vertx.getOrCreateContext(), reader);
  }

  /** The same for a reader of this floor, who hears what happens from now on. */
  void overhear(Handler<RecordingEvent> reader) {
    announcer.overhear(vertx.getOrCreateContext(), reader);
  }

  public int openTapes() {
    return open.size();
  }

  /** Recordings whose call is over and that are not stored yet. */
  public int backlog() {
    return darkRoom.backlog();
  }

  /** Payloads lost by ourselves since the start. */
  public long lostPayloads() {
    return lostBefore.get()
        + open.values().stream().mapToLong(tape -> tape.tape().lost()).sum();
  }

  /** Recordings stored and read back since the start. */
  public long stored() {
    return darkRoom.stored();
  }

  /** Whether the journals' disk took the last write. */
  public boolean journalWritable() {
    return journals.writable();
  }

  /** How long the oldest recording of the backlog has been waiting. */
  Duration lag() {
    return darkRoom.lag();
  }

  /** Legs that should be heard now and are not. */
  int silentLegs() {
    return silentLegs;
  }

  /** Alarms raised since the start. */
  long alarms() {
    return alarms.get();
  }

  /** The journals' disk. */
  RecorderDoors.Disk disk() {
    return disk.figures();
  }

  /**
   * What is in hand and what lies on the disk. The disk is looked at first: a journal that is made meanwhile is then seen
   * in hand.
   */
  Future<Inventory> inventory(Instant now, Set<CallId> vanished) {
    return vertx
        .executeBlocking(() -> Recovery.look(directory, keys), false)
        .compose(found -> onContext(() -> {
          Set<RecordingId> busy = new HashSet<>(open.keySet());
          busy.addAll(darkRoom.recordings());
          Map<RecordingId, CallId> journals =
              found.spools().stream().collect(Collectors.toMap(Spool::recording, Spool::call));
          return Future.succeededFuture(
              new Inventory(now, busy, journals, Set.copyOf(found.unreadable()), vanished));
        }));
  }

  /** Goes on with a journal that lies there and that nobody works on. Answers whether it could be read. */
  Future<Boolean> takeUp(RecordingId id) {
    return vertx
        .executeBlocking(() -> Recovery.look(directory, id, keys), false)
        .compose(found -> onContext(() -> {
          found.filter(spool -> !open.containsKey(id)).ifPresent(darkRoom::add);
          return Future.succeededFuture(found.isPresent());
        }));
  }

  /** Removes the journal of a recording of which nothing may be left, or of which all lies in the store. */
  Future<Void> dropJournal(RecordingId id) {
    return onContext(() -> darkRoom.cancel(id))
        .compose(v -> vertx.executeBlocking(
            () -> Files.deleteIfExists(JournalFile.path(directory, id)), false))
        .mapEmpty();
  }

  /** A journal that the book knows nothing of: told once, and left where it is. Answers whether it was new. */
  boolean stranger(RecordingId id, CallId call) {
    boolean fresh = strangers.add(id);
    if (fresh) {
      alarms.incrementAndGet();
      LOG.error("journal {}: the store knows no such recording; it stays where it is", id);
      announcer.publish(
          new RecordingEvent.Failed(id, call, Instant.now(), "the store knows no such recording"));
    }
    return fresh;
  }

  private void step() {
    followers.step();
    int silent = 0;
    for (Open one : open.values()) {
      for (Leg leg : Leg.values()) {
        if (one.silence.step(leg, one.tape.arrived(leg), one.tape.expects(leg))) {
          unheard(one.tape, leg);
        }
      }
      silent += one.silence.silent();
    }
    silentLegs = silent;
  }

  private void unheard(RingTape tape, Leg leg) {
    alarms.incrementAndGet();
    String what = leg.name().toLowerCase(Locale.ROOT) + " not heard";
    LOG.warn("recording {}: {}", tape.recording(), what);
    announcer.publish(new RecordingEvent.Alarm(tape.recording(), tape.call(), Instant.now(), what));
  }

  /** Brings all that tapes hold to disk and stops. Open tapes stay as journals, for the next start. */
  public Future<Void> close() {
    Future<Void> quiet = journals.close().compose(v -> {
      open.clear();
      vertx.cancelTimer(steps);
      vertx.cancelTimer(diskLooks);
      return onContext(() -> {
        return Future.join(followers.drop()).eventually(darkRoom::close).mapEmpty();
      });
    });
    return Hop.back(vertx, quiet);
  }

  private Future<Tape> open(CallId call, Decision decision) {
    if (disk.full()) {
      return Future.failedFuture(new IOException(disk.words()));
    }
    byte[] dataKey = KeyRing.newKey();
    byte[] prefix = new byte[8];
    RANDOM.nextBytes(prefix);
    KeyRing ring = keys.of(decision.profile());
    byte[] wrapped = ring.wrap(dataKey);
    RecordingId id = RecordingId.random();
    JournalHeader header = new JournalHeader(id, call, wrapped, ring.name(), prefix);
    Draft draft =
        new Draft(id, call, decision, Instant.now(), wrapped, ring.name(), Optional.empty());
    RingTape tape = new RingTape(id, call, deck);
    Future<Tape> ready = store
        .reserve(draft)
        .compose(v -> journals
            .create(tape, header, dataKey)
            .recover(cause -> store.forget(id).transform(forgotten -> Future.failedFuture(cause)))
            .map(created -> {
              open.put(id, new Open(tape, header, dataKey, new Silence()));
              return tape;
            }));
    return Hop.back(vertx, ready);
  }

  private Future<Void> close(RingTape tape, boolean started) {
    Open known = open.get(tape.recording());
    if (known == null) {
      return Future.failedFuture("the tape is not open");
    }
    return started ? finish(known) : forget(tape);
  }

  private Future<Void> finish(Open tape) {
    return journals.finish(tape.tape()).onComplete(result -> {
      if (!letGo(tape.tape())) {
        return; // discarded meanwhile
      }
      // Even where the disk refused the end, what lies there is worth keeping.
      context.runOnContext(v -> followers
          .stop(tape.tape().recording())
          .onSuccess(preprint -> darkRoom.add(spool(tape, preprint))));
    });
  }

  private Spool spool(Open tape, Optional<Preprint> preprint) {
    Path path = JournalFile.path(directory, tape.tape().recording());
    return new Spool(
        path,
        tape.header(),
        tape.dataKey(),
        new Spool.Once(preprint),
        false,
        tape.tape().lost());
  }

  private void follow(Open tape) {
    RecordingId id = tape.tape().recording();
    if (open.containsKey(id)) {
      Path path = JournalFile.path(directory, id);
      followers.add(id, () -> Preprint.open(path, tape.header(), tape.dataKey(), budget));
    }
  }

  private Future<Void> forget(RingTape tape) {
    letGo(tape);
    return journals.remove(tape).compose(v -> store.forget(tape.recording()));
  }

  private Future<Void> discard(RingTape tape) {
    if (tape.startedAt().isEmpty()) {
      return forget(tape);
    }
    letGo(tape);
    RecordingId id = tape.recording();
    return journals
        .remove(tape)
        .compose(v -> onContext(() -> {
          followers.drop(id);
          return darkRoom.cancel(id);
        }))
        .compose(v -> workers.executeBlocking(
            () -> Files.deleteIfExists(JournalFile.path(directory, id)), false))
        .compose(v -> store.erase(id, "discarded", Instant.now()))
        .onSuccess(v -> announcer.publish(
            new RecordingEvent.Erased(id, tape.call(), Instant.now(), "discarded")));
  }

  private boolean letGo(RingTape tape) {
    boolean was = open.remove(tape.recording()) != null;
    if (was) {
      lostBefore.addAndGet(tape.lost());
    }
    return was;
  }

  private void started(RingTape tape) {
    RecordingId id = tape.recording();
    Open known = open.get(id);
    if (known != null) {
      context.runOnContext(v -> follow(known));
    }
    tape.startedAt().ifPresent(at -> {
      store
          .started(id, at)
          .onFailure(cause ->
              // Told again before the recording is stored.
              LOG.warn(
                  "recording {}: its start is not in the store yet: {}", id, DarkRoom.why(cause)));
      announcer.publish(new RecordingEvent.Opened(id, tape.call(), at));
    });
  }

  private Future<Void> recover() {
    return onContext(() -> workers.executeBlocking(
            () -> {
              Files.createDirectories(directory);
              disk.look();
              return Recovery.look(directory, keys);
            },
            false))
        .compose(found -> store
            .unfinished()
            .compose(drafts -> store
                .elsewhere()
                .compose(others -> Hop.to(context, sortOut(found, drafts, others)))));
  }

  /** Whatever node began it: a journal that lies here is finished here, and only what is ours can be missing here. */
  private Future<Void> sortOut(Recovery found, List<Draft> unfinished, Set<RecordingId> others) {
    Map<RecordingId, Draft> missing =
        unfinished.stream().collect(Collectors.toMap(Draft::id, draft -> draft, (a, b) -> a));
    for (Spool spool : found.spools()) {
      if (missing.remove(spool.recording()) != null) {
        context.runOnContext(v -> darkRoom.add(spool));
      } else {
        context.runOnContext(v -> strange(spool));
      }
    }
    missing.keySet().removeAll(others);
    Set<String> unreadable = Set.copyOf(found.unreadable());
    missing.values().forEach(draft -> context.runOnContext(v -> lost(draft, unreadable)));
    return Future.succeededFuture();
  }

  /** A journal that the store does not wait for: of a recording that is done, or of one that it never knew. */
  private void strange(Spool spool) {
    store.draft(spool.recording()).onComplete(known -> {
      if (known.succeeded() && known.result().isPresent()) {
        workers.executeBlocking(() -> Files.deleteIfExists(spool.path()), false);
      } else {
        stranger(spool.recording(), spool.call());
      }
    });
  }

  /** A recording that the store waits for and whose journal is gone, was never made, or cannot be read. */
  private void lost(Draft draft, Set<String> unreadable) {
    if (draft.startedAt().isEmpty() && !unreadable.contains(draft.id().value())) {
      store.forget(draft.id());
      return;
    }
    String why = unreadable.contains(draft.id().value())
        ? "its journal cannot be read"
        : "its journal is missing";
    LOG.error("recording {}: {}", draft.id(), why);
    store.failed(draft.id(), why);
    announcer.publish(new RecordingEvent.Failed(draft.id(), draft.call(), Instant.now(), why));
  }

  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(v -> action.get().onComplete(done::complete, done::fail));
    return done.future();
  }
}
