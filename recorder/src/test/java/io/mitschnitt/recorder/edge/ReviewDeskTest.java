package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static io.mitschnitt.recorder.store.OpenStore.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.Comment;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Course;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Evaluation.Answer;
import io.mitschnitt.recorder.contract.Evaluation.Said;
import io.mitschnitt.recorder.contract.Evaluation.Status;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.More;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews.Sheet;
import io.mitschnitt.recorder.contract.SamplePlan;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.contract.Scorecard.Criterion;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.library.ReadingRoom;
import io.mitschnitt.recorder.review.Lots;
import io.mitschnitt.recorder.store.OpenStore;
import io.mitschnitt.recorder.store.StoredSound;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk over a real store. */
class ReviewDeskTest {

  private static final List<Criterion> CRITERIA = List.of(
      new Criterion("polite", "Polite", 1, 4, false, false),
      new Criterion("right", "Right", 1, 1, true, true));

  private static OpenStore open;
  private static ReadingRoom library;
  private static ReviewDesk desk;
  private static Instant now = T0.plusSeconds(3600);
  private static final List<RecordingId> IDS = new ArrayList<>();

  @BeforeAll
  static void open(@TempDir Path directory) throws Exception {
    open = OpenStore.in(directory);
    library = new ReadingRoom(
        open.vertx,
        open.store.entries(),
        open.store.recordings(),
        open.store.listenings(),
        () -> T0);
    desk = new ReviewDesk(open.store.desk(), open.store.marks(), library, ReviewDeskTest::tick);
    for (int i = 0; i < 8; i++) {
      CallFacts facts = call(
          T0.plusSeconds(60L * i), "+4930987610" + i, "Caller " + i, i % 2 == 0 ? "anna" : "ben");
      IDS.add(open.started(facts).id());
      StoredSound.verified(open.store, IDS.get(i), 6_000);
    }
  }

  /** A clock that no two papers share. */
  private static Instant tick() {
    now = now.plusMillis(1);
    return now;
  }

  @AfterAll
  static void close() throws Exception {
    open.close();
  }

  @Test
  void comments_are_kept_answered_and_found() throws Exception {
    RecordingId id = IDS.get(0);
    Comment first = await(desk.comment(
        id, "rita", Optional.of(1500L), "Gut gefragt, @anna: Vertragslaufzeit!", Optional.empty()));
    Comment answer =
        await(desk.comment(id, "anna", Optional.empty(), "Danke", Optional.of(first.id())));
    assertThat(await(desk.comments(id))).containsExactly(first, answer);
    assertThat(await(desk.mentions("anna", 10))).containsExactly(first);
    assertThat(found(text("vertragslauf"))).containsExactly(id);
    assertThat(await(desk.marks(IDS)).get(id).comments()).isEqualTo(2);
    refused(desk.comment(id, "anna", Optional.empty(), " ", Optional.empty()));
    refused(desk.comment(IDS.get(1), "anna", Optional.empty(), "x", Optional.of(first.id())));
  }

  @Test
  void tags_narrow_the_search_and_survive_changes_of_the_row() throws Exception {
    RecordingId id = IDS.get(1);
    await(desk.tag(id, Set.of("Beschwerde", "lang")));
    await(open.store
        .entries()
        .change(id, entry -> entry.said(new ConsentEvent(T0, ConsentEvent.Kind.PROMPT_HEARD, ""))));
    assertThat(found(more(Set.of("beschwerde"), OptionalDouble.empty()))).containsExactly(id);
    assertThat(found(more(Set.of("beschwerde", "kurz"), OptionalDouble.empty())))
        .isEmpty();
    assertThat(found(text("besch"))).containsExactly(id);
    assertThat(await(desk.retag(List.of(id, RecordingId.random()), Set.of("neu"), Set.of("lang"))))
        .isEqualTo(1);
    assertThat(await(desk.marks(IDS)).get(id).tags()).containsExactly("beschwerde", "neu");
    refused(desk.tag(id, Set.of("<script>")));
  }

