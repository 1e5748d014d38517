package io.mitschnitt.webui.compliance;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.contract.Ledger.State;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.compliance.Requirement.Status;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /compliance/…}: how this node stands to the law, and the drafts that the law asks for, from what is in force now. */
public final class Reports {

  private static final int MOST = 1_000;

  private final RecorderDoors recorder;
  private final Reload reload;
  private final Clock clock;

  public Reports(RecorderDoors recorder, Reload reload, Clock clock) {
    this.recorder = recorder;
    this.reload = reload;
    this.clock = clock;
  }

  /** {@code ?profile=…}: each requirement of MiFID II and of German law. */
  public Handler<Visit> mifid() {
    return visit -> with(visit, live -> {
      Optional<Profile> profile = live.profile(word(visit, "profile"));
      if (profile.isEmpty()) {
        Problem.notFound("there is no such profile").answer(visit.http());
        return;
      }
      visit.answer(json(profile.get(), Conformity.of(live, profile.get())));
    });
  }

  private JsonObject json(Profile profile, List<Requirement> all) {
    JsonArray items = new JsonArray();
    all.forEach(one -> items.add(one.json()));
    return new JsonObject()
        .put("profile", profile.name())
        .put("at", io.mitschnitt.recorder.evidence.LogEntry.time(clock.instant()))
        .put("passed", all.stream().filter(one -> one.status() == Status.PASS).count())
        .put("failed", all.stream().filter(one -> one.status() == Status.FAIL).count())
        .put("items", items);
  }

  /** {@code ?language=de}: the register of processing, as Markdown. */
  public Handler<Visit> register() {
    return visit -> draft(visit, "register", Register::processing);
  }

  /** {@code ?language=de}: the impact assessment, as Markdown. */
  public Handler<Visit> assessment() {
    return visit -> draft(visit, "dpia", Register::assessment);
  }

  private void draft(Visit visit, String name, Function<Register, String> write) {
    boolean german = word(visit, "language").filter("de"::equals).isPresent();
    with(
        visit,
        live -> visit
            .http()
            .response()
            .putHeader("content-type", "text/markdown; charset=utf-8")
            .putHeader(
                "content-disposition",
                "attachment; filename=\"" + name + (german ? "-de" : "-en") + ".md\"")
            .end(write.apply(new Register(live, german, clock.instant()))));
  }

  private static Optional<String> word(Visit visit, String name) {
    return visit.http().queryParam(name).stream().findFirst();
  }

  private void with(Visit visit, java.util.function.Consumer<Live> then) {
    Optional<Settings> settings = reload.inForce();
    if (settings.isEmpty()) {
      new Problem(409, "No configuration", "this node runs without a configuration to look at")
          .answer(visit.http());
      return;
    }
    look(settings.get()).onSuccess(then::accept).onFailure(visit::fail);
  }

  private Future<Live> look(Settings settings) {
    RowQuery open = new RowQuery(
        Optional.empty(),
        Optional.of(clock.instant().minus(Duration.ofDays(1))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(State.OPEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MOST);
    return recorder
        .ledger()
        .rows(open)
        .compose(rows -> recorder
            .reviews()
            .samples()
            .map(samples -> new Live(
                settings.gateway(),
                settings.recorder(),
                recorder.evidence().objection(),
                recorder.custody().clockObjection(),
                recorder.evidence().size(),
                rows.items().size(),
                samples.size(),
                settings.web().tls().isPresent())));
  }
}
