package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a person may see of things that belong to recordings: those whose recording they reach. */
final class Reachable {

  private Reachable() {}

  static <T> Future<List<T>> of(
      Library library,
      Visit visit,
      Set<Role> allowed,
      List<T> all,
      Function<T, RecordingId> recording) {
    List<RecordingId> ids = all.stream().map(recording).distinct().toList();
    return Future.all(ids.stream().map(library::find).toList()).map(found -> {
      Set<RecordingId> seen = found.<Optional<Card>>list().stream()
          .flatMap(Optional::stream)
          .filter(card -> visit.reach(allowed).covers(visit.user(), card.call().agent()))
          .map(Card::id)
          .collect(Collectors.toSet());
      return all.stream().filter(one -> seen.contains(recording.apply(one))).toList();
    });
  }
}
