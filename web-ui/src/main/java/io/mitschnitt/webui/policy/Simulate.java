package io.mitschnitt.webui.policy;

import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.contract.Policies.Imagined;
import io.mitschnitt.webui.api.Body;
import io.mitschnitt.webui.api.PolicyJson;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.time.Clock;
import java.util.Set;

/** {@code POST /policy/simulate}, what the policy makes of a call that nobody has made, now. */
public final class Simulate implements Handler<Visit> {

  private static final int LONGEST = 64;

  private final Policies policies;
  private final Clock clock;

  public Simulate(Policies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  public void handle(Visit visit) {
    Body.read(visit, Set.of("from", "to")).ifPresent(body -> {
      String from = body.text("from").strip();
      String to = body.text("to").strip();
      if (from.length() > LONGEST || to.length() > LONGEST || to.isEmpty()) {
        Problem.badRequest("from and to have at most 64 characters, and to is not empty")
            .answer(visit.http());
      } else {
        visit.answer(PolicyJson.of(policies.simulate(new Imagined(from, to, clock.instant()))));
      }
    });
  }
}
