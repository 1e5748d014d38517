package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.edge.CustodyHouse.CARL;
import static io.mitschnitt.recorder.edge.CustodyHouse.CLARA;
import static io.mitschnitt.recorder.edge.CustodyHouse.keeping;
import static io.mitschnitt.recorder.store.OpenStore.T0;
import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Custody.Kept;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecordingEvent;
import io.mitschnitt.recorder.contract.RecordingEvent.Erased;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.evidence.SignedNote;
import io.mitschnitt.recorder.ledger.Take.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodianTest {

  static final Duration FIVE_YEARS = Duration.between(T0, Instant.parse("2031-11-25T08:00:00Z"));

  CustodyHouse house;
  Custodian custodian;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    house = new CustodyHouse(directory);
    custodian = house.custodian;
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  /**
   * Rule, days since it was made, standing holds; then what the sweeper does with it, and what becomes of two people's
   * wish to have it erased.
   */
  @Test
  void hold_erasure_and_retention_meet_as_the_table_says() throws Exception {
    String[] table = {
      "default         1 0  kept   gone",
      "default         1 1  kept   legal hold",
      "default         1 2  kept   2 legal holds",
      "default        31 0  gone   -",
      "default        31 1  kept   legal hold",
      "eu-mifid        1 0  kept   the law demands",
      "eu-mifid        1 1  kept   legal hold",
      "eu-mifid     1825 0  kept   the law demands",
      "eu-mifid     1826 0  gone   -",
      "eu-mifid     1826 1  kept   legal hold",
      "de-34f       3650 0  kept   the law demands",
      "de-34f       3689 0  kept   the law demands",
      "de-34f       3690 0  gone   -",
      "fr-qa         180 0  kept   gone",
      "fr-qa         181 0  gone   -"
    };
    for (String row : table) {
      String[] cell = row.split(" +", 5);
      RecordingId id = house.recorded("+4930111", keeping(cell[0]));
      for (int i = 0; i < Integer.parseInt(cell[2]); i++) {
        await(custodian.hold(id, CLARA, "dispute " + i, Optional.empty()));
      }
      house.wall = T0.plus(Duration.ofDays(Integer.parseInt(cell[1])));
      await(house.sweeper.trust());
      assertThat(house.take(id).phase())
          .as(row)
          .isEqualTo(cell[3].equals("gone") ? Phase.ERASED : Phase.READY);
      if (cell[4].equals("gone")) {
        await(custodian.erase(id, CLARA, "the caller wishes it"));
        assertThat(await(custodian.erase(id, CARL, "yes")).state()).as(row).isEqualTo(State.ERASED);
      } else if (!cell[4].equals("-")) {
        assertThatThrownBy(() -> await(custodian.erase(id, CLARA, "the caller wishes it")))
            .as(row)
            .isInstanceOf(Refused.class)
            .hasMessageContaining(cell[4]);
        house.take(id).care().holds().forEach(hold -> freed(id, hold));
      }
      house.wall = T0.plusSeconds(60);
      await(house.sweeper.trust());
    }
  }

  private void freed(RecordingId id, Hold hold) {
    try {
      await(custodian.release(id, hold.id(), CLARA, "settled"));
      await(custodian.release(id, hold.id(), CARL, "settled"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_hold_is_released_by_two_people_and_never_by_one() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    Hold hold = await(custodian.hold(id, CLARA, "a dispute", Optional.empty()));

    assertThat(await(custodian.release(id, hold.id(), CLARA, "settled")).stands())
        .isTrue();
    assertThatThrownBy(() -> await(custodian.release(id, hold.id(), CLARA, "settled")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("second person");
    assertThat(house.take(id).care().held()).isTrue();
    assertThat(await(custodian.held(10))).hasSize(1);
    assertThat(await(custodian.release(id, hold.id(), CARL, "agreed")).stands()).isFalse();
    assertThat(house.take(id).care().held()).isFalse();
    assertThat(await(custodian.held(10))).isEmpty();
    assertThatThrownBy(() -> await(custodian.release(id, hold.id(), CARL, "again")))
        .hasMessageContaining("no such hold");
    assertThat(house.history())
        .contains("what placed", "what release-asked", "what released", "hold " + hold.id())
        .doesNotContain("clara", "carl", "dispute", "settled");
  }

  @Test
  void an_erasure_needs_two_people_and_leaves_a_certificate() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));

    Kept asked = await(custodian.erase(id, CLARA, "the caller wishes it"));
    assertThat(asked.state()).isEqualTo(State.READY);
    assertThatThrownBy(() -> await(custodian.erase(id, CLARA, "really")))
        .isInstanceOf(Refused.class);
    assertThat(await(custodian.certificate(id))).isEmpty();
    Kept gone = await(custodian.erase(id, CARL, "yes"));

    assertThat(gone.state()).isEqualTo(State.ERASED);
    assertThat(gone.certified()).isTrue();
    assertThat(house.take(id).wrappedKey()).isEmpty();
    assertThat(house.take(id).erasure().orElseThrow().bytesGone()).isTrue();
    assertThat(house.events).hasSize(1).first().isInstanceOf(Erased.class);
    SignedNote note = SignedNote.read(await(custodian.certificate(id)).orElseThrow());
    assertThat(note.isSignedBy(house.checkpoints.chain().last())).isTrue();
    assertThat(note.text())
        .contains(
            "recording " + id.value(), "why " + Custodian.ON_REQUEST, "rule default", "log-leaf ")
        .doesNotContain("clara", "caller wishes", "+49");
    assertThat(house.history())
        .contains("what erasure-asked", "asked-by-sha256", "confirmed-by-sha256")
        .contains("certificate-sha256");
  }

  @Test
  void a_hold_that_comes_between_the_two_people_stops_the_erasure() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    await(custodian.erase(id, CLARA, "the caller wishes it"));
    await(custodian.hold(id, CARL, "a dispute", Optional.empty()));

    assertThatThrownBy(() -> await(custodian.erase(id, CARL, "yes")))
        .hasMessageContaining("legal hold");
    assertThat(house.take(id).phase()).isEqualTo(Phase.READY);
  }

  @Test
  void a_confirmed_erasure_that_died_before_its_first_step_is_done_by_the_sweeper()
      throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    await(custodian.erase(id, CLARA, "the caller wishes it"));
    await(house
        .open
        .store
        .entries()
        .change(id, entry -> entry.cared(care -> care.wished(care.wish(), care.wish()))));

    assertThat(await(house.sweeper.sweep())).isEqualTo(1);
    assertThat(house.take(id).erasure().orElseThrow().why()).isEqualTo(Custodian.ON_REQUEST);
    assertThat(await(custodian.certificate(id))).isPresent();
  }

  @Test
  void what_is_gone_is_neither_held_nor_restricted() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    await(custodian.erase(id, CLARA, "the caller wishes it"));
    await(custodian.erase(id, CARL, "yes"));

    assertThatThrownBy(() -> await(custodian.hold(id, CLARA, "late", Optional.empty())))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> await(custodian.restrict(id, CLARA, Optional.of("late"))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void an_authority_has_it_kept_to_the_seventh_year_where_the_rule_knows_that() throws Exception {
    RecordingId mifid = house.recorded("+4930111", keeping("eu-mifid"));
    RecordingId plain = house.recorded("+4930222", keeping("default"));

    assertThat(await(custodian.extend(mifid, CLARA, "BaFin asks")).deleteAfter())
        .isEqualTo(Instant.parse("2033-11-25T08:00:00Z"));
    house.pass(FIVE_YEARS);
    await(house.sweeper.sweep());
    assertThat(house.take(mifid).phase()).isEqualTo(Phase.READY);
    assertThatThrownBy(() -> await(custodian.extend(plain, CLARA, "BaFin asks")))
        .isInstanceOf(Refused.class);
    assertThat(house.history()).contains("what extended");
  }

  @Test
  void a_restriction_is_noted_and_lifted() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));

    assertThat(await(custodian.restrict(id, CLARA, Optional.of("accuracy is contested")))
            .care()
            .restricted())
        .isPresent();
    assertThat(await(custodian.restrict(id, CLARA, Optional.empty())).care().restricted())
        .isEmpty();
    assertThat(house.history()).contains("what restricted", "what unrestricted");
  }

  @Test
  void rules_that_cannot_all_be_obeyed_raise_an_alarm_when_the_recording_begins() throws Exception {
    RecordingId clash = house.recorded("+4930111", keeping("eu-mifid", "default"));
    RecordingId fine = house.recorded("+4930222", keeping("eu-mifid"));
    for (RecordingId id : List.of(fine, clash)) {
      custodian.heard(new RecordingEvent.Opened(
          id, await(house.open.store.entries().find(id)).orElseThrow().call(), T0));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (house.events.isEmpty() && System.nanoTime() < deadline) {
      await(house.open.vertx.timer(20));
    }
    assertThat(house.events).hasSize(1);
    assertThat(((RecordingEvent.Alarm) house.events.get(0)).what()).contains("eu-mifid+default");
  }

  @Test
  void a_doubted_clock_deletes_nothing_until_a_person_trusts_it() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    house.wall = T0.plus(Duration.ofDays(400));

    assertThat(await(house.sweeper.sweep())).isZero();
    assertThat(custodian.clockObjection().orElseThrow()).contains("jumped");
    house.wall = T0.plusSeconds(90);
    assertThat(await(house.sweeper.sweep())).isZero();
    assertThat(custodian.clockObjection()).isPresent();

    house.wall = T0.plus(Duration.ofDays(31));
    await(custodian.trustClock(CLARA, "it is right now"));
    assertThat(custodian.clockObjection()).isEmpty();
    assertThat(house.take(id).phase()).isEqualTo(Phase.ERASED);
    assertThat(house.history()).contains("what clock-trusted");
  }

  @Test
  void a_change_of_policy_is_tried_and_nothing_moves() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    house.recorded("+4930222", keeping("eu-mifid"));
    Instant before = house.take(id).deleteAfter().orElseThrow();

    var tried = await(custodian.rehearse("service", keeping("fr-qa")));
    assertThat(tried.looked()).isEqualTo(2);
    assertThat(tried.later()).isEqualTo(1);
    assertThat(tried.sooner()).isEqualTo(1);
    assertThat(tried.first()).hasSize(2);
    assertThat(
            await(custodian.rehearse("service", keeping("eu-mifid", "default"))).conflicts())
        .isEqualTo(2);
    assertThat(await(custodian.rehearse("other", keeping("default"))).looked()).isZero();
    assertThat(house.take(id).deleteAfter()).contains(before);
  }

  @Test
  void a_reason_is_wanted_for_everything() throws Exception {
    RecordingId id = house.recorded("+4930111", keeping("default"));
    assertThatThrownBy(() -> await(custodian.hold(id, CLARA, " x ", Optional.empty())))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> await(custodian.erase(id, CLARA, "x".repeat(501))))
        .isInstanceOf(Refused.class);
  }
}