  @Test
  void an_evaluation_scores_the_call_until_it_is_withdrawn() throws Exception {
    RecordingId id = IDS.get(2);
    Scorecard card = await(desk.publish(Optional.empty(), "Service", "rita", CRITERIA));
    Evaluation given = await(desk.evaluate(id, sheet(card, "rita", 3, 1, Optional.empty())));
    assertThat(given.score().percent()).isEqualTo(87.5);
    assertThat(given.agent()).isEqualTo("anna");
    assertThat(found(more(Set.of(), OptionalDouble.of(87)))).contains(id);
    assertThat(found(more(Set.of(), OptionalDouble.of(88)))).doesNotContain(id);

    refused(desk.reply(given.id(), "rita", Said.UPHOLD, "nobody asked"));
    assertThat(
            await(desk.reply(given.id(), "anna", Said.DISPUTE, "I was polite")).status())
        .isEqualTo(Status.DISPUTED);
    refused(desk.reply(given.id(), "anna", Said.DISPUTE, "again"));
    Evaluation withdrawn = await(desk.reply(given.id(), "rita", Said.WITHDRAW, "true"));
    assertThat(withdrawn.replies()).extracting(one -> one.author()).containsExactly("anna", "rita");
    assertThat(found(more(Set.of(), OptionalDouble.of(0)))).doesNotContain(id);
    assertThat(await(desk.judged(T0, now.plusSeconds(1), Optional.of("anna"))))
        .extracting(Evaluation::id)
        .doesNotContain(given.id());
  }

  @Test
  void a_new_version_of_a_card_leaves_the_old_one_as_it_was() throws Exception {
    Scorecard first = await(desk.publish(Optional.empty(), "Verkauf", "rita", CRITERIA));
    Scorecard second =
        await(desk.publish(Optional.of(first.id()), "Verkauf", "otto", CRITERIA.subList(0, 1)));
    assertThat(second.version()).isEqualTo(2);
    assertThat(await(desk.scorecards())).contains(first, second);
    Evaluation old = await(desk.evaluate(IDS.get(3), sheet(first, "rita", 4, 1, Optional.empty())));
    assertThat(old.version()).isEqualTo(1);
    refused(desk.publish(Optional.of("0".repeat(32)), "x", "rita", CRITERIA));
    refused(desk.evaluate(IDS.get(3), sheet(second, "rita", 4, 1, Optional.empty())));
  }

  @Test
  void what_a_law_demands_does_not_serve_to_judge_people() throws Exception {
    CallFacts facts = call(T0.minusSeconds(60), "+4930987699", "Bank", "anna");
    Decision law = new Decision(Mode.STATUTORY, "de", "", "bank", 1825, List.of("MiFID II"));
    await(open.store.entries().add(Entry.answered(facts, law)));
    var draft = open.draft(facts.id());
    await(open.store.recordings().reserve(draft));
    await(open.store.recordings().started(draft.id(), T0.minusSeconds(55)));
    StoredSound.verified(open.store, draft.id(), 6_000);
    Scorecard card = await(desk.publish(Optional.empty(), "Bank", "rita", CRITERIA));
    refused(desk.evaluate(draft.id(), sheet(card, "rita", 4, 1, Optional.empty())));
    SamplePlan plan =
        await(desk.plan("all", "rita", T0.minusSeconds(300), T0.plusSeconds(600), 100, false));
    assertThat(await(desk.draw(plan.id(), "rita")).draw().orElseThrow().population())
        .extracting(SamplePlan.Ticket::recording)
        .doesNotContain(draft.id().value());
  }

  @Test
  void raters_of_a_calibration_judge_blindly_once_and_their_agreement_is_told_at_its_end()
      throws Exception {
    Scorecard card = await(desk.publish(Optional.empty(), "Eichung", "rita", CRITERIA));
    List<RecordingId> calls = IDS.subList(4, 7);
    Calibration session =
        await(desk.calibrate("Mai", calls, card.id(), List.of("rita", "otto"), "rita"));
    Optional<String> id = Optional.of(session.id());
    int[] rita = {0, 2, 4};
    for (int i = 0; i < 3; i++) {
      await(desk.evaluate(calls.get(i), sheet(card, "rita", rita[i], 1, id)));
      await(desk.evaluate(calls.get(i), sheet(card, "otto", rita[i], i == 0 ? 0 : 1, id)));
    }
    refused(desk.evaluate(calls.get(0), sheet(card, "rita", 1, 1, id)));
    refused(desk.evaluate(calls.get(0), sheet(card, "eve", 1, 1, id)));
    assertThat(await(desk.agreement(session.id()))).isEmpty();
    await(desk.closeCalibration(session.id()));
    var agreement = await(desk.agreement(session.id())).orElseThrow();
    assertThat(agreement.byCriterion().get("polite")).isEqualTo(1);
    assertThat(agreement.byCriterion().get("right")).isLessThan(1);
    assertThat(agreement.sheets()).hasSize(6);
    assertThat(await(desk.marks(calls)).values())
        .allSatisfy(marks -> assertThat(marks.score()).isEmpty());
    refused(desk.evaluate(calls.get(0), sheet(card, "otto", 1, 1, id)));
  }

