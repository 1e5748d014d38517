package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.Outside;
import io.mitschnitt.recorder.evidence.TimeStamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those outside who get copies of signed heads or stamp them. They may be away: nothing waits for them, and the next head
 * says all that a lost one said.
 */
final class Outsiders {

  private static final Logger LOG = LoggerFactory.getLogger(Outsiders.class);
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MOST_BYTES = 100_000;

  private final Vertx vertx;
  private final Outside outside;
  private final HttpClient client;
  private volatile boolean away;
  private volatile Instant stamped = Instant.EPOCH;

  Outsiders(Vertx vertx, Outside outside) {
    this.vertx = vertx;
    this.outside = outside;
    this.client = vertx.createHttpClient(new HttpClientOptions()
        .setConnectTimeout(TIMEOUT_MILLIS)
        .setKeepAlive(false)
        .setMaxHeaderSize(16 * 1024));
  }

  /** Posts {@code note}; fails where it was not taken. */
  Future<Void> copy(String note) {
    if (outside.copyTo().isEmpty()) {
      return Future.succeededFuture();
    }
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    return post(outside.copyTo().get(), "text/plain; charset=utf-8", bytes)
        .onSuccess(answer -> away = false)
        .onFailure(cause -> {
          if (!away) {
            LOG.warn("the log's signed head could not be copied outside: {}", DarkRoom.why(cause));
          }
          away = true;
        })
        .mapEmpty();
  }

  /** Whether a head that is signed {@code now} should be stamped. */
  boolean due(Instant now) {
    return outside.timestampUrl().isPresent()
        && now.isAfter(stamped.plus(outside.timestampEvery()));
  }

  /** The authority's answer about {@code note}; empty where there is none, or it cannot be had now. */
  Future<Optional<byte[]>> stamp(String note, Instant now) {
    if (outside.timestampUrl().isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return vertx
        .executeBlocking(() -> TimeStamp.about(note.getBytes(StandardCharsets.UTF_8)), false)
        .compose(question -> post(
                outside.timestampUrl().get(), "application/timestamp-query", question.bytes())
            .compose(
                answer -> vertx.executeBlocking(() -> question.answered(answer.getBytes()), false)))
        .map(Optional::of)
        .onSuccess(answer -> stamped = now)
        .recover(cause -> {
          LOG.warn("the log's signed head was not stamped: {}", DarkRoom.why(cause));
          return Future.succeededFuture(Optional.empty());
        });
  }

  private Future<Buffer> post(String url, String type, byte[] body) {
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(url)
        .setFollowRedirects(false)
        .setTimeout(TIMEOUT_MILLIS);
    return client
        .request(options)
        .compose(request -> request.putHeader("content-type", type).send(Buffer.buffer(body)))
        .compose(response -> response.body().compose(answer -> {
          if (response.statusCode() / 100 != 2 || answer.length() > MOST_BYTES) {
            return Future.failedFuture("status " + response.statusCode());
          }
          return Future.succeededFuture(answer);
        }));
  }
}
