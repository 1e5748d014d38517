package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.ledger.Entries;
import io.mitschnitt.recorder.ledger.Entry;
import io.mitschnitt.recorder.library.ReadingRoom;
import io.mitschnitt.recorder.library.Sittings;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A library in which every listening is an entry of the evidence log before a byte is handed out. */
record AttendedLibrary(
    ReadingRoom library,
    Entries entries,
    EvidenceLog log,
    Notes notes,
    Sittings sittings,
    InstantSource clock)
    implements Library {

  private static final String COMPLIANCE = "compliance";

  @Override
  public Future<Optional<Audio>> open(RecordingId id, Listener listener) {
    return usable(id, listener)
        .compose(entry -> library.open(entry, listener).compose(audio -> {
          Instant now = clock.instant();
          return sittings.goesOn(id, listener, now)
              ? Future.succeededFuture(audio)
              : noted(entry, id, listener, audio).onSuccess(heard -> {
                if (heard.isPresent()) {
                  sittings.began(id, listener, now);
                }
              });
        }));
  }

  @Override
  public Future<Optional<Export>> export(RecordingId id, Listener listener, Format format) {
    return usable(id, listener)
        .compose(entry -> library
            .export(entry, listener, format)
            .compose(sound -> noted(entry, id, listener, sound)));
  }

  /**
   * The recording's entry, read once for all that is asked of it. What is restricted (GDPR Art. 18) is kept and not used,
   * but by those who answer for the law.
   */
  private Future<Optional<Entry>> usable(RecordingId id, Listener listener) {
    return entries
        .find(id)
        .compose(found -> found
                .flatMap(Entry::take)
                .filter(take -> take.care().restricted().isPresent())
                .filter(take -> !listener.role().equals(COMPLIANCE))
                .isPresent()
            ? Future.failedFuture(
                new Refused("the recording is restricted: it is kept and not used"))
            : Future.succeededFuture(found));
  }

  private <T> Future<Optional<T>> noted(
      Optional<Entry> entry, RecordingId id, Listener listener, Optional<T> sound) {
    return sound.isEmpty()
        ? Future.succeededFuture(sound)
        : log.append(notes.access(entry.orElseThrow(), id, listener, "listen", Map.of()))
            .map(sound);
  }

  @Override
  public Future<Page> search(Query query) {
    return library.search(query);
  }

  @Override
  public Future<Optional<Card>> find(RecordingId id) {
    return library.find(id);
  }

  @Override
  public Future<Optional<Waveform>> waveform(RecordingId id) {
    return library.waveform(id);
  }

  @Override
  public Future<List<Listening>> listenings(RecordingId id) {
    return library.listenings(id);
  }
}
