package io.mitschnitt.webui.training;

import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Course.Item;
import io.mitschnitt.recorder.contract.Course.Progress;
import io.mitschnitt.recorder.contract.Course.Question;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A course as a trainer or a trainee sees it: who learns is told neither recordings nor answers before their time. */
final class CourseJson {

  private CourseJson() {}

  static JsonObject of(
      Course course, Map<RecordingId, Card> cards, Optional<Progress> progress, boolean teaches) {
    JsonArray items = new JsonArray();
    course.items().forEach(item -> items.add(item(item, cards, progress, teaches)));
    return head(course, progress)
        .put("trainees", teaches ? new JsonArray(List.copyOf(course.trainees())) : null)
        .put("items", items);
  }

  /** A course in a list. */
  static JsonObject head(Course course, Optional<Progress> progress) {
    long questions =
        course.items().stream().mapToLong(item -> item.quiz().size()).sum();
    return new JsonObject()
        .put("id", course.id())
        .put("name", course.name())
        .put("text", course.text())
        .put("author", course.author())
        .put("at", Words.of(course.at()))
        .put("clips", course.items().size())
        .put("questions", questions)
        .put("heard", progress.map(one -> one.heard().size()).orElse(0))
        .put("answered", progress.map(one -> one.answers().size()).orElse(0))
        .put("right", progress.map(one -> right(course, one)).orElse(0));
  }

  static int right(Course course, Progress progress) {
    int right = 0;
    for (Item item : course.items()) {
      for (int i = 0; i < item.quiz().size(); i++) {
        Integer chosen = progress.answers().get(item.key() + "/" + i);
        right += chosen != null && chosen == item.quiz().get(i).right() ? 1 : 0;
      }
    }
    return right;
  }

  private static JsonObject item(
      Item item, Map<RecordingId, Card> cards, Optional<Progress> progress, boolean teaches) {
    Optional<Card> card = Optional.ofNullable(cards.get(item.recording()));
    JsonArray quiz = new JsonArray();
    for (int i = 0; i < item.quiz().size(); i++) {
      String key = item.key() + "/" + i;
      Optional<Integer> chosen = progress.map(one -> one.answers().get(key));
      quiz.add(question(item.quiz().get(i), chosen, teaches));
    }
    return new JsonObject()
        .put("key", item.key())
        .put("title", item.title())
        .put("note", item.note())
        .put("recording", teaches ? item.recording().value() : null)
        .put("fromMillis", item.fromMillis())
        .put("toMillis", item.toMillis().orElse(null))
        .put("gone", card.filter(one -> one.state() == State.READY).isEmpty())
        .put(
            "heard", progress.filter(one -> one.heard().containsKey(item.key())).isPresent())
        .put("quiz", quiz);
  }

  private static JsonObject question(Question question, Optional<Integer> chosen, boolean teaches) {
    boolean told = teaches || chosen.isPresent();
    @Nullable Integer right = told ? (Integer) question.right() : null;
    return new JsonObject()
        .put("text", question.text())
        .put("options", new JsonArray(List.copyOf(question.options())))
        .put("chosen", chosen.orElse(null))
        .put("right", right)
        .put("why", told ? question.why() : null);
  }
}
