package io.mitschnitt.webui.edge;

import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.Comment;
import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Evaluation.Reply;
import io.mitschnitt.recorder.contract.Evaluation.Said;
import io.mitschnitt.recorder.contract.Evaluation.Score;
import io.mitschnitt.recorder.contract.Evaluation.Status;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.SamplePlan;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import io.mitschnitt.recorder.contract.Talk;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that believes everything and keeps it in memory; the real one has tests of its own. */
final class FakeReviews implements Reviews {

  final List<Comment> comments = new CopyOnWriteArrayList<>();
  final Map<RecordingId, Marks> marks = new ConcurrentHashMap<>();
  final List<Evaluation> evaluations = new CopyOnWriteArrayList<>();
  final List<Calibration> calibrations = new CopyOnWriteArrayList<>();
  final Map<String, Course> courses = new ConcurrentHashMap<>();
  final List<Course.Progress> progress = new CopyOnWriteArrayList<>();

  Evaluation judged(RecordingId recording, String agent, Optional<String> calibration) {
    Evaluation evaluation = new Evaluation(
        RecordingId.random().value(),
        recording,
        agent,
        "card",
        1,
        "reviewer",
        FakeRecorder.NOON,
        List.of(),
        "note",
        new Score(50, List.of()),
        Status.GIVEN,
        List.of(),
        calibration);
    evaluations.add(evaluation);
    return evaluation;
  }

  /** A course of one clip with one question, for {@code trainee} alone. */
  Course taught(RecordingId recording, String trainee) {
    Course.Question question =
        new Course.Question("Who is it?", List.of("a", "b"), 1, "the second voice");
    Course course = new Course(
        RecordingId.random().value(),
        "First steps",
        "",
        "trainer",
        FakeRecorder.NOON,
        List.of(trainee),
        List.of(new Course.Item(
            "one", "Clip", "listen", recording, 0, Optional.empty(), List.of(question))));
    courses.put(course.id(), course);
    return course;
  }

  @Override
  public Future<Map<RecordingId, Marks>> marks(Collection<RecordingId> recordings) {
    return Future.succeededFuture(Map.copyOf(marks));
  }

  @Override
  public Future<Marks> tag(RecordingId recording, Set<String> tags) {
    Marks now = new Marks(List.copyOf(tags), OptionalDouble.empty(), 0);
    marks.put(recording, now);
    return Future.succeededFuture(now);
  }

  @Override
  public Future<Integer> retag(
      Collection<RecordingId> recordings, Set<String> add, Set<String> remove) {
    return Future.succeededFuture(recordings.size());
  }

  @Override
  public Future<List<Comment>> comments(RecordingId recording) {
    return Future.succeededFuture(
        comments.stream().filter(one -> one.recording().equals(recording)).toList());
  }

  @Override
  public Future<Comment> comment(
      RecordingId recording,
      String author,
      Optional<Long> atMillis,
      String text,
      Optional<String> replyTo) {
    if (text.isBlank()) {
      return Future.failedFuture(new Refused("a comment says something"));
    }
    Comment comment = new Comment(
        RecordingId.random().value(),
        recording,
        author,
        FakeRecorder.NOON,
        atMillis,
        text,
        replyTo,
        List.of("anna"));
    comments.add(comment);
    return Future.succeededFuture(comment);
  }

  @Override
  public Future<List<Comment>> mentions(String user, int limit) {
    return Future.succeededFuture(
        comments.stream().filter(one -> one.mentions().contains(user)).toList());
  }

