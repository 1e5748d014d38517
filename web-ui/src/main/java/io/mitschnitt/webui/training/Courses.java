package io.mitschnitt.webui.training;

import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Course.Item;
import io.mitschnitt.recorder.contract.Course.Progress;
import io.mitschnitt.recorder.contract.Course.Question;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.review.StreamAudio;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code GET} and {@code POST /collections}, {@code GET}, {@code PUT} and {@code DELETE /collections/:id}, {@code GET
 * /collections/:id/progress}, {@code GET /collections/:id/audio?item=…}, {@code POST /collections/:id/heard} and {@code
 * /collections/:id/answers}.
 */
public final class Courses {

  private static final Set<String> COURSE = Set.of("name", "text", "trainees", "items");
  private static final Set<String> ITEM =
      Set.of("key", "title", "note", "recording", "fromMillis", "toMillis", "quiz");
  private static final Set<String> QUESTION = Set.of("text", "options", "right", "why");
  private static final long LONGEST_CALL_MILLIS = 1_000_000_000L;

  private final Library library;
  private final Reviews reviews;

  public Courses(Library library, Reviews reviews) {
    this.library = library;
    this.reviews = reviews;
  }

  private static boolean teaches(Visit visit) {
    return visit.session().roles().contains(Role.TRAINER);
  }

  public Handler<Visit> list() {
    return visit -> reviews
        .courses()
        .compose(all -> {
          List<Course> seen = all.stream()
              .filter(course -> teaches(visit) || course.isFor(visit.user()))
              .toList();
          return Future.all(seen.stream()
                  .map(course ->
                      own(course, visit.user()).map(progress -> CourseJson.head(course, progress)))
                  .toList())
              .map(heads -> new JsonObject()
                  .put("items", new JsonArray(heads.<JsonObject>list()))
                  .putNull("next"));
        })
        .onSuccess(visit::answer)
        .onFailure(visit::fail);
  }

  public Handler<Visit> show() {
    return visit -> with(
        visit,
        course -> cards(course)
            .compose(cards -> own(course, visit.user())
                .map(progress -> CourseJson.of(course, cards, progress, teaches(visit))))
            .onSuccess(visit::answer)
            .onFailure(visit::fail));
  }

