package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Evaluation.Answer;
import io.mitschnitt.recorder.contract.Evaluation.Said;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The door for those who judge and teach: comments, tags, scorecards, evaluations, calibration, samples, courses. Who may
 * do what is the caller's to know. What the rules do not allow fails with {@link Refused}.
 */
public interface Reviews {

  /** Most characters of a comment, a note or a reply. */
  int LONGEST_TEXT = 2000;

  /** What is on each of {@code recordings}; those without anything are left out. */
  Future<Map<RecordingId, Marks>> marks(Collection<RecordingId> recordings);

  /** Replaces a recording's tags; answers what is on it now. */
  Future<Marks> tag(RecordingId recording, Set<String> tags);

  /** Adds and removes tags of many recordings at once; answers how many were changed. */
  Future<Integer> retag(Collection<RecordingId> recordings, Set<String> add, Set<String> remove);

  /** A recording's comments, oldest first. */
  Future<List<Comment>> comments(RecordingId recording);

  Future<Comment> comment(
      RecordingId recording,
      String author,
      Optional<Long> atMillis,
      String text,
      Optional<String> replyTo);

  /** Comments that name {@code user} with an @, newest first. */
  Future<List<Comment>> mentions(String user, int limit);

  /** Every version of every card, by name and version. */
  Future<List<Scorecard>> scorecards();

  /** Publishes a card; with {@code id} its next version. */
  Future<Scorecard> publish(
      Optional<String> id, String name, String author, List<Criterion> criteria);

  /** A recording's evaluations, oldest first. */
  Future<List<Evaluation>> evaluations(RecordingId recording);

  Future<Optional<Evaluation>> evaluation(String id);

  /** Judges a call. Recordings that a law demands are refused: they may not serve to watch staff. */
  Future<Evaluation> evaluate(RecordingId recording, Sheet sheet);

  /** Says something to an evaluation. A dispute is decided by upholding or withdrawing it. */
  Future<Evaluation> reply(String id, String author, Said said, String text);

  /** Evaluations that count, made from {@code from} to {@code to}, oldest first; with {@code agent} of their calls. */
  Future<List<Evaluation>> judged(Instant from, Instant to, Optional<String> agent);

  Future<List<Calibration>> calibrations();

  Future<Calibration> calibrate(
      String name,
      List<RecordingId> recordings,
      String scorecard,
      List<String> raters,
      String author);

  /** Ends a session: from now on everybody sees all marks. */
  Future<Calibration> closeCalibration(String id);

  /** How far the raters agreed; empty where there is no such session or it is open. */
  Future<Optional<Agreement>> agreement(String id);

  Future<List<SamplePlan>> samples();

  Future<SamplePlan> plan(
      String name, String author, Instant from, Instant to, int count, boolean perAgent);

  /** Draws, once, after the period's end. */
  Future<SamplePlan> draw(String id, String by);

  Future<List<Course>> courses();

  Future<Optional<Course>> course(String id);

  /** Writes a course, new or changed; a course without an id is given one. */
  Future<Course> write(Course course);

  Future<Void> dropCourse(String id);

  /** How far everybody has come in {@code course}. */
  Future<List<Course.Progress>> progress(String course);

  /** How far one trainee has come; empty where not begun. */
  default Future<Optional<Course.Progress>> progress(String course, String trainee) {
    return progress(course)
        .map(all -> all.stream().filter(one -> one.trainee().equals(trainee)).findFirst());
  }

  /** Notes that {@code trainee} has heard an item, or, with a question, which option they chose first. */
  Future<Course.Progress> note(
      String course, String trainee, String item, Optional<Integer> question, int option);

  /** How the conversation went; empty where the recording cannot be heard. */
  Future<Optional<Talk>> talk(RecordingId recording);

  /**
   * What a reviewer fills in.
   *
   * @param calibration the session for which it is made
   */
  record Sheet(
      String scorecard,
      int version,
      String evaluator,
      List<Answer> answers,
      String note,
      Optional<String> calibration) {}

  /**
   * How far raters agree: Krippendorff's alpha, 1 = always, 0 = as by chance.
   *
   * @param overall of the totals; empty where it cannot be told
   * @param byCriterion by the criterion's key; a criterion of which it cannot be told is left out
   * @param sheets the evaluations from which it was computed
   */
  record Agreement(
      OptionalDouble overall, Map<String, Double> byCriterion, List<Evaluation> sheets) {}
}
