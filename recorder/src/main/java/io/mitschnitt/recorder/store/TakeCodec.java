package io.mitschnitt.recorder.store;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.ledger.Take;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;

/** A recording as the sub-document {@code recording} of its call. */
final class TakeCodec {

  private TakeCodec() {}

  static Document write(Take take) {
    Document out = new Document("id", take.id().value())
        .append("phase", take.phase().name())
        .append("reservedAt", Fields.date(take.reservedAt()))
        .append("kek", take.kek())
        .append("findings", take.findings());
    take.wrappedKey().ifPresent(key -> out.append("key", key));
    take.startedAt().ifPresent(at -> out.append("startedAt", Fields.date(at)));
    take.deleteAfter().ifPresent(at -> out.append("deleteAfter", Fields.date(at)));
    take.sound().ifPresent(sound -> out.append("sound", sound(sound)));
    take.cause().ifPresent(cause -> out.append("cause", cause));
    take.erasure().ifPresent(gone -> out.append("erasure", erasure(gone)));
    return out.append("care", RecordDocs.write(take.care()))
        .append("held", take.care().held())
        .append("doomed", take.care().confirmed().isPresent());
  }

  static Take read(Document in) {
    return new Take(
        new RecordingId(in.getString("id")),
        Take.Phase.valueOf(in.getString("phase")),
        Fields.instant(in, "reservedAt"),
        Optional.ofNullable(in.getString("key")),
        in.getString("kek"),
        Fields.maybeInstant(in, "startedAt"),
        Fields.maybeInstant(in, "deleteAfter"),
        Fields.maybe(in, "sound").map(TakeCodec::sound),
        in.getList("findings", String.class),
        Optional.ofNullable(in.getString("cause")),
        Fields.maybe(in, "erasure").map(TakeCodec::erasure),
        Fields.maybe(in, "care").map(d -> RecordDocs.read(Care.class, d)).orElse(Care.NONE));
  }

  static Document sound(Take.Sound sound) {
    return new Document("millis", sound.length().toMillis())
        .append("bytes", sound.bytes())
        .append("sha256", sound.sha256())
        .append("sampleRate", sound.sampleRate())
        .append("bitrate", sound.bitrate());
  }

  private static Take.Sound sound(Document in) {
    return new Take.Sound(
        Duration.ofMillis(Fields.number(in, "millis")),
        Fields.number(in, "bytes"),
        in.getString("sha256"),
        in.getInteger("sampleRate"),
        in.getInteger("bitrate"));
  }

  private static Document erasure(Take.Erasure gone) {
    return new Document("at", Fields.date(gone.at()))
        .append("why", gone.why())
        .append("bytesGone", gone.bytesGone());
  }

  private static Take.Erasure erasure(Document in) {
    return new Take.Erasure(
        Fields.instant(in, "at"), in.getString("why"), in.getBoolean("bytesGone"));
  }
}