  public Handler<Visit> add() {
    return visit -> Given.read(
        visit,
        COURSE,
        given -> reviews
            .write(course("", visit.user(), given))
            .onSuccess(
                course -> visit.created(CourseJson.of(course, Map.of(), Optional.empty(), true)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  public Handler<Visit> change() {
    return visit -> with(
        visit,
        old -> Given.read(
            visit,
            COURSE,
            given -> reviews
                .write(course(old.id(), old.author(), given))
                .onSuccess(
                    course -> visit.answer(CourseJson.of(course, Map.of(), Optional.empty(), true)))
                .onFailure(cause -> Given.fail(visit, cause))));
  }

  public Handler<Visit> drop() {
    return visit -> with(
        visit,
        course ->
            reviews.dropCourse(course.id()).onSuccess(done -> visit.done()).onFailure(visit::fail));
  }

  /** How far each has come, for the trainer. */
  public Handler<Visit> progress() {
    return visit -> with(
        visit,
        course -> reviews
            .progress(course.id())
            .onSuccess(all -> {
              JsonArray items = new JsonArray();
              all.forEach(one -> items.add(
                  CourseJson.head(course, Optional.of(one)).put("trainee", one.trainee())));
              visit.answer(new JsonObject().put("items", items).putNull("next"));
            })
            .onFailure(visit::fail));
  }

  /** The clip's bytes and no others; the listening is an entry, as every one is. */
  public Handler<Visit> audio() {
    return visit -> with(visit, course -> {
      String key = String.join("", visit.http().queryParam("item"));
      Optional<Item> item =
          course.items().stream().filter(one -> one.key().equals(key)).findFirst();
      if (item.isEmpty()) {
        none(visit);
        return;
      }
      RecordingId id = item.get().recording();
      Listener listener = new Listener(visit.user(), visit.roleAmong(Role.LEARN));
      library
          .find(id)
          .compose(card -> library
              .open(id, listener)
              .map(audio -> audio.flatMap(sound -> card.flatMap(Card::length)
                  .map(length ->
                      Clip.of(sound, length, item.get().fromMillis(), item.get().toMillis())))))
          .onSuccess(found -> found.ifPresentOrElse(
              clip -> StreamAudio.give(visit, course.id() + "-" + key, clip), () -> none(visit)))
          .onFailure(visit::fail);
    });
  }

  public Handler<Visit> heard() {
    return visit -> with(
        visit,
        course -> Given.read(
            visit,
            Set.of("item"),
            given -> reviews
                .note(course.id(), visit.user(), given.text("item", 40), Optional.empty(), 0)
                .onSuccess(done -> visit.done())
                .onFailure(cause -> Given.fail(visit, cause))));
  }

  /** The first answer counts; what was right is told after it. */
  public Handler<Visit> answer() {
    return visit -> with(
        visit,
        course -> Given.read(visit, Set.of("item", "question", "option"), given -> {
          String key = given.text("item", 40);
          int number = given.whole("question", 0, 100);
          reviews
              .note(
                  course.id(),
                  visit.user(),
                  key,
                  Optional.of(number),
                  given.whole("option", 0, 100))
              .onSuccess(progress -> told(visit, course, key, number, progress))
              .onFailure(cause -> Given.fail(visit, cause));
        }));
  }

  private static void told(Visit visit, Course course, String key, int number, Progress progress) {
    Question question = course.items().stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow()
        .quiz()
        .get(number);
    visit.answer(new JsonObject()
        .put("chosen", progress.answers().get(key + "/" + number))
        .put("right", question.right())
        .put("why", question.why()));
  }

  private void with(Visit visit, Consumer<Course> reader) {
    reviews
        .course(visit.path("id"))
        .onSuccess(found -> found
            .filter(course -> teaches(visit) || course.isFor(visit.user()))
            .ifPresentOrElse(reader, () -> none(visit)))
        .onFailure(visit::fail);
  }

  private Future<Optional<Progress>> own(Course course, String user) {
    return reviews.progress(course.id(), user);
  }

  private Future<Map<RecordingId, Card>> cards(Course course) {
    List<RecordingId> ids =
        course.items().stream().map(Item::recording).distinct().toList();
    return Future.all(ids.stream().map(library::find).toList()).map(found -> {
      Map<RecordingId, Card> cards = new HashMap<>();
      found.<Optional<Card>>list().forEach(card -> card.ifPresent(one -> cards.put(one.id(), one)));
      return cards;
    });
  }

  private static Course course(String id, String author, Given given) {
    return new Course(
        id,
        given.text("name", 100),
        given.maybeText("text", Reviews.LONGEST_TEXT).orElse(""),
        author,
        Instant.EPOCH,
        given.texts("trainees", 63),
        given.objects("items", ITEM).stream().map(Courses::item).toList());
  }

  private static Item item(Given given) {
    return new Item(
        given.text("key", 40),
        given.text("title", 200),
        given.maybeText("note", Reviews.LONGEST_TEXT).orElse(""),
        RecordingId.read(given.text("recording", 64))
            .orElseThrow(() -> new Given.Wrong("recording is the id of one")),
        given.maybeWhole("fromMillis", 0, LONGEST_CALL_MILLIS).orElse(0L),
        given.maybeWhole("toMillis", 1, LONGEST_CALL_MILLIS),
        given.objects("quiz", QUESTION).stream().map(Courses::question).toList());
  }

  private static Question question(Given given) {
    return new Question(
        given.text("text", 500),
        given.texts("options", 300),
        given.whole("right", 0, 7),
        given.maybeText("why", Reviews.LONGEST_TEXT).orElse(""));
  }

  private static void none(Visit visit) {
    Problem.notFound("no such collection or clip").answer(visit.http());
  }
}
