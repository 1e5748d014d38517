package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Course.Item;
import io.mitschnitt.recorder.contract.Course.Progress;
import io.mitschnitt.recorder.contract.Course.Question;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.store.Desk;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Courses and how far people have come in them. */
final class Teaching {

  private static final int MOST_ITEMS = 100;
  private static final int MOST_QUESTIONS = 20;
  private static final int MOST_OPTIONS = 8;

  private final Desk desk;
  private final InstantSource clock;

  Teaching(Desk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  Future<Course> write(Course course) {
    Optional<String> objection = objection(course);
    if (objection.isPresent()) {
      return Future.failedFuture(new Refused(objection.get()));
    }
    if (!course.id().isEmpty()) {
      return desk.courses().change(course.id(), now -> with(course, now.id(), now.at()));
    }
    return desk.courses().add(with(course, Ids.fresh(), clock.instant()));
  }

  private static Course with(Course course, String id, Instant at) {
    return new Course(
        id,
        course.name().strip(),
        course.text(),
        course.author(),
        at,
        course.trainees(),
        course.items());
  }

  private static Optional<String> objection(Course course) {
    if (course.name().isBlank() || course.name().length() > 100) {
      return Optional.of("a course has a name of at most 100 characters");
    }
    if (course.items().size() > MOST_ITEMS) {
      return Optional.of("a course has at most " + MOST_ITEMS + " items");
    }
    long keys = course.items().stream().map(Item::key).distinct().count();
    if (keys < course.items().size()
        || !course.items().stream().allMatch(item -> item.key().matches("[a-z0-9-]{1,40}"))) {
      return Optional.of("an item's key has lower-case letters, digits, dashes, and is unique");
    }
    if (!fits(course.text()) || !course.items().stream().allMatch(Teaching::fits)) {
      return Optional.of("a text is too long, a clip ends before it begins, or a question has"
          + " fewer than two options or no right one");
    }
    return Optional.empty();
  }

  private static boolean fits(Item item) {
    return fits(item.title())
        && fits(item.note())
        && item.fromMillis() >= 0
        && item.toMillis().filter(to -> to <= item.fromMillis()).isEmpty()
        && item.quiz().size() <= MOST_QUESTIONS
        && item.quiz().stream().allMatch(Teaching::fits);
  }

  private static boolean fits(Question question) {
    int options = question.options().size();
    return fits(question.text())
        && fits(question.why())
        && question.options().stream().allMatch(Teaching::fits)
        && options >= 2
        && options <= MOST_OPTIONS
        && question.right() >= 0
        && question.right() < options;
  }

  private static boolean fits(String text) {
    return text.length() <= Reviews.LONGEST_TEXT;
  }

  Future<Void> drop(String id) {
    return desk.courses().remove("id", id).compose(v -> desk.progress().remove("course", id));
  }

  /** The first answer stays: a quiz is no guessing. */
  Future<Progress> note(
      String course, String trainee, String item, Optional<Integer> question, int option) {
    return desk.courses().find(course).compose(found -> {
      Optional<Item> known = found.stream()
          .flatMap(one -> one.items().stream())
          .filter(one -> one.key().equals(item))
          .findFirst();
      if (known.isEmpty()
          || question.filter(q -> !answerable(known.get(), q, option)).isPresent()) {
        return Future.failedFuture(new Refused("there is no such item, question or option"));
      }
      return begun(course, trainee)
          .compose(v -> desk.progress()
              .change(course + "." + trainee, now -> further(now, item, question, option)));
    });
  }

  private static boolean answerable(Item item, int question, int option) {
    return question >= 0
        && question < item.quiz().size()
        && option >= 0
        && option < item.quiz().get(question).options().size();
  }

  Future<Optional<Progress>> progress(String course, String trainee) {
    return desk.progress().find(course + "." + trainee);
  }

  private Future<Void> begun(String course, String trainee) {
    return progress(course, trainee)
        .compose(found -> found.isPresent()
            ? Future.succeededFuture()
            : desk.progress()
                .add(new Progress(course, trainee, Map.of(), Map.of()))
                .<Void>mapEmpty()
                .recover(there -> Future.succeededFuture()));
  }

  private Progress further(Progress now, String item, Optional<Integer> question, int option) {
    Map<String, Instant> heard = new HashMap<>(now.heard());
    Map<String, Integer> answers = new HashMap<>(now.answers());
    if (question.isPresent()) {
      answers.putIfAbsent(item + "/" + question.get(), option);
    } else {
      heard.putIfAbsent(item, clock.instant());
    }
    return new Progress(now.course(), now.trainee(), heard, answers);
  }
}
