package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Entries;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A library in which every listening is an entry of the evidence log before a byte is handed out. */
record AttendedLibrary(Library library, Entries entries, EvidenceLog log, Notes notes)
    implements Library {

  @Override
  public Future<Optional<Audio>> open(RecordingId id, Listener listener) {
    return library.open(id, listener).compose(audio -> noted(id, listener, audio));
  }

  @Override
  public Future<Optional<Export>> export(RecordingId id, Listener listener, Format format) {
    return library.export(id, listener, format).compose(sound -> noted(id, listener, sound));
  }

  private <T> Future<Optional<T>> noted(RecordingId id, Listener listener, Optional<T> sound) {
    return sound.isEmpty()
        ? Future.succeededFuture(sound)
        : entries
            .find(id)
            .compose(entry ->
                log.append(notes.access(entry.orElseThrow(), id, listener, "listen", Map.of())))
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
