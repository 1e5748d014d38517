package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.Comment;
import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Evaluation.Reply;
import io.mitschnitt.recorder.contract.Evaluation.Said;
import io.mitschnitt.recorder.contract.Evaluation.Status;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.SamplePlan;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import io.mitschnitt.recorder.contract.Talk;
import io.mitschnitt.recorder.review.Conversation;
import io.mitschnitt.recorder.review.Scoring;
import io.mitschnitt.recorder.review.Tags;
import io.mitschnitt.recorder.store.Desk;
import io.mitschnitt.recorder.store.MarkRows;
import io.mitschnitt.recorder.store.Papers;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Those who judge and teach, at their desk: the rules of {@code recorder.review} over the papers of the store. */
final class ReviewDesk implements Reviews {

  private static final int MOST_AT_ONCE = 1_000;

  private final Desk desk;
  private final MarkRows marks;
  private final Library library;
  private final InstantSource clock;
  private final Calibrating calibrating;
  private final Sampling sampling;
  private final Teaching teaching;

  ReviewDesk(Desk desk, MarkRows marks, Library library, InstantSource clock) {
    this.desk = desk;
    this.marks = marks;
    this.library = library;
    this.clock = clock;
    this.calibrating = new Calibrating(desk, library, clock);
    this.sampling = new Sampling(desk, library, clock);
    this.teaching = new Teaching(desk, clock);
  }

  /** Removes what was said of {@code id}; the marks of its scorecards stay, without a word. */
  Future<Void> gone(RecordingId id) {
    return desk.comments()
        .remove("recording", id.value())
        .compose(v -> marks.change(id, MarkRows.Marked::wordless))
        .compose(v -> desk.evaluations().with("recording", id.value()))
        .compose(all -> Future.all(all.stream()
            .map(one -> desk.evaluations().change(one.id(), Judging::wordless))
            .toList()))
        .<Void>mapEmpty()
        .recover(cause -> cause instanceof NoSuchElementException
            ? Future.succeededFuture()
            : Future.failedFuture(cause));
  }

  @Override
  public Future<Map<RecordingId, Marks>> marks(Collection<RecordingId> recordings) {
    return marks.of(recordings);
  }

  @Override
  public Future<Marks> tag(RecordingId recording, Set<String> tags) {
    return Papers.attempt(() -> Tags.tidy(tags))
        .compose(tidy -> marks.change(recording, marked -> marked.tags(tidy)));
  }

  @Override
  public Future<Integer> retag(
      Collection<RecordingId> recordings, Set<String> add, Set<String> remove) {
    if (recordings.size() > MOST_AT_ONCE) {
      return Future.failedFuture(new Refused("at most " + MOST_AT_ONCE + " recordings at once"));
    }
    return Papers.attempt(() -> Tags.tidy(add)).compose(more -> {
      List<Future<Marks>> all = new ArrayList<>();
      recordings.forEach(id -> all.add(marks.change(id, marked -> {
        TreeSet<String> tags = new TreeSet<>(marked.marks().tags());
        tags.removeAll(remove);
        tags.addAll(more);
        return marked.tags(Tags.tidy(tags));
      })));
      return Future.join(all)
          .transform(end -> Future.succeededFuture(
              (int) all.stream().filter(Future::succeeded).count()));
    });
  }

  @Override
  public Future<List<Comment>> comments(RecordingId recording) {
    return desk.comments().with("recording", recording.value());
  }

