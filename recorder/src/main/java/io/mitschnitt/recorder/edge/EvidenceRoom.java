package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Evidence;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.evidence.Checkpoint;
import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.LogEntry;
import io.mitschnitt.recorder.evidence.Merkle;
import io.mitschnitt.recorder.evidence.ProvedEntry;
import io.mitschnitt.recorder.evidence.PublicKeys;
import io.mitschnitt.recorder.evidence.RightEdge;
import io.mitschnitt.recorder.evidence.Tally;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.store.EvidenceRows.Stored;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The evidence door: signs the log's head while it moves, and doubts the log at each start. */
final class EvidenceRoom implements Evidence {

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceRoom.class);
  private static final long SIGNS_EVERY_MILLIS = 20_000;
  private static final long STATES_EVERY_MILLIS = 600_000;
  private static final int PAGE = 1_000;

  private final Vertx vertx;
  private final EvidenceLog log;
  private final Checkpoints checkpoints;
  private final InstantSource clock;
  private final Bundles bundles;
  private final Entries entries;
  private final Outsiders outsiders;
  private final long timer;
  private final long statements;
  private volatile Optional<String> objection = Optional.empty();
  private volatile long signed = -1;
  private volatile boolean closed;

  EvidenceRoom(
      Vertx vertx,
      EvidenceLog log,
      Checkpoints checkpoints,
      Bundles.Sources sources,
      Outsiders outsiders,
      InstantSource clock) {
    this.outsiders = outsiders;
    this.vertx = vertx;
    this.log = log;
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.entries = sources.entries();
    this.bundles = new Bundles(vertx, log, sources, checkpoints, this::stampedHead);
    timer = vertx.setPeriodic(SIGNS_EVERY_MILLIS, any -> signIfNew());
    statements = vertx.setPeriodic(STATES_EVERY_MILLIS, any -> state());
  }

  /**
   * Compares the log with what was signed of it: its end at once, every entry behind the open doors. What does not fit is
   * an objection, and no head is signed any more.
   */
  Future<Void> doubt() {
    return blocking(checkpoints::all)
        .compose(all -> {
          if (all.isEmpty() && log.edge().size() > 0) {
            LOG.warn(
                "EVIDENCE: {} entries and no signed head of them on this disk; was its directory moved?",
                log.edge().size());
          }
          Future<Void> fits =
              all.isEmpty() ? Future.succeededFuture() : compare(all.lastEntry().getValue());
          return fits.onSuccess(v -> audit(all));
        })
        .recover(failure -> {
          object(failure.getMessage() == null ? failure.toString() : failure.getMessage());
          return Future.succeededFuture();
        });
  }

  private Future<Void> compare(Checkpoint last) {
    long size = log.edge().size();
    if (size < last.size()) {
      return Future.failedFuture(
          "the log's tail is cut: " + last.size() + " entries were signed, " + size + " are there");
    }
    return log.edgeAt(last.size())
        .compose(edge -> Arrays.equals(edge.root(), last.root())
            ? Future.succeededFuture()
            : Future.failedFuture(
                "the log's first " + last.size() + " entries are not those that were signed"));
  }

  private void audit(NavigableMap<Long, Checkpoint> signedHeads) {
    walk(RightEdge.EMPTY, log.edge().size(), signedHeads).onFailure(cause -> {
      if (!closed) {
        object(cause.getMessage() == null ? cause.toString() : cause.getMessage());
      }
    });
  }

  private Future<RightEdge> walk(RightEdge edge, long end, NavigableMap<Long, Checkpoint> heads) {
    if (edge.size() >= end || closed) {
      return Future.succeededFuture(edge);
    }
    return log.from(edge.size(), PAGE)
        .compose(page -> blocking(() -> walked(edge, page, end, heads)))
        .compose(next -> walk(next, end, heads));
  }

  private static RightEdge walked(
      RightEdge from, List<Stored> page, long end, NavigableMap<Long, Checkpoint> heads) {
    RightEdge edge = from;
    for (Stored one : page) {
      byte[] leaf = Merkle.leaf(one.entry().bytes());
      if (one.entry().seq() != edge.size()
          || one.nodes().isEmpty()
          || !Arrays.equals(leaf, one.nodes().get(0))) {
        throw new IllegalStateException(
            "entry " + edge.size() + " of the log is missing or was changed");
      }
      edge = edge.plus(leaf).edge();
      Checkpoint head = heads.get(edge.size());
      if (head != null && !Arrays.equals(head.root(), edge.root())) {
        throw new IllegalStateException(
            "the log's first " + edge.size() + " entries are not those that were signed");
      }
    }
    if (page.isEmpty() && edge.size() < end) {
      throw new IllegalStateException("entry " + edge.size() + " of the log is missing");
    }
    return edge;
  }

  private void object(String why) {
    objection = Optional.of(why);
    LOG.error(
        "EVIDENCE: {}; nothing is signed until a person has looked: see docs/evidence.md", why);
  }

  @Override
  public Optional<String> objection() {
    return objection;
  }

  @Override
  public String publicKey() {
    return PublicKeys.pem(checkpoints.chain().first());
  }

  @Override
  public Future<String> handovers() {
    return blocking(checkpoints::handovers);
  }

  @Override
  public Future<String> handOver() {
    if (objection.isPresent()) {
      return Future.failedFuture(new IllegalStateException(objection.get()));
    }
    return checkpoint()
        .compose(v -> blocking(() -> checkpoints.handOver(log.edge(), clock.instant())))
        .compose(key -> log.append(new EvidenceLog.Note(
                LogEntry.Kind.CHANGE,
                Optional.empty(),
                Optional.empty(),
                Map.of("what", "key-handover", "key-sha256", key)))
            .compose(v -> checkpoint())
            .map(key));
  }

  private void signIfNew() {
    if (objection.isEmpty() && log.edge().size() > Math.max(0, signed)) {
      checkpoint()
          .onFailure(
              cause -> LOG.error("the log's head could not be signed: {}", DarkRoom.why(cause)));
    }
  }

  @Override
  public Future<String> checkpoint() {
    return sign(log.edge());
  }

  private Future<String> sign(RightEdge edge) {
    if (objection.isPresent()) {
      return Future.failedFuture(new IllegalStateException(objection.get()));
    }
    return blocking(() -> checkpoints.sign(edge, clock.instant())).onSuccess(note -> {
      signed = Math.max(signed, edge.size());
      tell(edge.size(), note);
    });
  }

  /** Nobody waits for those outside. */
  private void tell(long size, String note) {
    outsiders.copy(note);
    Instant now = clock.instant();
    if (outsiders.due(now)) {
      outsiders
          .stamp(note, now)
          .compose(answer -> answer.isEmpty()
              ? Future.succeededFuture()
              : blocking(() -> {
                checkpoints.write(EvidenceFiles.stamp(size), answer.get());
                return answer;
              }));
    }
  }

  /** For a bundle: a head, and what an authority says about it where one can be reached. */
  private Future<Bundles.Head> stampedHead() {
    return checkpoint()
        .compose(note ->
            outsiders.stamp(note, clock.instant()).map(answer -> new Bundles.Head(note, answer)));
  }

  @Override
  public long size() {
    return log.edge().size();
  }

  @Override
  public Future<String> inclusion(long seq, long size) {
    if (seq < 0 || seq >= size || size > size()) {
      return Future.failedFuture(new IllegalArgumentException("no such entry"));
    }
    return log.from(seq, 1)
        .compose(page -> log.proofs(List.of(seq), size)
            .compose(proofs -> log.edgeAt(size)
                .map(edge -> Proofs.inclusion(
                    page.get(0).entry(), size, Objects.requireNonNull(proofs.get(seq)), edge))));
  }

  @Override
  public Future<String> consistency(long older, long newer) {
    if (older < 1 || older > newer || newer > size()) {
      return Future.failedFuture(new IllegalArgumentException("no such heads"));
    }
    return log.consistency(older, newer)
        .compose(path -> log.edgeAt(older)
            .compose(
                before -> log.edgeAt(newer).map(after -> Proofs.consistency(before, after, path))));
  }

  @Override
  public Future<String> entries(long from, int limit) {
    return log.from(from, limit)
        .map(page -> ProvedEntry.write(page.stream()
            .map(one -> new ProvedEntry(one.entry(), one.nodes().subList(0, 1)))
            .toList()));
  }

  @Override
  public Future<String> statement(LocalDate day) {
    boolean over = day.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return kept(day)
        .compose(
            found -> found.isPresent() ? Future.succeededFuture(found.get()) : count(day, over));
  }

  private Future<Optional<String>> kept(LocalDate day) {
    return blocking(() -> checkpoints.find(file(day)));
  }

  private static String file(LocalDate day) {
    return "statement-" + day + ".txt";
  }

  private Future<String> count(LocalDate day, boolean over) {
    if (objection.isPresent()) {
      return Future.failedFuture(new IllegalStateException(objection.get()));
    }
    RightEdge edge = log.edge();
    Tally tally = new Tally(day);
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return log.rows()
        .since(log.stream(), midnight)
        .compose(first ->
            first.isEmpty() ? Future.succeededFuture() : add(tally, first.get(), edge.size()))
        .compose(v -> kept(day.minusDays(1)))
        .compose(before -> blocking(() -> {
          String note = checkpoints.sign(text(day, over, tally, edge, before));
          if (over) {
            checkpoints.write(file(day), note);
          }
          return note;
        }));
  }

  private Future<Void> add(Tally tally, long from, long end) {
    if (from >= end) {
      return Future.succeededFuture();
    }
    return log.from(from, PAGE).compose(page -> {
      page.stream().map(Stored::entry).filter(entry -> entry.seq() < end).forEach(tally::add);
      return page.isEmpty()
          ? Future.succeededFuture()
          : add(tally, page.get(page.size() - 1).entry().seq() + 1, end);
    });
  }

  @Override
  public Future<Optional<String>> consentRecord(CallId call) {
    if (objection.isPresent()) {
      return Future.failedFuture(new IllegalStateException(objection.get()));
    }
    return entries
        .find(call)
        .map(found -> found.map(entry -> checkpoints.sign(
            ConsentRecords.of(entry, checkpoints.origin(), log.edge(), clock.instant())
                .text())));
  }

  /** Chained by the day before, where that was stated, and bound to the log as it was. */
  private String text(
      LocalDate day, boolean over, Tally tally, RightEdge edge, Optional<String> before) {
    String previous =
        before.map(note -> Merkle.hex(note.getBytes(StandardCharsets.UTF_8))).orElse("none");
    return checkpoints.origin() + "/statement\nday " + day + "\ncomplete " + (over ? "yes" : "no")
        + "\n" + tally.text()
        + "log-size " + edge.size() + "\nlog-root "
        + java.util.HexFormat.of().formatHex(edge.root())
        + "\nprevious-sha256 " + previous + "\ntime " + LogEntry.time(clock.instant()) + "\n";
  }

  /** States the day before, once it is over, so that the chain has no gap where nobody asked. */
  Future<Void> state() {
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    if (closed || objection.isPresent() || log.edge().size() == 0) {
      return Future.succeededFuture();
    }
    return statement(yesterday)
        .onFailure(cause -> LOG.error("{} could not be stated: {}", yesterday, DarkRoom.why(cause)))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Buffer>> bundle(
      RecordingId recording, Listener listener, String reason, List<Cut> cuts) {
    return bundles.make(recording, listener, reason, cuts, clock.instant());
  }

  /** The last head is signed; then the log may be closed. */
  Future<Void> close() {
    closed = true;
    vertx.cancelTimer(timer);
    vertx.cancelTimer(statements);
    boolean news = objection.isEmpty() && log.edge().size() > Math.max(0, signed);
    return news ? checkpoint().mapEmpty() : Future.succeededFuture();
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }
}