  @Override
  public Future<List<Scorecard>> scorecards() {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Scorecard> publish(
      Optional<String> id, String name, String author, List<Criterion> criteria) {
    return Future.succeededFuture(
        new Scorecard("card", 1, name, author, FakeRecorder.NOON, criteria));
  }

  @Override
  public Future<List<Evaluation>> evaluations(RecordingId recording) {
    return Future.succeededFuture(
        evaluations.stream().filter(one -> one.recording().equals(recording)).toList());
  }

  @Override
  public Future<Optional<Evaluation>> evaluation(String id) {
    return Future.succeededFuture(
        evaluations.stream().filter(one -> one.id().equals(id)).findFirst());
  }

  @Override
  public Future<Evaluation> evaluate(RecordingId recording, Sheet sheet) {
    return Future.succeededFuture(judged(recording, "anna", sheet.calibration()));
  }

  @Override
  public Future<Evaluation> reply(String id, String author, Said said, String text) {
    return evaluation(id)
        .map(Optional::orElseThrow)
        .map(now -> new Evaluation(
            now.id(),
            now.recording(),
            now.agent(),
            now.scorecard(),
            now.version(),
            now.evaluator(),
            now.at(),
            now.answers(),
            now.note(),
            now.score(),
            now.status(),
            List.of(new Reply(author, FakeRecorder.NOON, said, text)),
            now.calibration()));
  }

  @Override
  public Future<List<Evaluation>> judged(Instant from, Instant to, Optional<String> agent) {
    return Future.succeededFuture(evaluations.stream()
        .filter(one -> agent.isEmpty() || agent.get().equals(one.agent()))
        .toList());
  }

  @Override
  public Future<List<Calibration>> calibrations() {
    return Future.succeededFuture(List.copyOf(calibrations));
  }

  @Override
  public Future<Calibration> calibrate(
      String name,
      List<RecordingId> recordings,
      String scorecard,
      List<String> raters,
      String author) {
    Calibration session = new Calibration(
        RecordingId.random().value(),
        name,
        recordings,
        scorecard,
        1,
        raters,
        author,
        FakeRecorder.NOON,
        false);
    calibrations.add(session);
    return Future.succeededFuture(session);
  }

  @Override
  public Future<Calibration> closeCalibration(String id) {
    return Future.failedFuture(new NoSuchElementException());
  }

  @Override
  public Future<Optional<Agreement>> agreement(String id) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<List<SamplePlan>> samples() {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<SamplePlan> plan(
      String name, String author, Instant from, Instant to, int count, boolean perAgent) {
    return Future.failedFuture(new Refused("not here"));
  }

  @Override
  public Future<SamplePlan> draw(String id, String by) {
    return Future.failedFuture(new NoSuchElementException());
  }

  @Override
  public Future<List<Course>> courses() {
    return Future.succeededFuture(List.copyOf(courses.values()));
  }

  @Override
  public Future<Optional<Course>> course(String id) {
    return Future.succeededFuture(Optional.ofNullable(courses.get(id)));
  }

  @Override
  public Future<Course> write(Course course) {
    String id = course.id().isEmpty() ? RecordingId.random().value() : course.id();
    Course kept = new Course(
        id,
        course.name(),
        course.text(),
        course.author(),
        FakeRecorder.NOON,
        course.trainees(),
        course.items());
    courses.put(id, kept);
    return Future.succeededFuture(kept);
  }

  @Override
  public Future<Void> dropCourse(String id) {
    courses.remove(id);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Course.Progress>> progress(String course) {
    return Future.succeededFuture(List.copyOf(progress));
  }

  @Override
  public Future<Course.Progress> note(
      String course, String trainee, String item, Optional<Integer> question, int option) {
    Map<String, Integer> answers = new HashMap<>();
    question.ifPresent(number -> answers.put(item + "/" + number, option));
    Course.Progress now =
        new Course.Progress(course, trainee, Map.of(item, FakeRecorder.NOON), answers);
    progress.add(now);
    return Future.succeededFuture(now);
  }

  @Override
  public Future<Optional<Talk>> talk(RecordingId recording) {
    return Future.succeededFuture(Optional.of(new Talk(1, 2, 3, 4, 5, 6, 7, 8)));
  }

  /** Who wrote comments so far. */
  List<String> authors() {
    return new ArrayList<>(comments.stream().map(Comment::author).toList());
  }
}
