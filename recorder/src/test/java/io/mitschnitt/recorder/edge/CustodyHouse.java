package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Outside;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.RetentionPresets;
import io.mitschnitt.recorder.key.KeyRing;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.OpenStore;
import io.mitschnitt.recorder.store.RecordingStore.Draft;
import io.mitschnitt.recorder.store.StoredSound;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store with its evidence log, sweeper and custodian, and clocks that a test sets. */
final class CustodyHouse implements AutoCloseable {

  static final Listener CLARA = new Listener("clara", "compliance");
  static final Listener CARL = new Listener("carl", "compliance");

  final List<RecordingEvent> events = new CopyOnWriteArrayList<>();
  final OpenStore open;
  final EvidenceLog log;
  final Notes notes;
  final Notary notary;
  final Checkpoints checkpoints;
  final SweeperVerticle sweeper;
  final Custodian custodian;
  final SubjectDesk subjects;
  volatile Instant wall = T0.plusSeconds(60);
  volatile long nanos;

  CustodyHouse(Path directory) throws Exception {
    open = OpenStore.embeddedIn(directory);
    checkpoints = Checkpoints.open(directory, directory.resolve("evidence-key.pem"));
    notes = new Notes(checkpoints.salts());
    log = new EvidenceLog(open.vertx, open.store.evidence(), "test", () -> wall);
    notary = new Notary(log, notes, open.store.entries(), open.store.recordings());
    open.store.watch(notary);
    await(log.open());
    open.store
        .recordings()
        .afterErasure(new Aftermath(log, checkpoints, open.store.cabinet(), () -> wall, List.of()));
    sweeper = new SweeperVerticle(
        open.store.entries(),
        open.store.recordings(),
        id -> Future.succeededFuture(),
        events::add,
        () -> wall,
        () -> nanos);
    CustodyPen pen = new CustodyPen(log, notes);
    custodian = new Custodian(
        open.store.entries(),
        open.store.recordings(),
        open.store.cabinet(),
        new Custodian.Handlers(sweeper, pen, id -> Future.succeededFuture(), events::add),
        () -> wall);
    subjects =
        new SubjectDesk(open.store.entries(), open.store.cabinet(), custodian, pen, () -> wall);
  }

  EvidenceRoom room() {
    return new EvidenceRoom(
        open.vertx,
        log,
        checkpoints,
        new Bundles.Sources(open.store.entries(), notary, notes, open.store.listenings()),
        new Outsiders(open.vertx, Outside.NONE),
        () -> wall);
  }

  void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  static Keeping keeping(String... presets) {
    return new Keeping(
        Arrays.stream(presets)
            .map(name -> RetentionPresets.find(name).orElseThrow())
            .toList(),
        "UTC");
  }

  /** A stored recording of a call that was answered at {@link OpenStore#T0} and is kept so. */
  RecordingId recorded(String number, Keeping keeping) throws Exception {
    CallFacts facts = OpenStore.call(T0, number, "Erika Mustermann", "anna");
    Decision decision = new Decision(
        Mode.NOTICE,
        "de",
        "notice",
        "service",
        keeping.aboutDays(),
        List.of("told"),
        Decision.Basis.UNNAMED,
        keeping);
    await(open.store.entries().add(Entry.answered(facts, decision)));
    Draft draft = new Draft(
        RecordingId.random(),
        facts.id(),
        decision,
        T0,
        open.keys.wrap(KeyRing.newKey()),
        open.keys.name(),
        Optional.empty());
    await(open.store.recordings().reserve(draft));
    await(open.store.recordings().started(draft.id(), T0));
    StoredSound.verified(open.store, draft.id(), 1_000);
    return draft.id();
  }

  Take take(RecordingId id) throws Exception {
    return await(open.store.entries().find(id)).flatMap(Entry::take).orElseThrow();
  }

  /** Everything that the log says. */
  String history() throws Exception {
    StringBuilder text = new StringBuilder();
    await(log.from(0, 1_000)).forEach(one -> text.append(one.entry().text()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() throws Exception {
    open.close();
  }
}
