package io.mitschnitt.recorder.store;

import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.Comment;
import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.SamplePlan;
import io.mitschnitt.recorder.contract.Scorecard;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** All papers of those who judge and teach, each kind in its collection. */
public final class Desk {

  private final Papers<Comment> comments;
  private final Papers<Scorecard> scorecards;
  private final Papers<Evaluation> evaluations;
  private final Papers<Calibration> calibrations;
  private final Papers<SealedPlan> plans;
  private final Papers<Course> courses;
  private final Papers<Course.Progress> progress;

  /**
   * A plan with its seed, which nobody is told before the draw.
   *
   * @param at when it was written
   */
  public record SealedPlan(String id, java.time.Instant at, String seed, SamplePlan plan) {
    @Override
    public String toString() {
      return "SealedPlan[" + id + "]";
    }
  }

  Desk(Vertx vertx, MongoDatabase database) {
    comments = papers(vertx, database, "comments", Comment.class, Comment::id);
    scorecards = papers(
        vertx, database, "scorecards", Scorecard.class, card -> card.id() + "." + card.version());
    evaluations = papers(vertx, database, "evaluations", Evaluation.class, Evaluation::id);
    calibrations = papers(vertx, database, "calibrations", Calibration.class, Calibration::id);
    plans = papers(vertx, database, "samples", SealedPlan.class, SealedPlan::id);
    courses = papers(vertx, database, "courses", Course.class, Course::id);
    progress = papers(
        vertx,
        database,
        "progress",
        Course.Progress.class,
        one -> one.course() + "." + one.trainee());
  }

  private static <T extends Record> Papers<T> papers(
      Vertx vertx, MongoDatabase database, String name, Class<T> type, Function<T, String> key) {
    return new Papers<>(vertx, database.getCollection(name), type, key);
  }

  public Papers<Comment> comments() {
    return comments;
  }

  public Papers<Scorecard> scorecards() {
    return scorecards;
  }

  public Papers<Evaluation> evaluations() {
    return evaluations;
  }

  public Papers<Calibration> calibrations() {
    return calibrations;
  }

  public Papers<SealedPlan> plans() {
    return plans;
  }

  public Papers<Course> courses() {
    return courses;
  }

  public Papers<Course.Progress> progress() {
    return progress;
  }
}
