package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.LiveCalls;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /calls/:id/transfer}: hands the customer over, to {@code {to}} who is called then, or with {@code {call}} to
 * whom the agent talks in another call; 409 with the reason where that cannot be.
 */
public final class HandOver implements Handler<Visit> {

  private static final int LONGEST = 64;

  private final LiveCalls calls;

  public HandOver(LiveCalls calls) {
    this.calls = calls;
  }

  @Override
  public void handle(Visit visit) {
    Given.read(visit, Set.of("to", "call"), given -> {
      Optional<String> to = given.maybeText("to", LONGEST).map(String::strip);
      Optional<CallId> other = given
          .maybeText("call", LONGEST)
          .map(text -> CallId.read(text)
              .orElseThrow(() -> new Given.Wrong("call is the id of another call")));
      if (to.isPresent() == other.isPresent() || to.filter(String::isEmpty).isPresent()) {
        throw new Given.Wrong("wanted: either to or call");
      }
      new OnCall(calls, Role.HANG_UP)
          .act(
              visit,
              (id, by) -> to.map(target -> calls.transfer(id, target, by))
                  .orElseGet(() -> calls.transferTo(id, other.orElseThrow(), by)));
    });
  }
}