  @Override
  public Future<Comment> comment(
      RecordingId recording,
      String author,
      Optional<Long> atMillis,
      String text,
      Optional<String> replyTo) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_TEXT) {
      return Future.failedFuture(new Refused("a comment has 1 to " + LONGEST_TEXT + " characters"));
    }
    Comment comment = new Comment(
        Ids.fresh(),
        recording,
        author,
        clock.instant(),
        atMillis,
        plain,
        replyTo,
        Tags.mentions(plain));
    return card(recording)
        .compose(card -> answered(recording, replyTo))
        .compose(v -> desk.comments().add(comment))
        .compose(done -> marks.change(recording, marked -> marked.noted(plain, 1)))
        .map(comment);
  }

  private Future<Void> answered(RecordingId recording, Optional<String> replyTo) {
    return replyTo.isEmpty()
        ? Future.succeededFuture()
        : desk.comments()
            .find(replyTo.get())
            .compose(
                found -> found.filter(one -> one.recording().equals(recording)).isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Refused("there is no such comment to answer")));
  }

  @Override
  public Future<List<Comment>> mentions(String user, int limit) {
    return desk.comments().newest("mentions", user, limit);
  }

  @Override
  public Future<List<Scorecard>> scorecards() {
    return desk.scorecards()
        .all()
        .map(all -> all.stream()
            .sorted(Comparator.comparing(Scorecard::name).thenComparing(Scorecard::version))
            .toList());
  }

  @Override
  public Future<Scorecard> publish(
      Optional<String> id, String name, String author, List<Criterion> criteria) {
    return Papers.attempt(() -> {
          Scoring.check(name, criteria);
          return name.strip();
        })
        .compose(v -> versions(id))
        .compose(earlier -> {
          if (id.isPresent() && earlier == 0) {
            return Future.failedFuture(new Refused("there is no such scorecard"));
          }
          return desk.scorecards()
              .add(new Scorecard(
                  id.orElseGet(Ids::fresh),
                  earlier + 1,
                  name.strip(),
                  author,
                  clock.instant(),
                  criteria));
        });
  }

  private Future<Integer> versions(Optional<String> id) {
    return id.isEmpty()
        ? Future.succeededFuture(0)
        : desk.scorecards()
            .with("id", id.get())
            .map(all -> all.stream().mapToInt(Scorecard::version).max().orElse(0));
  }

  @Override
  public Future<List<Evaluation>> evaluations(RecordingId recording) {
    return desk.evaluations().with("recording", recording.value());
  }

  @Override
  public Future<Optional<Evaluation>> evaluation(String id) {
    return desk.evaluations().find(id);
  }

  @Override
  public Future<Evaluation> evaluate(RecordingId recording, Sheet sheet) {
    return card(recording)
        .compose(card -> mayServeToJudge(card))
        .compose(card -> desk.scorecards()
            .find(sheet.scorecard() + "." + sheet.version())
            .compose(found -> found.isEmpty()
                ? Future.failedFuture(new Refused("there is no such version of a scorecard"))
                : calibrating
                    .admits(recording, sheet)
                    .compose(v -> Papers.attempt(
                        () -> Judging.filled(sheet, card, found.get(), clock.instant())))))
        .compose(evaluation -> desk.evaluations().add(evaluation))
        .compose(evaluation -> noted(evaluation).map(evaluation));
  }

  /** What a law demands to be recorded may not serve to watch staff (§ 83 (9) WpHG). */
  private static Future<Card> mayServeToJudge(Card card) {
    if (card.decision().mode() == Mode.STATUTORY) {
      return Future.failedFuture(
          new Refused("a law demands this recording; it may not serve to judge people"));
    }
    return card.state() == Library.State.READY
        ? Future.succeededFuture(card)
        : Future.failedFuture(new Refused("what cannot be heard cannot be judged"));
  }

  /** The row shows the newest score that counts, and is found by the note. */
  private Future<Marks> noted(Evaluation evaluation) {
    return evaluation.calibration().isPresent()
        ? marks.change(evaluation.recording(), marked -> marked)
        : rescored(evaluation.recording(), evaluation.note());
  }

  private Future<Marks> rescored(RecordingId recording, String note) {
    return evaluations(recording).compose(all -> {
      OptionalDouble score = all.stream()
          .filter(Evaluation::counts)
          .reduce((earlier, later) -> later)
          .map(one -> OptionalDouble.of(one.score().percent()))
          .orElse(OptionalDouble.empty());
      return marks.change(recording, marked -> marked.noted(note, 0).score(score));
    });
  }

  @Override
  public Future<Evaluation> reply(String id, String author, Said said, String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_TEXT) {
      return Future.failedFuture(new Refused("a reply has 1 to " + LONGEST_TEXT + " characters"));
    }
    Reply reply = new Reply(author, clock.instant(), said, plain);
    return desk.evaluations()
        .change(id, now -> Judging.answered(now, reply))
        .compose(now -> now.status() == Status.WITHDRAWN
            ? rescored(now.recording(), "").map(now)
            : Future.succeededFuture(now));
  }

  @Override
  public Future<List<Evaluation>> judged(Instant from, Instant to, Optional<String> agent) {
    return desk.evaluations()
        .between(from, to)
        .map(all -> all.stream()
            .filter(Evaluation::counts)
            .filter(one -> agent.isEmpty() || agent.get().equals(one.agent()))
            .toList());
  }

  @Override
  public Future<List<Calibration>> calibrations() {
    return desk.calibrations().all();
  }

  @Override
  public Future<Calibration> calibrate(
      String name,
      List<RecordingId> recordings,
      String scorecard,
      List<String> raters,
      String author) {
    return calibrating.begin(name, recordings, scorecard, raters, author);
  }

  @Override
  public Future<Calibration> closeCalibration(String id) {
    return calibrating.close(id);
  }

  @Override
  public Future<Optional<Agreement>> agreement(String id) {
    return calibrating.agreement(id);
  }

  @Override
  public Future<List<SamplePlan>> samples() {
    return sampling.all();
  }

  @Override
  public Future<SamplePlan> plan(
      String name, String author, Instant from, Instant to, int count, boolean perAgent) {
    return sampling.plan(name, author, from, to, count, perAgent);
  }

  @Override
  public Future<SamplePlan> draw(String id, String by) {
    return sampling.draw(id, by);
  }

  @Override
  public Future<List<Course>> courses() {
    return desk.courses().all();
  }

  @Override
  public Future<Optional<Course>> course(String id) {
    return desk.courses().find(id);
  }

  @Override
  public Future<Course> write(Course course) {
    return Future.all(course.items().stream()
            .map(Course.Item::recording)
            .distinct()
            .map(library::find)
            .toList())
        .compose(found -> {
          boolean law = found.<Optional<Card>>list().stream()
              .flatMap(Optional::stream)
              .anyMatch(card -> card.decision().mode() == Mode.STATUTORY);
          return law
              ? Future.failedFuture(
                  new Refused("a law demands such a recording; it may not serve to train"))
              : teaching.write(course);
        });
  }

  @Override
  public Future<Void> dropCourse(String id) {
    return teaching.drop(id);
  }

  @Override
  public Future<List<Course.Progress>> progress(String course) {
    return desk.progress().with("course", course);
  }

  @Override
  public Future<Optional<Course.Progress>> progress(String course, String trainee) {
    return teaching.progress(course, trainee);
  }

  @Override
  public Future<Course.Progress> note(
      String course, String trainee, String item, Optional<Integer> question, int option) {
    return teaching.note(course, trainee, item, question, option);
  }

  @Override
  public Future<Optional<Talk>> talk(RecordingId recording) {
    return library.waveform(recording).map(found -> found.map(Conversation::of));
  }

  private Future<Card> card(RecordingId recording) {
    return library
        .find(recording)
        .map(found -> found.orElseThrow(() -> new NoSuchElementException("no such recording")));
  }
}
