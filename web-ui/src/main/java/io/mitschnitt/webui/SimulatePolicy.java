package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.Policies;
import io.mitschnitt.gateway.contract.Policies.Answer;
import io.mitschnitt.gateway.contract.Policies.Imagined;
import io.mitschnitt.gateway.contract.Policies.Place;
import io.mitschnitt.gateway.contract.Policies.Verdict;
import io.mitschnitt.gateway.edge.GatewayFloor;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Ledger.Row;
import io.mitschnitt.recorder.contract.Ledger.RowQuery;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.webui.api.Words;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code simulate-policy}: what the policy, or a draft of one, makes of a call; or of the past calls, compared with what
 * was decided then.
 */
final class SimulatePolicy {

  /**
   * What to simulate.
   *
   * @param draft a file that is laid over the configuration
   * @param since past calls from that day on, in UTC; else one call
   */
  record Wish(
      Optional<String> from, Optional<String> to, Optional<Path> draft, Optional<LocalDate> since) {
    static final Wish NONE =
        new Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    boolean whole() {
      return since.isPresent()
          ? from.isEmpty() && to.isEmpty()
          : from.isPresent() && to.isPresent();
    }
  }

  private static final int PAGE = 1000;
  private static final String INDENT = "  ";

  private final Wish wish;
  private final Settings settings;
  private final Policies policies;

  SimulatePolicy(Wish wish, Settings settings) {
    this.wish = wish;
    this.settings = settings;
    this.policies = GatewayFloor.policies(settings.gateway());
  }

  Future<Integer> run() {
    return wish.since()
        .map(this::past)
        .orElseGet(() -> one(wish.from().orElse(""), wish.to().orElse("")));
  }

  private Future<Integer> one(String from, String to) {
    Imagined call = new Imagined(from, to, Instant.now());
    Answer answer = policies.simulate(call);
    if (answer.verdict().isPresent()) {
      Console.say(words(answer.verdict().get()));
      if (!answer.why().isEmpty()) {
        Console.say("The dialling rules of this configuration refuse such a call: " + answer.why());
      }
      return Future.succeededFuture(0);
    }
    String nowhere = "such a call would not be taken: " + answer.why();
    return policies
        .unrouted(call)
        .map(verdict -> {
          Console.say(words(verdict));
          Console.say("No route of this configuration leads there (" + answer.why()
              + "): this is what the default profile makes of the two numbers.");
          return Future.succeededFuture(0);
        })
        .orElseGet(() -> Future.failedFuture(Sorry.failed(nowhere)));
  }

  private static String words(Verdict verdict) {
    Decision decision = verdict.decision();
    StringBuilder text = new StringBuilder(Words.of(decision.mode()));
    decision.reasons().forEach(reason -> line(text, INDENT + reason));
    line(
        text,
        Words.of(verdict.direction()) + ", profile " + decision.profile()
            + (decision.prompt().isEmpty()
                ? ""
                : ", announcement " + decision.language() + "/" + decision.prompt())
            + ", kept " + decision.retentionDays() + " days");
    Decision.Basis basis = decision.basis();
    line(
        text,
        "policy " + basis.policyVersion()
            + (basis.tableVersion().isEmpty()
                ? ""
                : ", table of jurisdictions " + basis.tableVersion())
            + (basis.rule().isEmpty() ? "" : ", rule " + basis.rule()));
    verdict.places().stream()
        .filter(place -> !place.code().isEmpty())
        .distinct()
        .forEach(place -> place(text, place));
    if (verdict.places().stream().anyMatch(place -> place.reviewedOn().isEmpty())) {
      line(
          text,
          "The table of jurisdictions is a draft and not legal advice: rows here were not reviewed by counsel.");
    }
    return text.toString();
  }

  private static void place(StringBuilder text, Place place) {
    line(
        text,
        place.code() + " (" + place.whose() + ", confidence " + place.confidence() + "): "
            + place.note());
    place.sources().forEach(source -> line(text, INDENT + source));
  }

  private static void line(StringBuilder text, String line) {
    text.append(System.lineSeparator()).append(line);
  }

  private Future<Integer> past(LocalDate since) {
    Instant from = since.atStartOfDay().toInstant(ZoneOffset.UTC);
    Vertx vertx = House.ground();
    Future<Integer> done = House.recorder(vertx, settings)
        .compose(recorder -> compared(recorder, from).eventually(recorder::close))
        .map(compared -> {
          Console.say(compared.table());
          return 0;
        });
    return House.thenClose(done, vertx::close);
  }

  private Future<Comparison> compared(RecorderDoors recorder, Instant from) {
    return rows(recorder.ledger(), Optional.of(from), Optional.empty(), new ArrayList<>())
        .map(rows -> Comparison.of(rows, policies));
  }

  private static Future<List<Row>> rows(
      Ledger ledger, Optional<Instant> from, Optional<String> cursor, List<Row> soFar) {
    return ledger.rows(RowQuery.since(from, cursor, PAGE)).compose(page -> {
      soFar.addAll(page.items());
      return page.next().isPresent()
          ? rows(ledger, from, page.next(), soFar)
          : Future.succeededFuture(soFar);
    });
  }
}
