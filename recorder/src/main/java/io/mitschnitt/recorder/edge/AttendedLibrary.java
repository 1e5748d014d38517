package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.PurposeLock;
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
    List<PurposeLock> locks,
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

  /** The recording's entry, read once for all that is asked of it, where it may be used. */
  private Future<Optional<Entry>> usable(RecordingId id, Listener listener) {
    return entries.find(id).compose(found -> {
      Optional<String> objection = found.flatMap(entry -> objection(entry, listener));
      return objection.isPresent()
          ? Future.failedFuture(new Refused(objection.get()))
          : Future.succeededFuture(found);
    });
  }

  /**
   * What is restricted (GDPR Art. 18) is kept and not used, but by those who answer for the law; what has a purpose of its own
   * is for that purpose's people.
   */
  private Optional<String> objection(Entry entry, Listener listener) {
    boolean restricted = entry
        .take()
        .filter(take -> take.care().restricted().isPresent())
        .filter(take -> !listener.role().equals(COMPLIANCE))
        .isPresent();
    if (restricted) {
      return Optional.of("the recording is restricted: it is kept and not used");
    }
    return locks.stream()
        .filter(lock -> lock.holds(entry.decision().profile()))
        .filter(lock -> !lock.roles().contains(listener.role()))
        .findFirst()
        .map(
            lock -> "the recording is kept for the purpose " + lock.name() + " alone, which is for "
                + String.join(", ", lock.roles().stream().sorted().toList()));
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
