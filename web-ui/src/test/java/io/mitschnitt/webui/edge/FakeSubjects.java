package io.mitschnitt.webui.edge;

import io.mitschnitt.recorder.contract.Folder;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.contract.SubjectRequest;
import io.mitschnitt.recorder.contract.SubjectRequest.Item;
import io.mitschnitt.recorder.contract.SubjectRequest.Kind;
import io.mitschnitt.recorder.contract.SubjectRequest.Outcome;
import io.mitschnitt.recorder.contract.Subjects;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Requests and cases about the cards of a fake recorder. */
final class FakeSubjects implements Subjects {

  final Map<String, SubjectRequest> requests = new ConcurrentHashMap<>();
  final Map<String, Folder> folders = new ConcurrentHashMap<>();
  final Map<RecordingId, Card> cards;

  FakeSubjects(Map<RecordingId, Card> cards) {
    this.cards = cards;
  }

  private Future<SubjectRequest> taken(
      Kind kind, Outcome outcome, String number, Listener by, String why) {
    SubjectRequest request = new SubjectRequest(
        RecordingId.random().value(),
        FakeRecorder.NOON,
        kind,
        number,
        by.user(),
        why,
        cards.keySet().stream().map(id -> new Item(id, outcome, "")).toList(),
        Optional.empty());
    requests.put(request.id(), request);
    return Future.succeededFuture(request);
  }

  @Override
  public Future<SubjectRequest> access(String number, Listener by, String reason) {
    return taken(Kind.ACCESS, Outcome.GIVEN, number, by, reason);
  }

  @Override
  public Future<SubjectRequest> erasure(String number, Listener by, String reason) {
    return taken(Kind.ERASURE, Outcome.ASKED, number, by, reason);
  }

  @Override
  public Future<SubjectRequest> confirm(String request, Listener by, String reason) {
    return request(request)
        .compose(found -> found.by().equals(by.user())
            ? Future.failedFuture(new Refused("a second person has to confirm what you asked for"))
            : Future.succeededFuture(found));
  }

  @Override
  public Future<SubjectRequest> delivered(String request, Listener by, String reason) {
    return request(request);
  }

  @Override
  public Future<List<SubjectRequest>> requests() {
    return Future.succeededFuture(List.copyOf(requests.values()));
  }

  @Override
  public Future<SubjectRequest> request(String id) {
    SubjectRequest found = requests.get(id);
    return found == null
        ? Future.failedFuture(new NoSuchElementException())
        : Future.succeededFuture(found);
  }

  @Override
  public Future<List<Card>> cards(List<RecordingId> recordings) {
    return Future.succeededFuture(recordings.stream().map(cards::get).toList());
  }

  @Override
  public Future<Folder> open(String name, Listener by) {
    Folder folder = new Folder(
        RecordingId.random().value(), FakeRecorder.NOON, name, by.user(), List.of(), List.of());
    folders.put(folder.id(), folder);
    return Future.succeededFuture(folder);
  }

  @Override
  public Future<List<Folder>> folders() {
    return Future.succeededFuture(List.copyOf(folders.values()));
  }

  @Override
  public Future<Folder> folder(String id) {
    Folder found = folders.get(id);
    return found == null
        ? Future.failedFuture(new NoSuchElementException())
        : Future.succeededFuture(found);
  }

  @Override
  public Future<Folder> note(String folder, Listener by, String text) {
    return folder(folder);
  }

  @Override
  public Future<Folder> gather(
      String folder, Listener by, List<RecordingId> recordings, Optional<String> number) {
    return folder(folder).map(now -> {
      Folder next = new Folder(now.id(), now.at(), now.name(), now.by(), recordings, now.notes());
      folders.put(folder, next);
      return next;
    });
  }
}