  @Test
  void a_draw_shows_all_that_is_needed_to_do_it_again() throws Exception {
    SamplePlan plan = await(desk.plan("November", "rita", T0, T0.plusSeconds(1200), 2, true));
    assertThat(plan.draw()).isEmpty();
    assertThat(plan.committedBefore()).isFalse();
    SamplePlan.Draw draw = await(desk.draw(plan.id(), "rita")).draw().orElseThrow();
    assertThat(Lots.commitment(draw.seed())).isEqualTo(plan.commitment());
    assertThat(draw.population()).hasSizeGreaterThanOrEqualTo(7);
    assertThat(Lots.draw(draw.seed(), draw.population(), 2, true)).isEqualTo(draw.drawn());
    refused(desk.draw(plan.id(), "rita"));
    SamplePlan future = await(
        desk.plan("later", "rita", now.plusSeconds(1), now.plus(Duration.ofDays(1)), 1, false));
    assertThat(future.committedBefore()).isTrue();
    refused(desk.draw(future.id(), "rita"));
  }

  @Test
  void a_trainee_s_first_answer_stays() throws Exception {
    Course.Item item = new Course.Item(
        "one",
        "Clip",
        "listen",
        IDS.get(5),
        0,
        Optional.of(500L),
        List.of(new Course.Question("Who?", List.of("a", "b"), 1, "because")));
    Course course =
        await(desk.write(new Course("", "Start", "", "tom", T0, List.of("lea"), List.of(item))));
    assertThat(await(desk.course(course.id()))).contains(course);
    await(desk.note(course.id(), "lea", "one", Optional.empty(), 0));
    await(desk.note(course.id(), "lea", "one", Optional.of(0), 0));
    Course.Progress progress = await(desk.note(course.id(), "lea", "one", Optional.of(0), 1));
    assertThat(progress.answers()).isEqualTo(Map.of("one/0", 0));
    assertThat(progress.heard()).containsOnlyKeys("one");
    assertThat(await(desk.progress(course.id()))).containsExactly(progress);
    refused(desk.note(course.id(), "lea", "one", Optional.of(1), 0));
    refused(desk.note(course.id(), "lea", "two", Optional.empty(), 0));
    await(desk.dropCourse(course.id()));
    assertThat(await(desk.courses())).doesNotContain(course);
    assertThat(await(desk.progress(course.id()))).isEmpty();
  }

  @Test
  void what_was_said_of_an_erased_recording_goes_with_it() throws Exception {
    RecordingId id = IDS.get(7);
    Scorecard card = await(desk.publish(Optional.empty(), "Rest", "rita", CRITERIA));
    await(desk.comment(id, "rita", Optional.empty(), "geheimnisvoll", Optional.empty()));
    await(desk.evaluate(id, sheet(card, "rita", 4, 1, Optional.empty())));
    await(desk.gone(id));
    assertThat(await(desk.comments(id))).isEmpty();
    assertThat(found(text("geheimnis"))).isEmpty();
    Evaluation left = await(desk.evaluations(id)).get(0);
    assertThat(left.note()).isEmpty();
    assertThat(left.score().percent()).isEqualTo(100);
    await(desk.gone(RecordingId.random())); // of something unknown
  }

  private static Sheet sheet(
      Scorecard card, String who, int polite, int right, Optional<String> calibration) {
    return new Sheet(
        card.id(),
        card.version(),
        who,
        List.of(
            new Answer("polite", Optional.of(polite), "fine", Optional.of(200L)),
            new Answer("right", Optional.of(right), "", Optional.empty())),
        "Notiz",
        calibration);
  }

  private static List<RecordingId> found(Query query) throws Exception {
    return await(library.search(query)).items().stream().map(Card::id).toList();
  }

  private static Query text(String text) {
    Query q = Query.newest(100);
    return new Query(
        q.from(),
        q.to(),
        q.number(),
        q.agent(),
        q.direction(),
        q.minDuration(),
        Optional.of(text),
        q.cursor(),
        100);
  }

  private static Query more(Set<String> tags, OptionalDouble least) {
    Query q = Query.newest(100);
    return new Query(
        q.from(),
        q.to(),
        q.number(),
        q.agent(),
        q.direction(),
        q.minDuration(),
        q.text(),
        q.cursor(),
        100,
        new More(
            Set.of(),
            tags,
            least,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static void refused(Future<?> wish) {
    assertThatThrownBy(() -> await(wish)).isInstanceOf(Refused.class);
  }
}
