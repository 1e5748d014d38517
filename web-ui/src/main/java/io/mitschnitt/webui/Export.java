package io.mitschnitt.webui;

import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Format;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.webui.api.Reason;
import io.mitschnitt.webui.api.RecordingJson;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code export}: recordings as files, each with its facts as JSON beside it, written last: what has its JSON is whole,
 * and is not written again. Each one is an entry of "who listened". No number and no name is in a file's name.
 */
final class Export {

  private static final Logger LOG = LoggerFactory.getLogger(Export.class);
  private static final Listener OPERATOR = new Listener("command line", "operator");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int PAGE = 100;
  static final Set<String> FORMATS = Set.of("mp3", "wav", "flac", "ogg", "bundle");

  private final Wish wish;
  private final Settings settings;
  private int written;
  private int there;

  /**
   * What to export.
   *
   * @param since recordings from that day on, UTC
   * @param until recordings up to the end of that day, UTC
   * @param format one of {@link #FORMATS}; a bundle is the evidence as a zip
   * @param reason why it is taken away; needed for bundles
   */
  record Wish(
      Optional<Path> into,
      Optional<LocalDate> since,
      Optional<LocalDate> until,
      Optional<String> number,
      Optional<String> agent,
      String format,
      Optional<String> reason) {

    static final Wish NONE = new Wish(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "mp3",
        Optional.empty());

    /** What is wrong with it; nothing where it can be done. */
    Optional<String> problem() {
      if (into.isEmpty()) {
        return Optional.of("export wants --into DIR; see --help");
      }
      if (!FORMATS.contains(format)) {
        return Optional.of(
            "--format is one of " + String.join(", ", FORMATS.stream().sorted().toList()));
      }
      return format.equals("bundle") && reason.flatMap(Reason::of).isEmpty()
          ? Optional.of("--format bundle wants --reason TEXT: " + Reason.WANTED)
          : Optional.empty();
    }

    private Query query(Optional<String> cursor) {
      return new Query(
          since.map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC)),
          until.map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
          number,
          agent,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          cursor,
          PAGE);
    }
  }

  Export(Wish wish, Settings settings) {
    this.wish = wish;
    this.settings = settings;
  }

  Future<Integer> run() {
    Path directory = wish.into().orElseThrow();
    Vertx vertx = House.ground();
    Future<Integer> done = vertx
        .executeBlocking(() -> Files.createDirectories(directory))
        .compose(made -> House.recorder(vertx, settings))
        .compose(recorder -> pages(vertx, recorder, Optional.empty()).eventually(recorder::close))
        .map(v -> {
          String before = there == 0 ? "" : ", " + there + " were there already";
          Console.say(written + " recordings written to " + directory + before);
          return 0;
        });
    return House.thenClose(done, vertx::close);
  }

  private Future<Void> pages(Vertx vertx, RecorderDoors recorder, Optional<String> cursor) {
    return recorder.library().search(wish.query(cursor)).compose(page -> {
      Future<Void> all = Future.succeededFuture();
      for (Card card : page.items()) {
        if (card.state() == Library.State.READY) {
          all = all.compose(v -> one(vertx, recorder, card));
        }
      }
      return page.next().isPresent() ? all.compose(v -> pages(vertx, recorder, page.next())) : all;
    });
  }

  private Future<Void> one(Vertx vertx, RecorderDoors recorder, Card card) {
    Path directory = wish.into().orElseThrow();
    String name = MOMENT.format(card.startedAt()) + "-" + card.id();
    Path facts = directory.resolve(name + ".json");
    String suffix = wish.format().equals("bundle") ? "zip" : wish.format();
    Path sound = directory.resolve(name + "." + suffix);
    return vertx
        .executeBlocking(() -> Files.exists(facts) && Files.exists(sound))
        .compose(whole -> {
          if (whole) {
            there++;
            return Future.succeededFuture();
          }
          return fetched(recorder, card)
              .compose(found -> found.isEmpty()
                  ? Future.succeededFuture(false)
                  : into(vertx, found.get(), sound).map(true))
              .compose(kept -> kept
                  ? vertx
                      .fileSystem()
                      .writeFile(facts.toString(), RecordingJson.of(card).toBuffer())
                  : Future.succeededFuture())
              .onSuccess(v -> written++)
              .onFailure(e -> LOG.debug("recording {} was not exported", card.id(), e))
              .mapEmpty();
        });
  }

  private Future<Optional<Sound>> fetched(RecorderDoors recorder, Card card) {
    return switch (wish.format()) {
      case "mp3" ->
        recorder.library().open(card.id(), OPERATOR).map(found -> found.map(Sound.Streamed::of));
      case "bundle" ->
        recorder
            .evidence()
            .bundle(card.id(), OPERATOR, wish.reason().orElseThrow())
            .map(found -> found.map(Sound.Whole::new));
      default -> {
        Format format = Format.valueOf(wish.format().toUpperCase(Locale.ROOT));
        yield recorder
            .library()
            .export(card.id(), OPERATOR, format)
            .map(found -> found.map(export -> new Sound.Streamed(export.sound())));
      }
    };
  }

  private static Future<Void> into(Vertx vertx, Sound sound, Path file) {
    if (sound instanceof Sound.Streamed streamed) {
      streamed.bytes().pause();
      return vertx
          .fileSystem()
          .open(file.toString(), new OpenOptions().setTruncateExisting(true))
          .compose(out -> streamed.bytes().pipeTo(out));
    }
    return vertx.fileSystem().writeFile(file.toString(), ((Sound.Whole) sound).bytes());
  }

  /** What is written to a file. */
  private sealed interface Sound {

    record Streamed(ReadStream<Buffer> bytes) implements Sound {
      static Sound of(Audio audio) {
        return new Streamed(audio.read(0, audio.length() - 1));
      }
    }

    record Whole(Buffer bytes) implements Sound {}
  }
}
