package io.mitschnitt.recorder.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Tape;
import io.mitschnitt.recorder.evidence.Checkpoint;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.PublicKeys;
import io.mitschnitt.recorder.evidence.RightEdge;
import io.mitschnitt.recorder.evidence.SignedNote;
import io.mitschnitt.recorder.evidence.Verifier;
import io.mitschnitt.recorder.key.NodeKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole recorder, its evidence log, and an outsider with nothing but files. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class EvidenceTest {

  private static final Listener COMPLIANCE = new Listener("clara", "compliance");
  private static final Ending HUNG_UP = new Ending(Ending.Whose.CALLER, "hung up", 0);

  @TempDir
  Path directory;

  private final LinkedBlockingQueue<RecordingEvent.Stored> stored = new LinkedBlockingQueue<>();

  @Test
  void a_bundle_holds_and_everything_that_is_done_to_it_is_found(Vertx vertx) throws Exception {
    RecorderDoors doors = boot(vertx);
    RecordingId id = record(doors);
    Map<String, byte[]> bundle =
        unzip(get(doors.evidence().bundle(id, COMPLIANCE, "a dispute")).orElseThrow());
    assertThat(Verifier.judge(bundle, Optional.empty()).faults()).isEmpty();
    assertThat(text(bundle, EvidenceFiles.LEDGER))
        .contains("kind call", "kind consent", "kind recording", "kind ended", "act export")
        .doesNotContain("+49", "anna", "clara", "dispute");
    Map<String, byte[]> again =
        unzip(get(doors.evidence().bundle(id, COMPLIANCE, "once more")).orElseThrow());
    assertThat(Verifier.judge(again, Optional.empty()).faults()).isEmpty();
    Map<String, byte[]> log = exported(doors);
    assertThat(Verifier.judge(log, Optional.empty()).faults()).isEmpty();
    Map<String, byte[]> redacted = unzip(get(doors
            .evidence()
            .bundle(id, COMPLIANCE, "for the customer", List.of(Cut.all(Leg.AGENT))))
        .orElseThrow());
    get(doors.close());
    Verifier.Verdict verdict = Verifier.judge(redacted, Optional.empty());
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.removed().toString()).startsWith("[agent 0.0 to 4");
    assertThat(text(redacted, EvidenceFiles.MANIFEST)).contains("\"redacted\" : true");
    assertThat(text(bundle, EvidenceFiles.MANIFEST)).contains("\"redacted\" : false", "sha256\" :");
    assertThat(redacted.get(EvidenceFiles.AUDIO)).isNotEqualTo(bundle.get(EvidenceFiles.AUDIO));
    assertThat(text(redacted, EvidenceFiles.LEDGER)).contains("removed-agent 5\n");
    Map<String, byte[]> exchanged = new TreeMap<>(redacted);
    exchanged.put(EvidenceFiles.AUDIO, bundle.get(EvidenceFiles.AUDIO));
    assertThat(Verifier.judge(exchanged, Optional.empty()).faults().toString())
        .contains("of the agent was taken out, and there is sound");
    wholesaleForgeriesAreFound(bundle, again, log);
  }

  /** What takes more than one byte: whole entries, and other signed things in the right place. */
  private static void wholesaleForgeriesAreFound(
      Map<String, byte[]> bundle, Map<String, byte[]> again, Map<String, byte[]> log) {
    List<String> entries =
        new ArrayList<>(List.of(text(log, EvidenceFiles.LOG).split("(?<=\n\n)")));
    for (int i = 0; i < entries.size(); i++) {
      List<String> fewer = new ArrayList<>(entries);
      fewer.remove(i);
      String wanted = i == entries.size() - 1 ? "its tail is cut" : "entry " + i + " is missing";
      assertThat(faults(log, EvidenceFiles.LOG, String.join("", fewer))).contains(wanted);
    }
    List<String> swapped = new ArrayList<>(entries);
    Collections.swap(swapped, 1, 2);
    assertThat(faults(log, EvidenceFiles.LOG, String.join("", swapped)))
        .contains("entry 1 stands in a wrong place");
    assertThat(faults(bundle, EvidenceFiles.CHECKPOINT, text(again, EvidenceFiles.CHECKPOINT)))
        .contains("not in the signed log");
    assertThat(faults(bundle, EvidenceFiles.LEDGER, text(again, EvidenceFiles.LEDGER)))
        .contains("ledger.txt", "SHA256SUMS");
    String forged = text(log, EvidenceFiles.LOG).replace("mode notice", "mode one-party");
    assertThat(faults(log, EvidenceFiles.LOG, forged)).contains("entry 0 was changed");
  }

  private static String faults(Map<String, byte[]> clean, String name, String text) {
    Map<String, byte[]> copy = new TreeMap<>(clean);
    copy.put(name, text.getBytes(StandardCharsets.UTF_8));
    return Verifier.judge(copy, Optional.empty()).faults().toString();
  }

  @Test
  void openssl_alone_verifies_a_checkpoint(Vertx vertx) throws Exception {
    RecorderDoors doors = boot(vertx);
    record(doors);
    String note = get(doors.evidence().checkpoint());
    get(doors.close());
    Path key = directory.resolve("evidence-key.pem");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.writeString(directory.resolve("checkpoint.txt"), note);
    Files.writeString(directory.resolve("public-key.pem"), doors.evidence().publicKey());
    assertThat(shell(OPENSSL)).contains("Signature Verified Successfully");
    Files.writeString(
        directory.resolve("checkpoint.txt"), note.replaceFirst("\ntime 2", "\ntime 3"));
    assertThat(shell(OPENSSL)).contains("Verification Failure");
  }

  /** The command in {@code docs/evidence.md}. */
  private static final String OPENSSL = """
      sed '/^$/,$d' checkpoint.txt > signed.txt
      sed -n 's/^— [^ ]* //p' checkpoint.txt | base64 -d | tail -c 64 > signature.bin
      openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in signed.txt -sigfile signature.bin
      """;

  private String shell(String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void the_signing_passes_to_a_new_key_and_bundles_of_before_and_after_hold(Vertx vertx)
      throws Exception {
    RecorderDoors doors = boot(vertx);
    RecordingId id = record(doors);
    PublicKey first = PublicKeys.read(ascii(doors.evidence().publicKey()));
    String second = get(doors.evidence().handOver());
    assertThat(second).isNotEqualTo(PublicKeys.fingerprint(first));
    Map<String, byte[]> bundle =
        unzip(get(doors.evidence().bundle(id, COMPLIANCE, "after the handover")).orElseThrow());
    Verifier.Verdict verdict = Verifier.judge(bundle, Optional.of(first));
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.key()).endsWith(", handed over to " + second);
    assertThat(Verifier.judge(exported(doors), Optional.empty()).faults()).isEmpty();
    get(doors.close());
    assertThat(directory.resolve("evidence-key.pem.retired-1")).exists();
    RecorderDoors again = boot(vertx);
    assertThat(again.evidence().objection()).isEmpty();
    assertThat(again.evidence().publicKey()).isEqualTo(doors.evidence().publicKey());
    Map<String, byte[]> later =
        unzip(get(again.evidence().bundle(id, COMPLIANCE, "after a restart")).orElseThrow());
    assertThat(Verifier.judge(later, Optional.of(first)).faults()).isEmpty();
    get(again.close());
  }

  @Test
  void a_handover_that_was_cut_off_is_finished_or_dropped_at_the_next_start() throws Exception {
    Path file = directory.resolve("evidence-key.pem");
    Checkpoints before = Checkpoints.open(directory, file);
    NodeKey.prepareNext(file); // and died before anything was signed
    assertThat(Checkpoints.open(directory, file).origin()).isEqualTo(before.origin());
    assertThat(directory.resolve("evidence-key.pem.next")).doesNotExist();
    byte[] old = Files.readAllBytes(file);
    String next = Checkpoints.open(directory, file).handOver(RightEdge.EMPTY, Instant.now());
    Files.move(
        file,
        directory.resolve("evidence-key.pem.next")); // as if it died before the keys changed places
    Files.write(file, old);
    Checkpoints after = Checkpoints.open(directory, file);
    assertThat(after.origin()).isEqualTo(before.origin());
    assertThat(PublicKeys.fingerprint(after.chain().last())).isEqualTo(next);
    assertThat(after.chain().handovers()).hasSize(1);
    assertThat(directory.resolve("evidence-key.pem.next")).doesNotExist();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void a_log_whose_tail_is_gone_is_an_objection_at_the_next_start(Vertx vertx) throws Exception {
    RecorderDoors doors = boot(vertx);
    record(doors);
    get(doors.close());
    RecorderDoors second = boot(vertx);
    assertThat(second.evidence().objection()).isEmpty();
    get(second.close());
    Path store = directory.resolve("store");
    try (Stream<Path> files = Files.walk(store)) {
      files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    RecorderDoors third = boot(vertx);
    assertThat(third.evidence().objection().orElseThrow()).contains("tail is cut");
    assertThat(third.evidence().checkpoint().toCompletionStage().toCompletableFuture())
        .isCompletedExceptionally();
    get(third.close());
  }

  @Test
  void a_day_adds_up_and_its_statement_is_signed(Vertx vertx) throws Exception {
    RecorderDoors doors = boot(vertx);
    RecordingId id = record(doors);
    get(DyingRecorder.call(doors)).discard();
    String statement = get(doors.evidence().statement(LocalDate.now(ZoneOffset.UTC)));
    assertThat(statement)
        .contains("answered 2\nrecorded 1\nnot-recorded 0\nopen 1\n", "complete no");
    get(doors.library().open(id, COMPLIANCE)).orElseThrow();
    assertThat(get(doors.evidence().entries(0, 1_000))).contains("act listen\nrole compliance");
    get(doors.close());
  }

  private RecordingId record(RecorderDoors doors) throws Exception {
    Tape tape = get(DyingRecorder.call(doors));
    FakeCall call = new FakeCall(Codec.OPUS, Codec.PCMA, 5);
    call.start(tape);
    for (int i = 0; i < 200; i++) {
      call.packet(tape);
    }
    get(tape.close(call.end()));
    RecordingEvent.Stored event = stored.poll(60, TimeUnit.SECONDS);
    get(doors
        .ledger()
        .consent(
            event.call(), new ConsentEvent(Instant.now(), ConsentEvent.Kind.TOLD, "de/notice")));
    get(doors
        .ledger()
        .consent(event.call(), new ConsentEvent(Instant.now(), ConsentEvent.Kind.AGREED, "1")));
    get(doors.ledger().ended(event.call(), Instant.now(), HUNG_UP, Optional.empty()));
    return event.recording();
  }

  /** The log as an outsider copies it, with its newest head: that an older one is not at hand is no fault of the log. */
  private Map<String, byte[]> exported(RecorderDoors doors) throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    long size = Checkpoint.read(
            SignedNote.read(get(doors.evidence().checkpoint())).text())
        .size();
    files.put(
        EvidenceFiles.LOG,
        get(doors.evidence().entries(0, 10_000)).getBytes(StandardCharsets.UTF_8));
    try (Stream<Path> all = Files.walk(directory.resolve("checkpoints"))) {
      List<String> wanted =
          List.of(EvidenceFiles.KEY, EvidenceFiles.HANDOVERS, EvidenceFiles.checkpoint(size));
      for (Path file :
          all.filter(f -> wanted.contains(f.getFileName().toString())).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> unzip(Buffer zip) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.getBytes()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(
            entry.getName().substring(entry.getName().lastIndexOf('/') + 1), in.readAllBytes());
      }
    }
    return files;
  }

  private RecorderDoors boot(Vertx vertx) throws Exception {
    RecorderDoors doors = get(RecorderFloor.start(vertx, DyingRecorder.conf(directory)));
    doors.onEvent(event -> {
      if (event instanceof RecordingEvent.Stored done) {
        stored.add(done);
      }
    });
    return doors;
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
