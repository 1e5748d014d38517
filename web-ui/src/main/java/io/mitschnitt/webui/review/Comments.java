package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Reviews;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.RecordJson;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import java.util.Set;

/** {@code GET} and {@code POST /recordings/:id/comments}, and {@code GET /mentions}: what is said of recordings. */
public final class Comments {

  private static final long LONGEST_CALL_MILLIS = 1_000_000_000L;
  private static final int MOST_MENTIONS = 100;

  private final Library library;
  private final Reviews reviews;

  public Comments(Library library, Reviews reviews) {
    this.library = library;
    this.reviews = reviews;
  }

  public Handler<Visit> list() {
    return visit -> new Shelved(library)
        .with(
            visit,
            Role.FOLLOW,
            card -> reviews
                .comments(card.id())
                .onSuccess(all -> visit.answer(RecordJson.list(all)))
                .onFailure(visit::fail));
  }

  public Handler<Visit> write() {
    return visit -> new Shelved(library)
        .with(
            visit,
            Role.DISCUSS,
            card -> Given.read(
                visit,
                Set.of("text", "atMillis", "replyTo"),
                given -> write(visit, card.id(), given)));
  }

  private void write(Visit visit, RecordingId id, Given given) {
    reviews
        .comment(
            id,
            visit.user(),
            given.maybeWhole("atMillis", 0, LONGEST_CALL_MILLIS),
            given.text("text", Reviews.LONGEST_TEXT),
            given.maybeText("replyTo", 64))
        .onSuccess(comment -> visit.created(RecordJson.of(comment)))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  /** Comments that name the person, of recordings that they reach. */
  public Handler<Visit> mentions() {
    return visit -> reviews
        .mentions(visit.user(), MOST_MENTIONS)
        .compose(all -> Reachable.of(library, visit, Role.FOLLOW, all, one -> one.recording()))
        .onSuccess(all -> visit.answer(RecordJson.list(all)))
        .onFailure(visit::fail);
  }
}
