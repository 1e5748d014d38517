package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.contract.Folder;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.State;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.SubjectRequest;
import io.mitschnitt.recorder.contract.SubjectRequest.Item;
import io.mitschnitt.recorder.contract.SubjectRequest.Kind;
import io.mitschnitt.recorder.contract.SubjectRequest.Outcome;
import io.mitschnitt.recorder.contract.Subjects;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.library.Cards;
import io.mitschnitt.recorder.store.Cabinet;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Requests of people and cases, kept as papers; what they do to recordings is the custodian's doing. */
final class SubjectDesk implements Subjects {

  private static final int LONGEST_NAME = 200;

  private final Entries entries;
  private final Cabinet cabinet;
  private final Custodian custodian;
  private final CustodyPen pen;
  private final InstantSource clock;

  SubjectDesk(
      Entries entries, Cabinet cabinet, Custodian custodian, CustodyPen pen, InstantSource clock) {
    this.entries = entries;
    this.cabinet = cabinet;
    this.custodian = custodian;
    this.pen = pen;
    this.clock = clock;
  }

  @Override
  public Future<SubjectRequest> access(String number, Listener by, String reason) {
    return take(Kind.ACCESS, number, by, reason, SubjectDesk::given);
  }

  private static Future<Item> given(Entry entry) {
    RecordingId id = entry.take().orElseThrow().id();
    return Future.succeededFuture(
        entry.erased()
            ? new Item(id, Outcome.ERASED, "it is destroyed")
            : new Item(id, Outcome.GIVEN, ""));
  }

  @Override
  public Future<SubjectRequest> erasure(String number, Listener by, String reason) {
    return take(Kind.ERASURE, number, by, reason, entry -> erase(entry, by, reason));
  }

  private interface Judge {
    Future<Item> of(Entry entry);
  }

  private Future<SubjectRequest> take(
      Kind kind, String number, Listener by, String reason, Judge judge) {
    return custodian
        .wish(by, reason)
        .compose(wish -> pen.note(kind == Kind.ACCESS ? "access-asked" : "erasure-requested", by)
            .compose(v -> entries.ofParty(number, MOST))
            .compose(found -> each(found, 0, new ArrayList<>(), judge))
            .compose(items -> cabinet
                .requests()
                .add(new SubjectRequest(
                    Ids.fresh(),
                    wish.at(),
                    kind,
                    number,
                    by.user(),
                    wish.reason(),
                    items,
                    Optional.empty()))));
  }

  private Future<List<Item>> each(List<Entry> found, int at, List<Item> items, Judge judge) {
    return at == found.size()
        ? Future.succeededFuture(items)
        : judge.of(found.get(at)).compose(item -> {
          items.add(item);
          return each(found, at + 1, items, judge);
        });
  }

  private Future<Item> erase(Entry entry, Listener by, String reason) {
    RecordingId id = entry.take().orElseThrow().id();
    if (entry.erased()) {
      return Future.succeededFuture(new Item(id, Outcome.ERASED, "it was destroyed before"));
    }
    return custodian
        .erase(id, by, reason)
        .map(kept -> kept.state() == State.ERASED
            ? new Item(id, Outcome.ERASED, Custodian.ON_REQUEST)
            : new Item(id, Outcome.ASKED, "a second person has to confirm it"))
        .recover(cause -> cause instanceof Refused refused
            ? Future.succeededFuture(refused(entry, id, refused))
            : Future.failedFuture(cause));
  }

  /** Where the same person asked before, it still waits for the second one. */
  private static Item refused(Entry entry, RecordingId id, Refused refused) {
    boolean waits = entry.take().flatMap(take -> take.care().wish()).isPresent()
        && refused.why().contains("second person");
    return new Item(id, waits ? Outcome.ASKED : Outcome.REFUSED, refused.why());
  }

  @Override
  public Future<SubjectRequest> confirm(String request, Listener by, String reason) {
    return request(request).compose(found -> {
      if (found.kind() != Kind.ERASURE) {
        return Future.failedFuture(new Refused("a request for access needs no second person"));
      }
      if (found.by().equals(by.user())) {
        return Future.failedFuture(
            new Refused("a second person has to confirm what you asked for"));
      }
      return again(found, Outcome.ASKED, entry -> erase(entry, by, reason));
    });
  }

  /**
   * Looks again at what was refused: where nothing stands against it any more, it is asked for once more, in the name of
   * who took the request; what went with its time is noted.
   *
   * @return requests that changed
   */
  Future<Integer> review() {
    return requests().compose(all -> {
      Future<Integer> changed = Future.succeededFuture(0);
      for (SubjectRequest one : all) {
        if (one.kind() == Kind.ERASURE && one.open()) {
          changed =
              changed.compose(count -> again(one, Outcome.REFUSED, entry -> reviewed(one, entry))
                  .map(next -> next.equals(one) ? count : count + 1));
        }
      }
      return changed;
    });
  }

