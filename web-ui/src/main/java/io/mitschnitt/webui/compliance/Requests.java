package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Format;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.SubjectRequest;
import io.mitschnitt.recorder.contract.SubjectRequest.Item;
import io.mitschnitt.recorder.contract.SubjectRequest.Kind;
import io.mitschnitt.recorder.contract.SubjectRequest.Outcome;
import io.mitschnitt.recorder.contract.Subjects;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Given.Wrong;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** What people ask for by law: {@code POST /subjects/access}, {@code /subjects/erasure}, and what becomes of it. */
public final class Requests {

  private static final Set<String> FIELDS = Set.of("number", "reason");

  private final Subjects subjects;
  private final Library library;

  public Requests(Subjects subjects, Library library) {
    this.subjects = subjects;
    this.library = library;
  }

  /** {@code {number, reason}}: what is kept of a number's calls; 201. */
  public Handler<Visit> access() {
    return visit -> Given.read(
        visit,
        FIELDS,
        given -> subjects
            .access(number(given), Wishes.person(visit, Role.KEEP), Wishes.reason(given))
            .onSuccess(request -> visit.created(RecordJson.of(request)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  /** {@code {number, reason}}: has it destroyed, where no hold and no law stands against it; 201 with what was refused. */
  public Handler<Visit> erasure() {
    return visit -> Given.read(
        visit,
        FIELDS,
        given -> subjects
            .erasure(number(given), Wishes.person(visit, Role.KEEP), Wishes.reason(given))
            .onSuccess(request -> visit.created(RecordJson.of(request)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  private static String number(Given given) {
    String number = given.text("number", 200).replaceAll("[ ()/.-]", "");
    if (!number.matches("\\+[1-9][0-9]{3,14}")) {
      throw new Wrong("number: in E.164, such as +4930123456");
    }
    return number;
  }

  /** {@code GET /subjects/requests}. */
  public Handler<Visit> list() {
    return visit -> subjects
        .requests()
        .onSuccess(all -> visit.answer(RecordJson.list(all)))
        .onFailure(visit::fail);
  }

  /** {@code GET /subjects/requests/:id}: the request, with all that is known of each recording. */
  public Handler<Visit> show() {
    return visit -> subjects
        .request(visit.path("id"))
        .compose(request -> subjects
            .cards(request.items().stream().map(Item::recording).toList())
            .map(cards -> {
              JsonArray recordings = new JsonArray();
              cards.forEach(card -> recordings.add(RecordingJson.of(card)));
              return RecordJson.of(request).put("recordings", recordings);
            }))
        .onSuccess((JsonObject json) -> visit.answer(json))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  /** {@code POST /subjects/requests/:id/confirm} {@code {reason}}: the second person. */
  public Handler<Visit> confirm() {
    return visit -> Given.read(
        visit,
        Set.of("reason"),
        given -> Wishes.answer(
            visit,
            subjects.confirm(
                visit.path("id"), Wishes.person(visit, Role.KEEP), Wishes.reason(given))));
  }

  /** {@code POST /subjects/requests/:id/delivered} {@code {reason}}: to whom and how it was handed over. */
  public Handler<Visit> delivered() {
    return visit -> Given.read(
        visit,
        Set.of("reason"),
        given -> Wishes.answer(
            visit,
            subjects.delivered(
                visit.path("id"), Wishes.person(visit, Role.KEEP), Wishes.reason(given))));
  }

  /** {@code GET /subjects/requests/:id/recordings/:recording}: the person's own side as WAV, the other one silent. */
  public Handler<Visit> sound() {
    return visit -> {
      Optional<RecordingId> id = RecordingId.read(visit.path("recording"));
      subjects
          .request(visit.path("id"))
          .map(request -> id.filter(one -> gives(request, one))
              .orElseThrow(() -> new NoSuchElementException("not of this request")))
          .compose(one -> library.export(one, Wishes.person(visit, Role.KEEP), Format.WAV))
          .onSuccess(found -> found.ifPresentOrElse(
              export -> {
                visit
                    .http()
                    .response()
                    .setChunked(true)
                    .putHeader("content-type", Format.WAV.mediaType())
                    .putHeader("content-disposition", "attachment; filename=\"your-side.wav\"");
                export
                    .sound()
                    .pipe()
                    .to(new OwnSide(visit.http().response()))
                    .onFailure(cause -> visit.http().response().reset());
              },
              () -> Problem.notFound("no such recording").answer(visit.http())))
          .onFailure(cause -> Given.fail(visit, cause));
    };
  }

  private static boolean gives(SubjectRequest request, RecordingId id) {
    List<Item> items = request.items();
    return request.kind() == Kind.ACCESS
        && items.stream()
            .anyMatch(item -> item.recording().equals(id) && item.outcome() == Outcome.GIVEN);
  }
}
