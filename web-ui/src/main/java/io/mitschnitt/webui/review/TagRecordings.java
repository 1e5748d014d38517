package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** {@code PUT /recordings/:id/tags} for one recording, {@code POST /recordings/tags} for many. */
public final class TagRecordings {

  private static final int LONGEST = 40;

  private final Library library;
  private final Reviews reviews;

  public TagRecordings(Library library, Reviews reviews) {
    this.library = library;
    this.reviews = reviews;
  }

  public Handler<Visit> one() {
    return visit -> new Shelved(library)
        .with(
            visit,
            Role.DISCUSS,
            card -> Given.read(
                visit,
                Set.of("tags"),
                given -> reviews
                    .tag(card.id(), Set.copyOf(given.texts("tags", LONGEST)))
                    .onSuccess(marks -> visit.answer(RecordJson.of(marks)))
                    .onFailure(cause -> Given.fail(visit, cause))));
  }

  public Handler<Visit> many() {
    return visit -> Given.read(
        visit,
        Set.of("recordings", "add", "remove"),
        given -> reviews
            .retag(
                given.recordings("recordings"),
                Set.copyOf(given.texts("add", LONGEST)),
                Set.copyOf(given.texts("remove", LONGEST)))
            .onSuccess(changed -> visit.answer(new JsonObject().put("changed", changed)))
            .onFailure(cause -> Given.fail(visit, cause)));
  }
}
