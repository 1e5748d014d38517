package io.mitschnitt.recorder.store;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/** Fields of documents, in the words of the house. */
final class Fields {

  private Fields() {}

  static Date date(Instant at) {
    return Date.from(at);
  }

  static Instant instant(Document in, String field) {
    return in.getDate(field).toInstant();
  }

  static Optional<Instant> maybeInstant(Document in, String field) {
    return Optional.ofNullable(in.getDate(field)).map(Date::toInstant);
  }

  static Document sub(Document in, String field) {
    return in.get(field, Document.class);
  }

  static Optional<Document> maybe(Document in, String field) {
    return Optional.ofNullable(in.get(field, Document.class));
  }

  static Stream<Document> subs(Document in, String field) {
    return in.getList(field, Document.class).stream();
  }

  static long number(Document in, String field) {
    return in.get(field, Number.class).longValue();
  }
}
