package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.recorder.contract.Mode;
import java.util.Optional;

/**
 * What the law of one party's place makes of a call.
 *
 * @param row of the table; empty where the place is not known or has none
 * @param counts what is made of it: the row's mode or something stricter
 * @param doubt why the row is doubtful; empty where it is not
 * @param reason in a sentence for people
 */
record Finding(Whose whose, Optional<Law.Row> row, Mode counts, String doubt, String reason) {

  /** The party whose place it is. */
  enum Whose {
    CUSTOMER("the other party's number"),
    CALLED("the number that was called"),
    AGENT("the agent");

    final String words;

    Whose(String words) {
      this.words = words;
    }
  }

  String code() {
    return row.map(Law.Row::code).orElse("");
  }
}
