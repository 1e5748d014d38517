package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.edge.EvidenceLog.Note;
import io.mitschnitt.recorder.evidence.DeletionCertificate;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.Cabinet;
import io.mitschnitt.recorder.store.Cabinet.Certificate;
import io.mitschnitt.recorder.store.EvidenceRows.Stored;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What follows once a recording's key is destroyed and its bytes are gone, before the deletion counts as done: what was
 * made of it goes too, and a certificate is written. May be repeated after a crash at any step.
 */
final class Aftermath implements Function<Entry, Future<Void>> {

  private final EvidenceLog log;
  private final Checkpoints checkpoints;
  private final Cabinet cabinet;
  private final InstantSource clock;
  private final List<Function<RecordingId, Future<Void>>> derivatives;

  /** @param derivatives each removes one kind of what was made of a recording, where it is still there */
  Aftermath(
      EvidenceLog log,
      Checkpoints checkpoints,
      Cabinet cabinet,
      InstantSource clock,
      List<Function<RecordingId, Future<Void>>> derivatives) {
    this.log = log;
    this.checkpoints = checkpoints;
    this.cabinet = cabinet;
    this.clock = clock;
    this.derivatives = List.copyOf(derivatives);
  }

  @Override
  public Future<Void> apply(Entry entry) {
    Optional<Take> gone = entry.take().filter(take -> take.erasure().isPresent());
    return gone.isEmpty() ? Future.succeededFuture() : after(entry, gone.get());
  }

  private Future<Void> after(Entry entry, Take take) {
    Future<Void> done = Future.succeededFuture();
    for (Function<RecordingId, Future<Void>> remove : derivatives) {
      done = done.compose(v -> remove.apply(take.id()));
    }
    return done.compose(v -> cabinet.certificates().find(take.id().value()))
        .compose(found -> found.isPresent() ? Future.succeededFuture() : certify(entry, take));
  }

  private Future<Void> certify(Entry entry, Take take) {
    return log.rows().of(log.stream(), entry.call(), Optional.of(take.id())).compose(history -> {
      Optional<LogEntry> deletion = history.stream()
          .map(Stored::entry)
          .filter(one -> one.kind() == LogEntry.Kind.DELETION)
          .findFirst();
      String note = checkpoints.sign(certificate(entry, take, deletion).text());
      return log.append(noted(entry, take, note))
          .compose(v ->
              cabinet.certificates().add(new Certificate(take.id().value(), clock.instant(), note)))
          .mapEmpty();
    });
  }

  private DeletionCertificate certificate(Entry entry, Take take, Optional<LogEntry> deletion) {
    Take.Erasure erasure = take.erasure().orElseThrow();
    return new DeletionCertificate(
        checkpoints.origin(),
        take.id().value(),
        entry.call().value(),
        take.startedAt(),
        take.sound().map(Take.Sound::sha256),
        take.sound().map(Take.Sound::bytes),
        entry.decision().keeping().name(),
        take.deleteAfter(),
        erasure.why(),
        erasure.at(),
        deletion.map(LogEntry::seq).orElse(-1L),
        deletion.map(one -> HexFormat.of().formatHex(Merkle.leaf(one.bytes()))).orElse(""),
        clock.instant());
  }

  private static Note noted(Entry entry, Take take, String certificate) {
    return new Note(
        LogEntry.Kind.CHANGE,
        Optional.of(entry.call().value()),
        Optional.of(take.id().value()),
        Map.of(
            "what",
            "deletion-certificate",
            "certificate-sha256",
            Merkle.hex(certificate.getBytes(StandardCharsets.UTF_8))));
  }
}
