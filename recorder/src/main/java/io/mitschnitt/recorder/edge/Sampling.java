package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Mode;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.SamplePlan;
import io.mitschnitt.recorder.contract.SamplePlan.Draw;
import io.mitschnitt.recorder.contract.SamplePlan.Ticket;
import io.mitschnitt.recorder.review.Lots;
import io.mitschnitt.recorder.store.Desk;
import io.mitschnitt.recorder.store.Desk.SealedPlan;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Plans whose seed is made, and its digest told, before the draw. */
final class Sampling {

  private static final int PAGE = 1_000;
  private static final int MOST_TICKETS = 20_000;
  private static final int MOST_DRAWN = 1_000;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Desk desk;
  private final Library library;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Sampling(Desk desk, Library library, InstantSource clock) {
    this.desk = desk;
    this.library = library;
    this.clock = clock;
  }

  Future<List<SamplePlan>> all() {
    return desk.plans().all().map(all -> all.stream().map(SealedPlan::plan).toList());
  }

  Future<SamplePlan> plan(
      String name, String author, Instant from, Instant to, int count, boolean perAgent) {
    if (name.isBlank() || name.length() > 100) {
      return refused("a plan has a name of at most 100 characters");
    }
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      return refused("a plan's period is longer than nothing and at most a year");
    }
    if (count < 1 || count > MOST_DRAWN) {
      return refused("a plan draws 1 to " + MOST_DRAWN + " calls");
    }
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    String seed = HexFormat.of().formatHex(bits);
    Instant now = clock.instant();
    SamplePlan plan = new SamplePlan(
        Ids.fresh(),
        name.strip(),
        author,
        now,
        from,
        to,
        count,
        perAgent,
        Lots.commitment(seed),
        Optional.empty());
    return desk.plans().add(new SealedPlan(plan.id(), now, seed, plan)).map(SealedPlan::plan);
  }

  Future<SamplePlan> draw(String id, String by) {
    return desk.plans()
        .find(id)
        .map(found -> found.orElseThrow(() -> new NoSuchElementException("no such plan")))
        .compose(kept -> {
          if (kept.plan().draw().isPresent()) {
            return refused("this plan was drawn already");
          }
          if (clock.instant().isBefore(kept.plan().to())) {
            return refused("a plan is drawn when its period is over");
          }
          return drum(kept.plan(), Optional.empty(), new ArrayList<>())
              .compose(drum ->
                  desk.plans().change(id, now -> drawn(now, drum, by)).map(SealedPlan::plan));
        });
  }

  private SealedPlan drawn(SealedPlan kept, List<Ticket> drum, String by) {
    SamplePlan plan = kept.plan();
    if (plan.draw().isPresent()) {
      throw new Refused("this plan was drawn already");
    }
    List<String> drawn = Lots.draw(kept.seed(), drum, plan.count(), plan.perAgent());
    return new SealedPlan(
        kept.id(),
        kept.at(),
        kept.seed(),
        new SamplePlan(
            plan.id(),
            plan.name(),
            plan.author(),
            plan.at(),
            plan.from(),
            plan.to(),
            plan.count(),
            plan.perAgent(),
            plan.commitment(),
            Optional.of(new Draw(clock.instant(), by, kept.seed(), drum, drawn))));
  }

  /** Every recording of the period that can be heard and may serve to judge, sorted by its id. */
  private Future<List<Ticket>> drum(SamplePlan plan, Optional<String> cursor, List<Ticket> found) {
    Query query = new Query(
        Optional.of(plan.from()),
        Optional.of(plan.to()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        cursor,
        PAGE);
    return library.search(query).compose(page -> {
      page.items().stream()
          .filter(Sampling::mayBeDrawn)
          .map(card -> new Ticket(card.id().value(), card.call().agent()))
          .forEach(found::add);
      if (found.size() > MOST_TICKETS) {
        return refused("more than " + MOST_TICKETS + " calls; plan a shorter period");
      }
      if (page.next().isPresent()) {
        return drum(plan, page.next(), found);
      }
      found.sort(Comparator.comparing(Ticket::recording));
      return Future.succeededFuture(List.copyOf(found));
    });
  }

  private static boolean mayBeDrawn(Card card) {
    return card.state() == Library.State.READY && card.decision().mode() != Mode.STATUTORY;
  }

  private static <T> Future<T> refused(String why) {
    return Future.failedFuture(new Refused(why));
  }
}
