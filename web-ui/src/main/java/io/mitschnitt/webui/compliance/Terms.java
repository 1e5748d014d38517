package io.mitschnitt.webui.compliance;

import io.mitschnitt.recorder.contract.Custody;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Keeping.Rule;
import io.mitschnitt.recorder.contract.Keeping.Term;
import io.mitschnitt.recorder.contract.Keeping.Unit;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RetentionPresets;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Given.Wrong;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long a recording lives, what protects it, and what would be if the rule were another. */
public final class Terms {

  private final Stored stored;
  private final Custody custody;

  public Terms(Library library, Custody custody) {
    this.stored = new Stored(library);
    this.custody = custody;
  }

  /** {@code GET /recordings/:id/custody}. */
  public Handler<Visit> show() {
    return visit -> visit
        .recording()
        .ifPresent(id -> custody
            .kept(id)
            .onSuccess(found -> found.ifPresentOrElse(
                kept -> visit.answer(RecordJson.of(kept)),
                () -> Problem.notFound("no such recording").answer(visit.http())))
            .onFailure(visit::fail));
  }

  /** {@code PUT /recordings/:id/restriction} {@code {reason}}: kept and not used (GDPR Art. 18); without a reason lifted. */
  public Handler<Visit> restrict() {
    return visit -> stored.with(
        visit,
        card -> Given.read(
            visit,
            Set.of("reason"),
            given -> Wishes.answer(
                visit,
                custody.restrict(
                    card.id(),
                    Wishes.person(visit, Role.KEEP),
                    given.maybeText("reason", Custody.LONGEST_REASON)))));
  }

  /** {@code POST /recordings/:id/extension} {@code {reason}}: as long as its rule lets an authority ask. */
  public Handler<Visit> extend() {
    return visit -> stored.with(
        visit,
        card -> Given.read(
            visit,
            Set.of("reason"),
            given -> Wishes.answer(
                visit,
                custody.extend(card.id(), Wishes.person(visit, Role.KEEP), Wishes.reason(given)))));
  }

  /** {@code GET /retention/clock}. */
  public Handler<Visit> clock() {
    return visit ->
        visit.answer(new JsonObject().put("objection", custody.clockObjection().orElse(null)));
  }

  /** {@code POST /retention/clock} {@code {reason}}: a person has looked, the clock is right. */
  public Handler<Visit> trust() {
    return visit -> Given.read(
        visit,
        Set.of("reason"),
        given -> custody
            .trustClock(Wishes.person(visit, Role.RELEASE_CLOCK), Wishes.reason(given))
            .onSuccess(v -> visit.done())
            .onFailure(cause -> Given.fail(visit, cause)));
  }

  /** {@code GET /retention/rules}: those that come with the program. */
  public Handler<Visit> rules() {
    return visit -> {
      JsonArray items = new JsonArray();
      RetentionPresets.all()
          .forEach(rule -> items.add(new JsonObject()
              .put("name", rule.name())
              .put("least", rule.least().map(Term::text).orElse(null))
              .put("most", rule.most().map(Term::text).orElse(null))
              .put("extendTo", rule.extendTo().map(Term::text).orElse(null))
              .put("source", rule.source())));
      visit.answer(new JsonObject().put("items", items).putNull("next"));
    };
  }

  /** {@code POST /retention/rehearsal} {@code {profile, rules, zone}}: a dry run over what is kept. Changes nothing. */
  public Handler<Visit> rehearse() {
    return visit -> Given.read(
        visit,
        Set.of("profile", "rules", "zone"),
        given -> Wishes.answer(visit, custody.rehearse(given.text("profile", 64), keeping(given))));
  }

  private static Keeping keeping(Given given) {
    return keeping(given.texts("rules", 64), given.maybeText("zone", 64).orElse("UTC"));
  }

  /** By rules that are named or drafted; fails with {@link Wrong}. */
  static Keeping keeping(List<String> names, String zone) {
    List<Rule> rules = names.stream().map(Terms::rule).toList();
    try {
      ZoneId.of(zone);
      return new Keeping(rules, zone);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Wrong("rules: one or more names; zone: such as Europe/Berlin");
    }
  }

  /** A name, or a draft of its own: {@code 5y..7y} is five years at least and seven at most. */
  private static Rule rule(String text) {
    return RetentionPresets.find(text)
        .or(() -> draft(text))
        .orElseThrow(() -> new Wrong(
            "rules: names of GET /retention/rules, or drafts such as 5y..7y, ..30d or 3y.."));
  }

  private static Optional<Rule> draft(String text) {
    if (!text.matches("([0-9]{1,4}[dmy])?\\.\\.([0-9]{1,4}[dmy])?") || text.equals("..")) {
      return Optional.empty();
    }
    String[] ends = text.split("\\.\\.", -1);
    return Optional.of(new Rule(text, term(ends[0]), term(ends[1]), Optional.empty(), "a draft"));
  }

  private static Optional<Term> term(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int amount = Integer.parseInt(text.substring(0, text.length() - 1));
    char letter = text.charAt(text.length() - 1);
    Unit unit = letter == 'd' ? Unit.DAYS : letter == 'm' ? Unit.MONTHS : Unit.YEARS;
    return Optional.of(Term.of(amount, unit));
  }
}
