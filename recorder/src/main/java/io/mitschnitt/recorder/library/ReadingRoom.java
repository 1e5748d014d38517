package io.mitschnitt.recorder.library;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.export.Transcoding;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.ledger.Search;
import io.mitschnitt.recorder.ledger.Take;
import io.mitschnitt.recorder.store.Listenings;
import io.mitschnitt.recorder.store.Recordings;
import io.mitschnitt.recorder.store.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The library over book and store. Only a recording that was read back can be heard. */
public final class ReadingRoom implements Library {

  private static final int MAX_PAGE = 1000;

  private final Vertx vertx;
  private final Entries entries;
  private final Recordings recordings;
  private final Listenings listenings;
  private final InstantSource clock;
  private final Sittings sittings;

  /** A room in which every opening is a listening of its own. */
  public ReadingRoom(
      Vertx vertx,
      Entries entries,
      Recordings recordings,
      Listenings listenings,
      InstantSource clock) {
    this(vertx, entries, recordings, listenings, clock, new Sittings(Duration.ZERO));
  }

  /** @param sittings which openings are one listening */
  public ReadingRoom(
      Vertx vertx,
      Entries entries,
      Recordings recordings,
      Listenings listenings,
      InstantSource clock,
      Sittings sittings) {
    this.sittings = sittings;
    this.vertx = vertx;
    this.entries = entries;
    this.recordings = recordings;
    this.listenings = listenings;
    this.clock = clock;
  }

  /** Fails with {@link IllegalArgumentException} where limit or cursor cannot be. */
  @Override
  public Future<Page> search(Query query) {
    if (query.limit() < 1 || query.limit() > MAX_PAGE) {
      return Future.failedFuture(new IllegalArgumentException("limit is 1 to " + MAX_PAGE));
    }
    try {
      return entries.search(oneMore(query)).map(found -> page(found, query.limit()));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  /** One row more than asked for tells whether another page follows. */
  private static Search oneMore(Query query) {
    return new Search(
        query.from(),
        query.to(),
        query.number(),
        query.agent(),
        query.direction(),
        query.minDuration(),
        query.text(),
        query.cursor().map(Cursor::read),
        query.limit() + 1,
        query.more());
  }

  private static Page page(List<Entry> found, int limit) {
    List<Card> cards =
        found.stream().flatMap(entry -> Cards.of(entry).stream()).limit(limit).toList();
    if (found.size() <= limit || cards.isEmpty()) {
      return new Page(cards, Optional.empty());
    }
    Card last = cards.get(cards.size() - 1);
    return new Page(
        cards, Optional.of(Cursor.write(new Search.Position(last.startedAt(), last.id()))));
  }

  @Override
  public Future<Optional<Card>> find(RecordingId id) {
    return entries.find(id).map(found -> found.flatMap(Cards::of));
  }

  @Override
  public Future<Optional<Audio>> open(RecordingId id, Listener listener) {
    return entries.find(id).compose(found -> open(found, listener));
  }

  /** The same for one who has read the entry. */
  public Future<Optional<Audio>> open(Optional<Entry> entry, Listener listener) {
    Optional<Take> take = ready(entry);
    return take.isPresent() ? open(take.get(), listener) : Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Optional<Export>> export(RecordingId id, Listener listener, Format format) {
    return entries.find(id).compose(found -> export(found, listener, format));
  }

  /** The same for one who has read the entry. */
  public Future<Optional<Export>> export(Optional<Entry> entry, Listener listener, Format format) {
    return open(entry, listener)
        .compose(found -> found.isPresent()
            ? Transcoding.of(vertx, found.get(), format).map(Optional::of)
            : Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<Audio>> open(Take take, Listener listener) {
    return recordings
        .file(take)
        .compose(found -> found.isPresent()
            ? noted(take, listener)
                .map(v -> Optional.<Audio>of(new StoredAudio(found.get(), sha256(take))))
            : Future.succeededFuture(Optional.empty()));
  }

  private Future<Void> noted(Take take, Listener listener) {
    Instant now = clock.instant();
    return sittings.goesOn(take.id(), listener, now)
        ? Future.succeededFuture()
        : listenings
            .append(take.id(), new Listening(now, listener))
            .onSuccess(v -> sittings.began(take.id(), listener, now));
  }

  private static String sha256(Take take) {
    return take.sound().map(Take.Sound::sha256).orElseThrow();
  }

  @Override
  public Future<Optional<Waveform>> waveform(RecordingId id) {
    return ready(id)
        .compose(found -> found.isPresent()
            ? recordings.waveform(found.get())
            : Future.succeededFuture(Optional.empty()));
  }

  @Override
  public Future<List<Listening>> listenings(RecordingId id) {
    return listenings.of(id);
  }

  private Future<Optional<Take>> ready(RecordingId id) {
    return entries.find(id).map(ReadingRoom::ready);
  }

  private static Optional<Take> ready(Optional<Entry> entry) {
    return entry.flatMap(Entry::take).filter(take -> take.phase() == Take.Phase.READY);
  }

  private record StoredAudio(StoredFile file, String etag) implements Audio {

    @Override
    public long length() {
      return file.length();
    }

    @Override
    public ReadStream<Buffer> read(long first, long last) {
      return file.read(first, last);
    }
  }
}