  private Future<Item> reviewed(SubjectRequest request, Entry entry) {
    Take take = entry.take().orElseThrow();
    Item before = request.items().stream()
        .filter(item -> item.recording().equals(take.id()))
        .findFirst()
        .orElseThrow();
    if (!entry.erased() && take.care().protects(clock.instant()).isPresent()) {
      return Future.succeededFuture(before);
    }
    return erase(entry, new Listener(request.by(), "compliance"), request.reason());
  }

  /** Judges those items anew that stand at {@code outcome}. */
  private Future<SubjectRequest> again(SubjectRequest request, Outcome outcome, Judge judge) {
    List<Item> next = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (Item item : request.items()) {
      boolean due = item.outcome() == outcome;
      done = done.compose(v -> due ? entries.find(item.recording()) : none())
          .compose(found -> found.map(judge::of).orElseGet(() -> Future.succeededFuture(item)))
          .onSuccess(next::add)
          .mapEmpty();
    }
    return done.compose(v -> next.equals(request.items())
        ? Future.succeededFuture(request)
        : cabinet.requests().change(request.id(), now -> now.with(next)));
  }

  private static Future<Optional<Entry>> none() {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<SubjectRequest> delivered(String request, Listener by, String reason) {
    return custodian
        .wish(by, reason)
        .compose(wish -> pen.note("access-delivered", by)
            .compose(v -> cabinet.requests().change(request, now -> delivered(now, wish))));
  }

  private static SubjectRequest delivered(SubjectRequest now, Wish wish) {
    if (now.kind() != Kind.ACCESS || now.delivered().isPresent()) {
      throw new Refused("only a request for access is delivered, and once");
    }
    return new SubjectRequest(
        now.id(),
        now.at(),
        now.kind(),
        now.number(),
        now.by(),
        now.reason(),
        now.items(),
        Optional.of(wish));
  }

  @Override
  public Future<List<SubjectRequest>> requests() {
    return cabinet.requests().all();
  }

  @Override
  public Future<SubjectRequest> request(String id) {
    return cabinet
        .requests()
        .find(id)
        .map(found -> found.orElseThrow(() -> new NoSuchElementException("no such request")));
  }

  @Override
  public Future<List<Card>> cards(List<RecordingId> recordings) {
    List<Card> cards = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (RecordingId id : recordings) {
      done = done.compose(v -> entries.find(id))
          .onSuccess(found -> found.flatMap(Cards::of).ifPresent(cards::add))
          .mapEmpty();
    }
    return done.map(v -> List.copyOf(cards));
  }

  @Override
  public Future<Folder> open(String name, Listener by) {
    String plain = name.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
      return Future.failedFuture(new Refused("a case has a name of 1 to 200 characters"));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Folder folder = new Folder(Ids.fresh(), now, plain, by.user(), List.of(), List.of());
    return pen.note("case-opened", by).compose(v -> cabinet.folders().add(folder));
  }

  @Override
  public Future<List<Folder>> folders() {
    return cabinet.folders().all();
  }

  @Override
  public Future<Folder> folder(String id) {
    return cabinet
        .folders()
        .find(id)
        .map(found -> found.orElseThrow(() -> new NoSuchElementException("no such case")));
  }

  @Override
  public Future<Folder> note(String folder, Listener by, String text) {
    return custodian
        .wish(by, text)
        .compose(wish -> cabinet.folders().change(folder, now -> noted(now, wish)));
  }

  private static Folder noted(Folder now, Wish wish) {
    List<Wish> notes = new ArrayList<>(now.notes());
    notes.add(wish);
    return new Folder(now.id(), now.at(), now.name(), now.by(), now.recordings(), notes);
  }

  @Override
  public Future<Folder> gather(
      String folder, Listener by, List<RecordingId> recordings, Optional<String> number) {
    Future<List<Entry>> more =
        number.isEmpty() ? Future.succeededFuture(List.of()) : entries.ofParty(number.get(), MOST);
    return folder(folder)
        .compose(now -> more.compose(found -> {
          Set<RecordingId> all = new LinkedHashSet<>(recordings);
          found.stream()
              .filter(entry -> !entry.erased())
              .forEach(entry -> all.add(entry.take().orElseThrow().id()));
          all.removeAll(now.recordings());
          return all.size() + now.recordings().size() > MOST
              ? Future.failedFuture(new Refused("a case has at most " + MOST + " recordings"))
              : held(now, by, List.copyOf(all));
        }));
  }

  /** The hold comes first: what a crash leaves out of the case is protected all the same. */
  private Future<Folder> held(Folder folder, Listener by, List<RecordingId> recordings) {
    Future<Void> done = Future.succeededFuture();
    for (RecordingId id : recordings) {
      done = done.compose(
              v -> custodian.hold(id, by, "case: " + folder.name(), Optional.of(folder.id())))
          .compose(v -> cabinet.folders().change(folder.id(), now -> with(now, id)))
          .mapEmpty();
    }
    return done.compose(v -> folder(folder.id()));
  }

  private static Folder with(Folder now, RecordingId id) {
    List<RecordingId> all = new ArrayList<>(now.recordings());
    all.add(id);
    return new Folder(now.id(), now.at(), now.name(), now.by(), all, now.notes());
  }
}
