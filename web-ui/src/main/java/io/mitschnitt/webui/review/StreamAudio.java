package io.mitschnitt.webui.review;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Export;
import io.mitschnitt.recorder.contract.Library.Format;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.webui.api.Given;
import io.mitschnitt.webui.api.Problem;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Visit;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET} and {@code HEAD /recordings/:id/audio}, the MP3 or a part of it, at the listener's pace; with {@code
 * format} the whole of it as {@code wav}, {@code flac} or {@code ogg}.
 */
public final class StreamAudio implements Handler<Visit> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamAudio.class);

  private final Library library;

  public StreamAudio(Library library) {
    this.library = library;
  }

  @Override
  public void handle(Visit visit) {
    List<String> asked = visit.http().queryParam("format");
    if (asked.isEmpty() || asked.equals(List.of("mp3"))) {
      new Shelved(library).with(visit, Role.HEAR, card -> open(visit, card));
      return;
    }
    format(asked)
        .ifPresentOrElse(
            format ->
                new Shelved(library).with(visit, Role.HEAR, card -> export(visit, card, format)),
            () -> Problem.badRequest("format is mp3, wav, flac or ogg").answer(visit.http()));
  }

  private static Optional<Format> format(List<String> asked) {
    return asked.size() != 1
        ? Optional.empty()
        : Stream.of(Format.values())
            .filter(format -> format.suffix().equals(asked.get(0)))
            .findFirst();
  }

  private void export(Visit visit, Card card, Format format) {
    library
        .export(card.id(), new Listener(visit.user(), visit.roleAmong(Role.HEAR)), format)
        .onSuccess(found -> found.ifPresentOrElse(
            export -> answer(visit, card, format, export), () -> Shelved.none(visit)))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  private static void answer(Visit visit, Card card, Format format, Export export) {
    HttpServerResponse response = visit.http().response();
    response
        .putHeader("content-type", format.mediaType())
        .putHeader("accept-ranges", "none")
        .putHeader(
            "content-disposition",
            "attachment; filename=\"recording-" + card.id() + "." + format.suffix() + "\"");
    if (export.bytes().isPresent()) {
      response.putHeader("content-length", String.valueOf(export.bytes().getAsLong()));
    } else {
      response.setChunked(true);
    }
    if (visit.http().request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      pour(export.sound(), response);
    }
  }

  private void open(Visit visit, Card card) {
    library
        .open(card.id(), new Listener(visit.user(), visit.roleAmong(Role.HEAR)))
        .onSuccess(found -> found.ifPresentOrElse(
            audio -> give(visit, "recording-" + card.id(), audio), () -> Shelved.none(visit)))
        .onFailure(cause -> Given.fail(visit, cause));
  }

  /** Gives the MP3 {@code audio}, or the part of it that the request asks for, under {@code name}. */
  public static void give(Visit visit, String name, Audio audio) {
    HttpServerRequest request = visit.http().request();
    HttpServerResponse response = visit.http().response();
    String etag = "\"" + audio.etag() + "\"";
    response.putHeader("etag", etag).putHeader("accept-ranges", "bytes");
    if (etag.equals(request.getHeader("if-none-match"))) {
      response.setStatusCode(304).end();
      return;
    }
    ByteRange range = range(request, etag, audio.length());
    switch (range.kind()) {
      case NONE -> {
        response.putHeader("content-range", "bytes */" + audio.length());
        new Problem(416, "No such bytes", "the recording has " + audio.length() + " bytes")
            .answer(visit.http());
        return;
      }
      case PART ->
        response
            .setStatusCode(206)
            .putHeader(
                "content-range",
                "bytes " + range.first() + "-" + range.last() + "/" + audio.length());
      case WHOLE -> response.setStatusCode(200);
    }
    response
        .putHeader("content-type", "audio/mpeg")
        .putHeader("content-length", String.valueOf(range.bytes()))
        .putHeader("content-disposition", "inline; filename=\"" + name + ".mp3\"");
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      stream(audio, range, response);
    }
  }

  /** A range counts only for the file it was meant for: If-Range with another tag asks for the whole one. */
  private static ByteRange range(HttpServerRequest request, String etag, long length) {
    String condition = request.getHeader("if-range");
    return condition == null || condition.equals(etag)
        ? ByteRange.read(request.getHeader("range"), length)
        : ByteRange.whole(length);
  }

  /** What fails after the head was written can only break the connection, so that nobody takes a part for the whole. */
  private static void stream(Audio audio, ByteRange range, HttpServerResponse response) {
    pour(audio.read(range.first(), range.last()), response);
  }

  private static void pour(ReadStream<Buffer> sound, HttpServerResponse response) {
    sound.pipeTo(response).onFailure(cause -> {
      if (!response.closed()) {
        LOG.warn("a recording broke off while it was heard", cause);
        response.reset();
      }
    });
  }
}
