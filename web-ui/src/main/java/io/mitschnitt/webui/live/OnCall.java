package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import java.util.Set;

/** Doing something to a running call that one reaches: 204 when done, 404 where there is none, 409 where it is refused. */
final class OnCall {

  private final LiveCalls calls;
  private final Set<Role> allowed;

  OnCall(LiveCalls calls, Set<Role> allowed) {
    this.calls = calls;
    this.allowed = allowed;
  }

  void act(Visit visit, Deed deed) {
    visit.call().ifPresent(id -> {
      if (calls
          .find(id)
          .filter(call -> visit.reach(allowed).covers(visit.user(), call.agent()))
          .isEmpty()) {
        none(visit);
        return;
      }
      deed.on(id, visit.user()).onFailure(why -> Given.fail(visit, why)).onSuccess(done -> {
        if (done) {
          visit.done();
        } else {
          none(visit);
        }
      });
    });
  }

  private static void none(Visit visit) {
    Problem.notFound("no such call").answer(visit.http());
  }

  /** What is done; answers whether there was such a call. */
  interface Deed {
    Future<Boolean> on(CallId call, String by);
  }
}
