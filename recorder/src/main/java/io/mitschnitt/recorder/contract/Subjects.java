package io.mitschnitt.recorder.contract;

import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The door for what people may ask for by law, and for cases. What a rule does not allow fails with {@link Refused}, an
 * unknown id with {@link java.util.NoSuchElementException}.
 */
public interface Subjects {

  /** Most recordings in one request or case. */
  int MOST = 1_000;

  /** Takes a request to see what is kept of a number's calls (GDPR Art. 15). */
  Future<SubjectRequest> access(String number, Listener by, String reason);

  /** Takes a request to destroy it (GDPR Art. 17); what is refused says why and is looked at again hourly. */
  Future<SubjectRequest> erasure(String number, Listener by, String reason);

  /** A second person confirms what was asked to be erased. */
  Future<SubjectRequest> confirm(String request, Listener by, String reason);

  /** The answer to a request for access was handed over; {@code reason} says to whom and how. */
  Future<SubjectRequest> delivered(String request, Listener by, String reason);

  /** All requests, the first first. */
  Future<List<SubjectRequest>> requests();

  Future<SubjectRequest> request(String id);

  /** The recordings of a request or case, as the catalogue has them. */
  Future<List<Card>> cards(List<RecordingId> recordings);

  /** Opens a case. */
  Future<Folder> open(String name, Listener by);

  Future<List<Folder>> folders();

  Future<Folder> folder(String id);

  /** Adds a note to a case. */
  Future<Folder> note(String folder, Listener by, String text);

  /**
   * Adds recordings to a case, and puts each of them under a hold of the case.
   *
   * @param number all recordings of its calls too
   */
  Future<Folder> gather(
      String folder, Listener by, List<RecordingId> recordings, Optional<String> number);
}
