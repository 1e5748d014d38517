package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Listening;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.evidence.BundleCheck;
import io.mitschnitt.recorder.evidence.Checkpoint;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.evidence.ProvedEntry;
import io.mitschnitt.recorder.evidence.PublicKeys;
import io.mitschnitt.recorder.evidence.SignedNote;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.EvidenceRows.Stored;
import io.mitschnitt.recorder.store.Listenings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes evidence bundles, one at a time, for each holds a whole recording in memory.
 *
 * <p>The order is what makes them sound: first all files, then the log's entry of this export, which holds their digests,
 * then a signed head of the log above that entry, then the proofs under it.
 */
final class Bundles {

  private final Vertx vertx;
  private final EvidenceLog log;
  private final Sources sources;
  private final Checkpoints checkpoints;
  private final Supplier<Future<Head>> sign;
  private final WorkerExecutor worker;
  private Future<Void> last = Future.succeededFuture();

  /** A signed head, and a time-stamping authority's answer about it where there is one. */
  record Head(String note, Optional<byte[]> stamp) {}

  /** Where the parts come from. */
  record Sources(Entries entries, Notary notary, Notes notes, Listenings listenings) {}

  Bundles(
      Vertx vertx,
      EvidenceLog log,
      Sources sources,
      Checkpoints checkpoints,
      Supplier<Future<Head>> sign) {
    this.vertx = vertx;
    this.log = log;
    this.sources = sources;
    this.checkpoints = checkpoints;
    this.sign = sign;
    this.worker = vertx.createSharedWorkerExecutor("mitschnitt-evidence", 1);
  }

  synchronized Future<Optional<Buffer>> make(
      RecordingId id, Listener listener, String reason, List<Cut> cuts, Instant at) {
    Future<Optional<Buffer>> made = last.otherwiseEmpty()
        .compose(v -> sources.entries().find(id))
        .compose(found -> {
          Optional<Entry> ready = found.filter(
              e -> e.take().filter(t -> t.phase() == Take.Phase.READY).isPresent());
          return ready.isEmpty()
              ? Future.succeededFuture(Optional.<Buffer>empty())
              : make(new Request(ready.get(), id, listener, reason, cuts, at));
        });
    last = made.mapEmpty();
    return Hop.back(vertx, made);
  }

  private record Request(
      Entry entry, RecordingId id, Listener listener, String reason, List<Cut> cuts, Instant at) {}

  private Future<Optional<Buffer>> make(Request request) {
    Buffer sound = Buffer.buffer();
    return log.rows()
        .of(log.stream(), request.entry().call(), Optional.of(request.id()))
        .compose(stored -> {
          List<LogEntry> history = stored.stream().map(Stored::entry).toList();
          Optional<LogEntry> noted = history.stream()
              .filter(entry -> entry.kind() == LogEntry.Kind.RECORDING)
              .findFirst();
          if (noted.isEmpty()) {
            return Future.succeededFuture(
                Optional.<Buffer>empty()); // stored before there was this log
          }
          return sources
              .notary()
              .read(request.id(), sound::appendBuffer)
              .compose(v -> blocking(() -> Sound.of(
                  sound.getBytes(),
                  request.entry().take().flatMap(Take::sound).orElseThrow(),
                  noted.get(),
                  sources.notes().blockSeed(request.id()),
                  request.cuts())))
              .compose(given -> blocking(() -> files(request, given))
                  .compose(files -> proved(request, history, given, files)))
              .compose(files -> blocking(
                  () -> Optional.of(Buffer.buffer(zip(request.id(), files, request.at())))));
        });
  }

  private Map<String, byte[]> files(Request request, Sound given) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(given.files());
    files.put(EvidenceFiles.CALL, utf8(sources.notes().callText(request.entry().facts())));
    StringBuilder consent = new StringBuilder();
    request
        .entry()
        .consent()
        .forEach(event -> consent.append(Notes.consentLine(event)).append('\n'));
    files.put(EvidenceFiles.CONSENT, utf8(consent.toString()));
    files.put(
        EvidenceFiles.CONSENT_RECORD,
        utf8(checkpoints.sign(
            ConsentRecords.of(request.entry(), checkpoints.origin(), log.edge(), request.at())
                .text())));
    files.put(EvidenceFiles.KEY, utf8(PublicKeys.pem(checkpoints.chain().first())));
    String handovers = checkpoints.handovers();
    if (!handovers.isEmpty()) {
      files.put(EvidenceFiles.HANDOVERS, utf8(handovers));
    }
    files.put(EvidenceFiles.README, resource("README.txt"));
    files.put(EvidenceFiles.PAGE, resource("verify.html"));
    files.put(
        EvidenceFiles.MANIFEST,
        Manifest.of(
            request.entry(),
            request.listener(),
            request.reason(),
            request.at(),
            checkpoints.origin(),
            PublicKeys.fingerprint(checkpoints.chain().last()),
            given.redacted()));
    return files;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Bundles.class.getResourceAsStream("/io/mitschnitt/recorder/evidence/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not in the program");
      }
      return in.readAllBytes();
    }
  }

  private Future<Map<String, byte[]>> proved(
      Request request, List<LogEntry> history, Sound given, Map<String, byte[]> files) {
    byte[] sums = utf8(EvidenceFiles.sums(files));
    Map<String, String> facts = new TreeMap<>(given.removed());
    facts.put("files-sha256", Merkle.hex(sums));
    facts.put("history-sha256", BundleCheck.history(history));
    facts.put("reason-sha256", sources.notes().who("reason/" + request.id(), request.reason()));
    files.put(EvidenceFiles.SUMS, sums);
    return sources
        .listenings()
        .append(request.id(), new Listening(request.at(), request.listener()))
        .compose(v -> log.append(sources
            .notes()
            .access(request.entry(), request.id(), request.listener(), "export", facts)))
        .compose(export -> sign.get()
            .compose(head -> proofs(history, export, head.note()).map(ledger -> {
              files.put(EvidenceFiles.LEDGER, utf8(ledger));
              files.put(EvidenceFiles.CHECKPOINT, utf8(head.note()));
              head.stamp().ifPresent(answer -> files.put(EvidenceFiles.STAMP, answer));
              return files;
            })));
  }

  private Future<String> proofs(List<LogEntry> history, LogEntry export, String note) {
    List<LogEntry> all = new ArrayList<>(history);
    all.add(export);
    long size = Checkpoint.read(SignedNote.read(note).text()).size();
    return log.proofs(all.stream().map(LogEntry::seq).toList(), size)
        .map(proofs -> ProvedEntry.write(all.stream()
            .map(entry -> new ProvedEntry(entry, proofs.getOrDefault(entry.seq(), List.of())))
            .toList()));
  }

  /** Not compressed, so that a page without any library can open it. */
  private static byte[] zip(RecordingId id, Map<String, byte[]> files, Instant at) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry("evidence-" + id + "/" + file.getKey());
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.getValue().length);
        entry.setCrc(crc.getValue());
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private <T> Future<T> blocking(java.util.concurrent.Callable<T> work) {
    return worker.executeBlocking(work, false);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
