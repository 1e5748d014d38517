package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.edge.CustodyHouse.CARL;
import static io.mitschnitt.recorder.edge.CustodyHouse.CLARA;
import static io.mitschnitt.recorder.edge.CustodyHouse.keeping;
import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Folder;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.SubjectRequest;
import io.mitschnitt.recorder.contract.SubjectRequest.Outcome;
import io.mitschnitt.recorder.ledger.Take.Phase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectDeskTest {

  static final String ERIKA = "+4930111";

  CustodyHouse house;
  SubjectDesk desk;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    house = new CustodyHouse(directory);
    desk = house.subjects;
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void an_erasure_takes_every_call_of_the_number_and_no_other() throws Exception {
    RecordingId one = house.recorded(ERIKA, keeping("default"));
    RecordingId two = house.recorded(ERIKA, keeping("default"));
    RecordingId other = house.recorded(ERIKA + "2", keeping("default"));

    SubjectRequest asked = await(desk.erasure(ERIKA, CLARA, "called back"));
    assertThat(asked.items()).extracting(SubjectRequest.Item::outcome).containsOnly(Outcome.ASKED);
    assertThatThrownBy(() -> await(desk.confirm(asked.id(), CLARA, "yes")))
        .isInstanceOf(Refused.class);
    SubjectRequest done = await(desk.confirm(asked.id(), CARL, "yes"));

    assertThat(done.items())
        .extracting(SubjectRequest.Item::recording)
        .containsExactlyInAnyOrder(one, two);
    assertThat(done.open()).isFalse();
    assertThat(house.take(one).phase()).isEqualTo(Phase.ERASED);
    assertThat(house.take(other).phase()).isEqualTo(Phase.READY);
    assertThat(house.history()).contains("what erasure-requested").doesNotContain(ERIKA);
  }

  @Test
  void what_is_refused_says_why_and_is_looked_at_again_when_the_term_ends() throws Exception {
    RecordingId held = house.recorded(ERIKA, keeping("fr-qa"));
    RecordingId lawful = house.recorded(ERIKA, keeping("eu-mifid"));
    Hold hold = await(house.custodian.hold(held, CLARA, "a dispute", Optional.empty()));

    SubjectRequest asked = await(desk.erasure(ERIKA, CLARA, "by letter"));
    assertThat(outcome(asked, held)).isEqualTo(Outcome.REFUSED);
    assertThat(why(asked, held)).contains("legal hold");
    assertThat(why(asked, lawful)).contains("the law demands", "2031-11-25", "eu-mifid");
    assertThat(await(desk.review())).isZero();

    await(house.custodian.release(held, hold.id(), CLARA, "settled"));
    await(house.custodian.release(held, hold.id(), CARL, "settled"));
    assertThat(await(desk.review())).isEqualTo(1);
    SubjectRequest again = await(desk.request(asked.id()));
    assertThat(outcome(again, held)).isEqualTo(Outcome.ASKED);
    assertThat(outcome(again, lawful)).isEqualTo(Outcome.REFUSED);

    await(desk.confirm(asked.id(), CARL, "yes"));
    assertThat(house.take(held).phase()).isEqualTo(Phase.ERASED);
    house.wall = Instant.parse("2031-11-25T08:00:01Z");
    await(house.sweeper.trust());
    await(desk.review());
    SubjectRequest last = await(desk.request(asked.id()));
    assertThat(outcome(last, lawful)).isEqualTo(Outcome.ERASED);
    assertThat(last.open()).isFalse();
  }

  @Test
  void asking_twice_leaves_it_waiting_for_the_second_person() throws Exception {
    RecordingId id = house.recorded(ERIKA, keeping("default"));
    await(desk.erasure(ERIKA, CLARA, "by letter"));

    assertThat(outcome(await(desk.erasure(ERIKA, CLARA, "once more")), id))
        .isEqualTo(Outcome.ASKED);
    assertThat(house.take(id).phase()).isEqualTo(Phase.READY);
  }

  @Test
  void access_lists_everything_and_is_delivered_once() throws Exception {
    RecordingId one = house.recorded(ERIKA, keeping("default"));
    RecordingId gone = house.recorded(ERIKA, keeping("default"));
    await(house.custodian.erase(gone, CLARA, "wished"));
    await(house.custodian.erase(gone, CARL, "wished"));

    SubjectRequest asked = await(desk.access(ERIKA, CLARA, "passport seen"));
    assertThat(outcome(asked, one)).isEqualTo(Outcome.GIVEN);
    assertThat(outcome(asked, gone)).isEqualTo(Outcome.ERASED);
    assertThat(await(desk.cards(List.of(one, gone)))).hasSize(2);
    assertThat(await(desk.delivered(asked.id(), CLARA, "by registered post")).delivered())
        .isPresent();
    assertThatThrownBy(() -> await(desk.delivered(asked.id(), CLARA, "again")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> await(desk.confirm(asked.id(), CARL, "yes")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_case_holds_all_calls_of_a_customer_beyond_their_time() throws Exception {
    RecordingId one = house.recorded(ERIKA, keeping("default"));
    RecordingId two = house.recorded(ERIKA, keeping("default"));
    Folder folder = await(desk.open("Mustermann v. us", CLARA));

    Folder full = await(desk.gather(folder.id(), CLARA, List.of(), Optional.of(ERIKA)));
    assertThat(full.recordings()).containsExactlyInAnyOrder(one, two);
    assertThat(await(desk.gather(folder.id(), CLARA, List.of(one), Optional.of(ERIKA))))
        .isEqualTo(full);
    assertThat(house.take(one).care().holds()).hasSize(1);
    house.wall = T0.plus(java.time.Duration.ofDays(400));
    await(house.sweeper.trust());
    assertThat(house.take(two).phase()).isEqualTo(Phase.READY);
    assertThat(await(desk.note(folder.id(), CARL, "the letter came")).notes()).hasSize(1);
    assertThat(await(desk.folders())).hasSize(1);
    assertThatThrownBy(() -> await(desk.folder("no"))).isInstanceOf(NoSuchElementException.class);
  }

  private static Outcome outcome(SubjectRequest request, RecordingId id) {
    return item(request, id).outcome();
  }

  private static String why(SubjectRequest request, RecordingId id) {
    return item(request, id).why();
  }

  private static SubjectRequest.Item item(SubjectRequest request, RecordingId id) {
    return request.items().stream()
        .filter(item -> item.recording().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
