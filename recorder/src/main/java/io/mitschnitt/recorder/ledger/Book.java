package io.mitschnitt.recorder.ledger;

import io.mitschnitt.recorder.contract.CallFacts;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.ConsentEvent;
import io.mitschnitt.recorder.contract.Decision;
import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Ledger;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The ledger over its entries: every sentence of the contract is one change of one entry. */
public final class Book implements Ledger {

  private final Entries entries;
  private final String node;

  public Book(Entries entries) {
    this(entries, "");
  }

  /** @param node this node's name, which its rows bear */
  public Book(Entries entries, String node) {
    this.entries = entries;
    this.node = node;
  }

  @Override
  public Future<Void> answered(CallFacts facts, Decision decision) {
    return entries.add(Entry.answered(facts, decision).on(node));
  }

  @Override
  public Future<Void> agent(CallId call, String agent, Instant at) {
    return entries
        .change(call, e -> e.tookIt(agent, at) ? e : e.agent(agent, at))
        .mapEmpty();
  }

  @Override
  public Future<Void> consent(CallId call, ConsentEvent event) {
    return entries
        .change(call, e -> e.consent().contains(event) ? e : e.said(event))
        .mapEmpty();
  }

  @Override
  public Future<Void> ended(CallId call, Instant at, Ending ending, Optional<Reason> reason) {
    Instant end = at.truncatedTo(
        ChronoUnit.MILLIS); // as the store keeps it: a repeated end must look the same
    return entries.change(call, e -> e.ended(end, ending, reason)).mapEmpty();
  }

  @Override
  public Future<Optional<Row>> find(CallId call) {
    return entries.find(call).map(entry -> entry.map(Entry::row));
  }

  @Override
  public Future<RowPage> rows(RowQuery query) {
    try {
      return entries.rows(RowSearch.oneMore(query)).map(found -> page(found, query.limit()));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  private static RowPage page(List<Entry> found, int limit) {
    List<Row> rows = found.stream().limit(limit).map(Entry::row).toList();
    if (found.size() <= limit) {
      return new RowPage(rows, Optional.empty());
    }
    CallFacts last = rows.get(limit - 1).facts();
    return new RowPage(
        rows, Optional.of(new RowSearch.Position(last.answeredAt(), last.id()).write()));
  }

  /** Closes the rows that this node left open when it died; to be called once, before the first call. */
  public Future<Integer> reconcile() {
    return entries.open().map(this::ours).compose(this::settle);
  }

  private List<Entry> ours(List<Entry> open) {
    return open.stream().filter(entry -> node.isEmpty() || entry.isOf(node)).toList();
  }

  private Future<Integer> settle(List<Entry> open) {
    Future<Void> done = Future.succeededFuture();
    for (Entry entry : open) {
      done = done.compose(v -> entries.change(entry.call(), Reconciler::settle).mapEmpty());
    }
    return done.map(v -> open.size());
  }
}
