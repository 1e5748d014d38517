package io.mitschnitt.webui.evidence;

import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** {@code GET /ledger/…}: the signed head, the key, the entries, a day's statement, all as text. */
public final class ShowLedger {

  private static final int MOST = 1_000;

  private final Evidence evidence;

  public ShowLedger(Evidence evidence) {
    this.evidence = evidence;
  }

  /** The log as it is now, signed. */
  public Handler<Visit> checkpoint() {
    return visit -> signed(visit, evidence.checkpoint());
  }

  /** The key after which the log is named. */
  public Handler<Visit> key() {
    return visit -> answer(visit, evidence.publicKey());
  }

  /** How the signing passed from that key to others; empty where it never did. */
  public Handler<Visit> handovers() {
    return visit ->
        evidence.handovers().onSuccess(text -> answer(visit, text)).onFailure(visit::fail);
  }

  /** {@code ?from=0&limit=1000}: entries, each with its leaf's hash. */
  public Handler<Visit> entries() {
    return visit -> {
      String from = word(visit, "from", "0");
      String limit = word(visit, "limit", String.valueOf(MOST));
      if (!from.matches("\\d{1,15}")
          || !limit.matches("[1-9]\\d{0,3}")
          || Integer.parseInt(limit) > MOST) {
        Problem.badRequest("from: a place in the log; limit: 1 to " + MOST).answer(visit.http());
        return;
      }
      evidence
          .entries(Long.parseLong(from), Integer.parseInt(limit))
          .onSuccess(text -> answer(visit, text))
          .onFailure(visit::fail);
    };
  }

  /** {@code ?seq=12&size=40}: that the entry is in the log's first {@code size}; without size, in all of it. */
  public Handler<Visit> inclusion() {
    return visit -> proof(visit, "seq", "size", evidence::inclusion);
  }

  /** {@code ?from=12&to=40}: that the log of {@code to} entries continues that of {@code from}; without to, all of it. */
  public Handler<Visit> consistency() {
    return visit -> proof(visit, "from", "to", evidence::consistency);
  }

  private interface Prover {
    Future<String> prove(long one, long other);
  }

  private void proof(Visit visit, String first, String second, Prover prover) {
    String one = word(visit, first, "");
    String other = word(visit, second, String.valueOf(evidence.size()));
    if (!one.matches("\\d{1,15}") || !other.matches("\\d{1,15}")) {
      Problem.badRequest(first + ", " + second + ": places in the log").answer(visit.http());
      return;
    }
    prover
        .prove(Long.parseLong(one), Long.parseLong(other))
        .onSuccess(text -> answer(visit, text))
        .onFailure(cause -> {
          if (cause instanceof IllegalArgumentException) {
            Problem.notFound("the log has no such entries").answer(visit.http());
          } else {
            visit.fail(cause);
          }
        });
  }

  /** {@code ?day=2026-11-25}: what became of that day's calls, signed. */
  public Handler<Visit> statement() {
    return visit -> {
      try {
        signed(visit, evidence.statement(LocalDate.parse(word(visit, "day", ""))));
      } catch (DateTimeException e) {
        Problem.badRequest("day: a day as in 2026-11-25").answer(visit.http());
      }
    };
  }

  /** {@code GET /calls/:id/consent-record}: what was told, asked and answered in that call, signed. */
  public Handler<Visit> consentRecord() {
    return visit -> visit
        .call()
        .ifPresent(id -> signed(visit, evidence.consentRecord(id).map(found -> found.orElse(""))));
  }

  /** What cannot be signed because the log is doubted is said so: the reason is for the operator's log. */
  private void signed(Visit visit, Future<String> note) {
    note.onSuccess(text -> {
          if (text.isEmpty()) {
            Problem.notFound("no such call").answer(visit.http());
          } else {
            answer(visit, text);
          }
        })
        .onFailure(cause -> {
          if (evidence.objection().isPresent()) {
            new Problem(409, "The log is doubted", evidence.objection().get()).answer(visit.http());
          } else {
            visit.fail(cause);
          }
        });
  }

  private static String word(Visit visit, String name, String otherwise) {
    List<String> words = visit.http().queryParam(name);
    return words.isEmpty() ? otherwise : words.get(0);
  }

  private static void answer(Visit visit, String text) {
    visit
        .http()
        .response()
        .putHeader("content-type", "text/plain; charset=utf-8")
        .end(text);
  }
}
