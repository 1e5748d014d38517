package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.yaml}, the API's description. */
final class ShowOpenApi implements Handler<Visit> {

  private final Buffer text = read();

  @Override
  public void handle(Visit visit) {
    visit
        .http()
        .response()
        .putHeader("content-type", "application/yaml; charset=utf-8")
        .end(text);
  }

  static Buffer read() {
    try (InputStream in =
        Objects.requireNonNull(ShowOpenApi.class.getResourceAsStream("/openapi.yaml"))) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the description is part of the program", e);
    }
  }
}
