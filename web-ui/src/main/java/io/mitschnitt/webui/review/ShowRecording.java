package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Marks;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.CallJson;
import io.mitschnitt.webui.api.Qualities;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code GET /recordings/:id}, what is known of a recording without hearing it, and who heard it. */
public final class ShowRecording implements Handler<Visit> {

  private final Library library;
  private final Ledger ledger;
  private final Reviews reviews;
  private final Qualities qualities;
  private final Supplier<Imports> imports;
  private final Set<String> receipts;

  /** @param receipts the profiles whose callers may have a receipt */
  public ShowRecording(
      Library library,
      Reviews reviews,
      Qualities qualities,
      Ledger ledger,
      Supplier<Imports> imports,
      Set<String> receipts) {
    this.imports = imports;
    this.receipts = receipts;
    this.ledger = ledger;
    this.qualities = qualities;
    this.library = library;
    this.reviews = reviews;
  }

  @Override
  public void handle(Visit visit) {
    new Shelved(library)
        .with(
            visit,
            Role.READ,
            card -> library
                .listenings(card.id())
                .compose(all -> reviews
                    .marks(List.of(card.id()))
                    .map(marks -> RecordingJson.of(card, marks.getOrDefault(card.id(), Marks.NONE))
                        .put("receipt", receipts.contains(card.decision().profile()))
                        .put("listenings", RecordingJson.of(all))))
                .compose(json -> qualities
                    .of(card.call().id())
                    .map(quality -> json.put("quality", quality.orElse(null))))
                .compose(json -> ledger
                    .find(card.call().id())
                    .map(row ->
                        json.put("segments", row.map(CallJson::segments).orElse(new JsonArray()))))
                .compose(json -> json.getBoolean("imported")
                    ? imports
                        .get()
                        .origin(card.id())
                        .map(found ->
                            json.put("origin", found.map(RecordingJson::of).orElse(null)))
                    : Future.succeededFuture(json.putNull("origin")))
                .onSuccess(visit::answer)
                .onFailure(visit::fail));
  }
}
