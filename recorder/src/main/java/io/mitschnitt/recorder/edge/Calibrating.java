package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Calibration;
import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews.Agreement;
import io.mitschnitt.recorder.contract.Reviews.Sheet;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.review.Consensus;
import io.mitschnitt.recorder.store.Desk;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sessions of several people who judge the same calls without seeing each other's marks. */
final class Calibrating {

  private static final int MOST = 50;

  private final Desk desk;
  private final Library library;
  private final InstantSource clock;

  Calibrating(Desk desk, Library library, InstantSource clock) {
    this.desk = desk;
    this.library = library;
    this.clock = clock;
  }

  Future<Calibration> begin(
      String name,
      List<RecordingId> recordings,
      String scorecard,
      List<String> raters,
      String author) {
    List<RecordingId> calls = recordings.stream().distinct().toList();
    List<String> people = raters.stream().distinct().toList();
    if (name.isBlank() || name.length() > 100) {
      return refused("a calibration has a name of at most 100 characters");
    }
    if (calls.isEmpty() || calls.size() > MOST || people.size() < 2 || people.size() > MOST) {
      return refused("a calibration has 1 to " + MOST + " calls and 2 to " + MOST + " raters");
    }
    return desk.scorecards().with("id", scorecard).compose(versions -> {
      int version = versions.stream().mapToInt(Scorecard::version).max().orElse(0);
      if (version == 0) {
        return refused("there is no such scorecard");
      }
      return allMayServe(calls)
          .compose(v -> desk.calibrations()
              .add(new Calibration(
                  Ids.fresh(),
                  name.strip(),
                  calls,
                  scorecard,
                  version,
                  people,
                  author,
                  clock.instant(),
                  false)));
    });
  }

  private Future<Void> allMayServe(List<RecordingId> calls) {
    return Future.all(calls.stream().map(library::find).toList()).compose(all -> {
      boolean fine = all.<Optional<Library.Card>>list().stream()
          .allMatch(found -> found
              .filter(card -> card.decision().mode() != Mode.STATUTORY)
              .filter(card -> card.state() == Library.State.READY)
              .isPresent());
      return fine
          ? Future.succeededFuture()
          : Calibrating.<Void>refused("every call of a calibration can be heard and may serve");
    });
  }

  /** Whether {@code sheet} belongs to its session: open, that call, that card, that rater, for the first time. */
  Future<Void> admits(RecordingId recording, Sheet sheet) {
    if (sheet.calibration().isEmpty()) {
      return Future.succeededFuture();
    }
    String id = sheet.calibration().get();
    return desk.calibrations().find(id).compose(found -> {
      boolean fits = found
          .filter(one -> !one.closed())
          .filter(one -> one.recordings().contains(recording))
          .filter(one -> one.scorecard().equals(sheet.scorecard()))
          .filter(one -> one.version() == sheet.version())
          .filter(one -> one.raters().contains(sheet.evaluator()))
          .isPresent();
      if (!fits) {
        return Calibrating.<Void>refused("this is not asked of you in an open calibration");
      }
      return desk.evaluations()
          .with("calibration", id)
          .compose(all -> all.stream()
                  .anyMatch(one -> one.evaluator().equals(sheet.evaluator())
                      && one.recording().equals(recording))
              ? Calibrating.<Void>refused("you have judged this call in this calibration already")
              : Future.succeededFuture());
    });
  }

  Future<Calibration> close(String id) {
    return desk.calibrations()
        .change(
            id,
            now -> new Calibration(
                now.id(),
                now.name(),
                now.recordings(),
                now.scorecard(),
                now.version(),
                now.raters(),
                now.author(),
                now.at(),
                true));
  }

  Future<Optional<Agreement>> agreement(String id) {
    return desk.calibrations().find(id).compose(found -> {
      if (found.filter(Calibration::closed).isEmpty()) {
        return Future.succeededFuture(Optional.empty());
      }
      Calibration session = found.get();
      return desk.scorecards()
          .find(session.scorecard() + "." + session.version())
          .compose(card -> desk.evaluations()
              .with("calibration", id)
              .map((List<Evaluation> sheets) -> card.map(one -> Consensus.of(one, sheets))));
    });
  }

  private static <T> Future<T> refused(String why) {
    return Future.failedFuture(new Refused(why));
  }
}
