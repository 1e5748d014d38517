package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Evaluation;
import io.mitschnitt.recorder.contract.Evaluation.Answer;
import io.mitschnitt.recorder.contract.Evaluation.Reply;
import io.mitschnitt.recorder.contract.Evaluation.Said;
import io.mitschnitt.recorder.contract.Evaluation.Score;
import io.mitschnitt.recorder.contract.Evaluation.Status;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.recorder.contract.Reviews.Sheet;
import io.mitschnitt.recorder.contract.Scorecard;
import io.mitschnitt.recorder.review.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of an evaluation: given, disputed, decided. Each thing said gives the next one. */
final class Judging {

  private static final int MOST_REPLIES = 100;

  private Judging() {}

  /** The evaluation that {@code sheet} makes of the call. */
  static Evaluation filled(Sheet sheet, Card card, Scorecard scorecard, Instant now) {
    boolean tooLong = sheet.note().length() > Reviews.LONGEST_TEXT
        || sheet.answers().stream().anyMatch(one -> one.note().length() > Reviews.LONGEST_TEXT);
    if (tooLong) {
      throw new Refused("a note has at most " + Reviews.LONGEST_TEXT + " characters");
    }
    Score score = Scoring.of(scorecard, sheet.answers());
    return new Evaluation(
        Ids.fresh(),
        card.id(),
        card.call().agent(),
        scorecard.id(),
        scorecard.version(),
        sheet.evaluator(),
        now,
        sheet.answers(),
        sheet.note().strip(),
        score,
        Status.GIVEN,
        List.of(),
        sheet.calibration());
  }

  /** The evaluation after {@code reply}. */
  static Evaluation answered(Evaluation now, Reply reply) {
    if (now.replies().size() >= MOST_REPLIES) {
      throw new Refused("enough was said to this evaluation");
    }
    if (now.calibration().isPresent()) {
      throw new Refused("an evaluation of a calibration is not answered");
    }
    Status next = next(now.status(), reply.said());
    List<Reply> replies = new ArrayList<>(now.replies());
    replies.add(reply);
    return with(now, now.answers(), now.note(), next, replies);
  }

  private static Status next(Status now, Said said) {
    return switch (said) {
      case REPLY -> now;
      case DISPUTE -> {
        if (now != Status.GIVEN) {
          throw new Refused("an evaluation is disputed once");
        }
        yield Status.DISPUTED;
      }
      case UPHOLD -> {
        if (now != Status.DISPUTED) {
          throw new Refused("nobody disputes this evaluation");
        }
        yield Status.UPHELD;
      }
      case WITHDRAW -> {
        if (now == Status.WITHDRAWN) {
          throw new Refused("this evaluation is withdrawn already");
        }
        yield Status.WITHDRAWN;
      }
    };
  }

  /** The marks without a word. */
  static Evaluation wordless(Evaluation now) {
    List<Answer> answers = now.answers().stream()
        .map(one -> new Answer(one.criterion(), one.points(), "", Optional.empty()))
        .toList();
    return with(now, answers, "", now.status(), List.of());
  }

  private static Evaluation with(
      Evaluation now, List<Answer> answers, String note, Status status, List<Reply> replies) {
    return new Evaluation(
        now.id(),
        now.recording(),
        now.agent(),
        now.scorecard(),
        now.version(),
        now.evaluator(),
        now.at(),
        answers,
        note,
        now.score(),
        status,
        replies,
        now.calibration());
  }
}
