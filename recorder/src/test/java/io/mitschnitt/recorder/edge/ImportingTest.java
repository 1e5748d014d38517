package io.mitschnitt.recorder.edge;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Imports.Foreign;
import io.mitschnitt.recorder.contract.Imports.Origin;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Ledger;
import io.mitschnitt.recorder.contract.Library;
import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Card;
import io.mitschnitt.recorder.contract.Library.Listener;
import io.mitschnitt.recorder.contract.Library.Query;
import io.mitschnitt.recorder.contract.Library.Waveform;
import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import io.mitschnitt.recorder.contract.RecorderConf;
import io.mitschnitt.recorder.contract.RecorderDoors;
import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.contract.Refused;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Pcm;
import io.mitschnitt.recorder.store.StoredSound;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportingTest {

  static final Instant THEN =
      Instant.now().minus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MILLIS);
  static final Listener CARLA = new Listener("carla", "compliance");
  static final Path FILES = Path.of("src/test/resources/foreign");
  static Vertx vertx;
  static RecorderDoors recorder;
  static Path directory;

  @BeforeAll
  static void start(@TempDir Path where) throws Exception {
    directory = where;
    vertx = Vertx.vertx();
    Files.createDirectories(where.resolve("import"));
    Files.writeString(where.resolve("import/left-by-a-crash"), "noise");
    recorder = await(RecorderFloor.start(
        vertx,
        new RecorderConf(
            where,
            "embedded:" + where.resolve("store"),
            where.resolve("kek"),
            Duration.ofMillis(100),
            1)));
  }

  @AfterAll
  static void stop() throws Exception {
    await(recorder.close());
    await(vertx.close());
  }

  static Foreign foreign(boolean agentLeft, Instant at, int days) {
    return new Foreign(
        Direction.INBOUND,
        new Party(Optional.of(new PhoneNumber("+4930987654")), "+4930987654", "Erika Mustermann"),
        "anna",
        at,
        Keeping.days(days),
        agentLeft,
        "old.wav",
        "from the system before this one",
        CARLA);
  }

  static RecordingId bring(Foreign what, Path file) throws Exception {
    var stream = await(vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(false).setCreate(false)));
    stream.pause();
    return await(recorder.imports().bring(what, stream).eventually(stream::close));
  }

  @ParameterizedTest
  @CsvSource({
    "mono-44.mp3, MP3, 44100, 1, 16000",
    "joint-vbr-48.mp3, MP3, 48000, 2, 16000",
    "stereo.opus, Ogg Opus, 48000, 2, 16000",
    "mono.opus, Ogg Opus, 48000, 1, 16000",
    "alaw-8.wav, WAV, 8000, 2, 8000",
    "mulaw-8.wav, WAV, 8000, 1, 8000"
  })
  void a_foreign_file_is_heard_like_one_of_ours_and_says_that_it_is_none(
      String name, String format, int rate, int channels, int house) throws Exception {
    RecordingId id = bring(foreign(false, THEN, 90), FILES.resolve(name));

    Card card = await(recorder.library().find(id)).orElseThrow();
    assertThat(card.state()).isEqualTo(Library.State.READY);
    assertThat(card.startedAt()).isEqualTo(THEN);
    assertThat(card.deleteAfter()).contains(THEN.plus(Duration.ofDays(90)));
    assertThat(card.decision().profile()).isEqualTo("imported");
    assertThat(card.findings()).contains("imported: not captured here");
    assertThat(card.findings().contains("one channel: both parties are mixed"))
        .isEqualTo(channels == 1);
    assertThat(card.length().orElseThrow())
        .isBetween(Duration.ofMillis(1_440), Duration.ofMillis(1_620));
    Pcm sound = sound(id);
    assertThat(sound.sampleRate()).isEqualTo(house);
    assertThat(tone(sound.left(), house, 440)).isGreaterThan(20 * tone(sound.left(), house, 1_000));
    int right = channels == 1 ? 440 : 1_000;
    int notRight = channels == 1 ? 1_000 : 440;
    assertThat(tone(sound.right(), house, right))
        .isGreaterThan(20 * tone(sound.right(), house, notRight));
    Waveform picture = await(recorder.library().waveform(id)).orElseThrow();
    assertThat(picture.customer().length).isGreaterThan(60);
    Origin origin = await(recorder.imports().origin(id)).orElseThrow();
    assertThat(origin.format()).isEqualTo(format);
    assertThat(origin.sampleRate()).isEqualTo(rate);
    assertThat(origin.channels()).isEqualTo(channels);
    assertThat(origin.sha256())
        .isEqualTo(HexFormat.of()
            .formatHex(Encoding.sha256().digest(Files.readAllBytes(FILES.resolve(name)))));
  }

  @Test
  void it_is_found_and_its_row_is_closed_and_its_coming_is_in_the_evidence_log() throws Exception {
    RecordingId id = bring(foreign(true, THEN.plusSeconds(7), 90), FILES.resolve("alaw-8.wav"));
    Card card = await(recorder.library().search(query("mustermann"))).items().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
    Pcm sound = sound(id);
    assertThat(tone(sound.right(), 8_000, 440)).isGreaterThan(20 * tone(sound.left(), 8_000, 440));
    Ledger.Row row = await(recorder.ledger().find(card.call().id())).orElseThrow();
    assertThat(row.state()).isEqualTo(Ledger.State.RECORDED);
    assertThat(row.endedAt()).isPresent();
    String log = await(recorder.evidence().entries(0, 1_000)).toString();
    assertThat(log).contains("imported").contains(id.value());
    assertThat(log).doesNotContain("Mustermann").doesNotContain("old.wav");
  }

  @Test
  void a_file_that_cannot_be_read_is_refused_with_a_reason_and_leaves_nothing(@TempDir Path where)
      throws Exception {
    byte[] wav = Files.readAllBytes(FILES.resolve("alaw-8.wav"));
    refused(where, "hello, this is a text".getBytes(StandardCharsets.UTF_8), "neither WAV nor MP3");
    refused(where, new byte[] {1, 2, 3}, "empty or no sound file");
    refused(where, Arrays.copyOf(wav, 30), "cut off in its head");
    refused(where, Arrays.copyOf(wav, 44 + 100), "holds no sound");
    refused(where, changed(wav, 22, 6), "6 channels");
    refused(where, changed(wav, 20, 85), "coded as 85");
    byte[] noise = new byte[100_000];
    noise[0] = (byte) 0xFF;
    noise[1] = (byte) 0xFB;
    refused(where, noise, "no sound");
    byte[] opus = Files.readAllBytes(FILES.resolve("mono.opus"));
    opus[28 + 3] = 'X';
    refused(where, opus, "not Opus");
    try (Stream<Path> left = Files.list(directory.resolve("import"))) {
      assertThat(left).isEmpty();
    }
  }

  private static byte[] changed(byte[] file, int at, int value) {
    byte[] other = file.clone();
    other[at] = (byte) value;
    return other;
  }

  private static void refused(Path where, byte[] bytes, String why) throws Exception {
    Path file = Files.write(where.resolve("bad"), bytes);
    int before = await(recorder.ledger().newest(1_000)).size();
    assertThatThrownBy(() -> bring(foreign(false, THEN, 90), file))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
    assertThat(await(recorder.ledger().newest(1_000))).hasSize(before);
  }

  @Test
  void what_may_not_be_kept_is_not_even_read() throws Exception {
    Path file = FILES.resolve("alaw-8.wav");
    assertThatThrownBy(() -> bring(foreign(false, THEN, 5), file))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("would have been deleted");
    assertThatThrownBy(() -> bring(foreign(false, Instant.now().plusSeconds(3_600), 5), file))
        .hasMessageContaining("in the future");
  }

  private static Query query(String text) {
    return new Query(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(text),
        Optional.empty(),
        100);
  }

  private static Pcm sound(RecordingId id) throws Exception {
    Audio audio = await(recorder.library().open(id, CARLA)).orElseThrow();
    return Mp3Decoder.decode(StoredSound.bytes(audio.read(0, audio.length() - 1)));
  }

  /** Strength of one tone, by Goertzel's filter. */
  private static double tone(short[] pcm, int rate, int hertz) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < pcm.length; i++) {
      double angle = 2 * Math.PI * hertz * i / rate;
      real += pcm[i] * Math.cos(angle);
      imaginary += pcm[i] * Math.sin(angle);
    }
    return Math.hypot(real, imaginary) / pcm.length;
  }
}
