package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Evaluation.Answer;
import io.mitschnitt.recorder.contract.Evaluation.Said;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.Reviews.Sheet;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Reach;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET} and {@code POST /recordings/:id/evaluations}, and {@code POST /evaluations/:id/replies}. */
public final class Evaluations {

  private static final long LONGEST_CALL_MILLIS = 1_000_000_000L;
  private static final Set<Said> BY_AGENTS = Set.of(Said.REPLY, Said.DISPUTE);
  private static final Set<Said> BY_REVIEWERS = Set.of(Said.REPLY, Said.UPHOLD, Said.WITHDRAW);

  private final Library library;
  private final Reviews reviews;

  public Evaluations(Library library, Reviews reviews) {
    this.library = library;
    this.reviews = reviews;
  }

  public Handler<Visit> list() {
    return visit -> new Shelved(library)
        .with(
            visit,
            Role.FOLLOW,
            card -> reviews
                .evaluations(card.id())
                .compose(all -> reviews.calibrations().map(sessions -> seen(visit, all, sessions)))
                .onSuccess(all -> visit.answer(RecordJson.list(all)))
                .onFailure(visit::fail));
  }

  /** Sheets of a calibration are for those who judge, and while it is open each sees their own alone. */
  private static List<Evaluation> seen(
      Visit visit, List<Evaluation> all, List<Calibration> sessions) {
    Set<String> closed = sessions.stream()
        .filter(Calibration::closed)
        .map(Calibration::id)
        .collect(Collectors.toSet());
    boolean judges = visit.reach(Role.OVERSEE) == Reach.ALL;
    return all.stream()
        .filter(one -> one.calibration().isEmpty()
            || one.evaluator().equals(visit.user())
            || (judges && closed.contains(one.calibration().get())))
        .toList();
  }

  public Handler<Visit> judge() {
    return visit -> new Shelved(library)
        .with(
            visit,
            Role.JUDGE,
            card -> Given.read(
                visit,
                Set.of("scorecard", "version", "answers", "note", "calibration"),
                given -> judge(visit, card.id(), given)));
  }

  private void judge(Visit visit, RecordingId id, Given given) {
    List<Answer> answers =
        given.objects("answers", Set.of("criterion", "points", "note", "atMillis")).stream()
            .map(Evaluations::answer)
            .toList();
    Sheet sheet = new Sheet(
        given.text("scorecard", 64),
        given.whole("version", 1, 1_000_000),
        visit.user(),
        answers,
        given.maybeText("note", Reviews.LONGEST_TEXT).orElse(""),
        given.maybeText("calibration", 64));
    reviews
        .evaluate(id, sheet)
        .onSuccess(evaluation -> visit.created(RecordJson.of(evaluation)))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  private static Answer answer(Given given) {
    return new Answer(
        given.text("criterion", 40),
        given.maybeWhole("points", 0, 10).map(Long::intValue),
        given.maybeText("note", Reviews.LONGEST_TEXT).orElse(""),
        given.maybeWhole("atMillis", 0, LONGEST_CALL_MILLIS));
  }

  public Handler<Visit> reply() {
    return visit -> reviews
        .evaluation(visit.path("id"))
        .onSuccess(found -> found
            .filter(one -> visit.reach(Role.ANSWER).covers(visit.user(), one.agent()))
            .ifPresentOrElse(
                one -> Given.read(visit, Set.of("said", "text"), given -> say(visit, one, given)),
                () -> Problem.notFound("no such evaluation").answer(visit.http())))
        .onFailure(visit::fail);
  }

  /** Who had the call may dispute, who judges may decide; nobody decides about their own call. */
  private void say(Visit visit, Evaluation evaluation, Given given) {
    Said said = Words.read(Said.class, given.text("said", 20))
        .orElseThrow(() -> new Given.Wrong("said is reply, dispute, uphold or withdraw"));
    boolean own = evaluation.agent().equals(visit.user());
    if (!(own ? BY_AGENTS : BY_REVIEWERS).contains(said)) {
      Problem.forbidden("the agent disputes, a reviewer decides").answer(visit.http());
      return;
    }
    reviews
        .reply(evaluation.id(), visit.user(), said, given.text("text", Reviews.LONGEST_TEXT))
        .onSuccess(now -> visit.answer(RecordJson.of(now)))
        .onFailure(cause -> Given.fail(visit, cause));
  }
}
