package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Folder;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Subjects;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reason;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** {@code /cases}: complaints and disputes, with their recordings under hold, notes, and all of it as one zip. */
public final class Cases {

  /** A zip is made in memory. */
  private static final int MOST_EXPORTED = 50;

  private final Vertx vertx;
  private final Subjects subjects;
  private final Evidence evidence;

  public Cases(Vertx vertx, Subjects subjects, Evidence evidence) {
    this.vertx = vertx;
    this.subjects = subjects;
    this.evidence = evidence;
  }

  public Handler<Visit> list() {
    return visit -> subjects
        .folders()
        .onSuccess(all -> visit.answer(RecordJson.list(all)))
        .onFailure(visit::fail);
  }

  /** {@code {name}}; 201. */
  public Handler<Visit> open() {
    return visit -> Given.read(
        visit,
        Set.of("name"),
        given -> subjects
            .open(given.text("name", 200), Wishes.person(visit, Role.KEEP))
            .onSuccess(folder -> visit.created(RecordJson.of(folder)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  public Handler<Visit> show() {
    return visit -> Wishes.answer(visit, subjects.folder(visit.path("id")));
  }

  /** {@code {text}}. */
  public Handler<Visit> note() {
    return visit -> Given.read(
        visit,
        Set.of("text"),
        given -> Wishes.answer(
            visit,
            subjects.note(
                visit.path("id"), Wishes.person(visit, Role.KEEP), given.text("text", 500))));
  }

  /** {@code {recordings?, number?}}: each of them comes under a hold of the case. */
  public Handler<Visit> gather() {
    return visit -> Given.read(
        visit,
        Set.of("recordings", "number"),
        given -> Wishes.answer(
            visit,
            subjects.gather(
                visit.path("id"),
                Wishes.person(visit, Role.KEEP),
                given.recordings("recordings"),
                given.maybeText("number", 200))));
  }

  /** {@code ?reason=…}: notes and evidence bundles of all recordings, as a zip. */
  public Handler<Visit> export() {
    return visit -> {
      Reason.of(visit).ifPresent(reason -> {
        Listener by = Wishes.person(visit, Role.EXPORT);
        subjects
            .folder(visit.path("id"))
            .compose(folder -> folder.recordings().size() > MOST_EXPORTED
                ? Future.<Buffer>succeededFuture()
                : zip(folder, by, reason))
            .onSuccess(zip -> answer(visit, Optional.ofNullable(zip)))
            .onFailure(cause -> Given.fail(visit, cause));
      });
    };
  }

  private static void answer(Visit visit, Optional<Buffer> zip) {
    if (zip.isEmpty()) {
      new Problem(
              409,
              "Too many",
              "a zip holds " + MOST_EXPORTED + " recordings at most; take the bundles one by one")
          .answer(visit.http());
      return;
    }
    visit
        .http()
        .response()
        .putHeader("content-type", "application/zip")
        .putHeader("content-disposition", "attachment; filename=\"case.zip\"")
        .end(zip.get());
  }

  private Future<Buffer> zip(Folder folder, Listener by, String reason) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("case.json", RecordJson.of(folder).encodePrettily().getBytes(StandardCharsets.UTF_8));
    Future<Void> done = Future.succeededFuture();
    for (RecordingId id : folder.recordings()) {
      done = done.compose(v -> evidence.bundle(id, by, reason))
          .onSuccess(found -> found.ifPresent(
              bundle -> files.put("evidence-" + id.value() + ".zip", bundle.getBytes())))
          .mapEmpty();
    }
    return done.compose(v -> vertx.executeBlocking(() -> packed(files)));
  }

  private static Buffer packed(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
