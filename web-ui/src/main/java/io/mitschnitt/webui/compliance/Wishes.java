package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Given.Wrong;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import java.util.Set;

/** What the requests of this room have in common: a person, a role, a reason. */
final class Wishes {

  private Wishes() {}

  static Listener person(Visit visit, Set<Role> allowed) {
    return new Listener(visit.user(), visit.roleAmong(allowed));
  }

  static String reason(Given given) {
    String reason = given.text("reason", Custody.LONGEST_REASON).strip();
    if (reason.length() < Custody.SHORTEST_REASON) {
      throw new Wrong("reason: say why, in " + Custody.SHORTEST_REASON + " to "
          + Custody.LONGEST_REASON + " characters");
    }
    return reason;
  }

  /** Answers with what was done, or why it was not. */
  static void answer(Visit visit, Future<? extends Record> done) {
    done.onSuccess(record -> visit.answer(RecordJson.of(record)))
        .onFailure(cause -> Given.fail(visit, cause));
  }
}
