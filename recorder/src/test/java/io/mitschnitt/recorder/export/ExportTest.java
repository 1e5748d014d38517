package io.mitschnitt.recorder.export;

import static io.mitschnitt.recorder.store.OpenStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mitschnitt.recorder.codec.Tones;
import io.mitschnitt.recorder.contract.Library.Audio;
import io.mitschnitt.recorder.contract.Library.Export;
import io.mitschnitt.recorder.contract.Library.Format;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.mp3.Mp3Test;
import io.mitschnitt.recorder.mp3.Pcm;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.junit5.VertxExtension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
class ExportTest {

  private static final int SECONDS = 12;

  @TempDir
  Path directory;

  private final AtomicInteger reads = new AtomicInteger();

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void a_wav_holds_every_sample_of_the_mp3(Mp3Format rate, Vertx vertx) throws Exception {
    byte[] mp3 = mp3(rate);
    Pcm pcm = Mp3Decoder.decode(mp3);
    Export export = await(Transcoding.of(vertx, audio(vertx, mp3), Format.WAV));
    ByteBuffer wav = ByteBuffer.wrap(all(export)).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(export.bytes()).isEqualTo(OptionalLong.of(wav.capacity()));
    assertThat(wav.getInt(4)).isEqualTo(wav.capacity() - 8);
    assertThat(wav.getInt(24)).isEqualTo(rate.sampleRate());
    assertThat(wav.capacity()).isEqualTo(44 + 4 * pcm.left().length);
    short[] left = new short[pcm.left().length];
    short[] right = new short[left.length];
    wav.position(44);
    for (int i = 0; i < left.length; i++) {
      left[i] = wav.getShort();
      right[i] = wav.getShort();
    }
    assertThat(left).isEqualTo(pcm.left());
    assertThat(right).isEqualTo(pcm.right());
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void a_flac_tells_its_length_and_gives_every_sample_back(Mp3Format rate, Vertx vertx)
      throws Exception {
    byte[] mp3 = mp3(rate);
    Pcm pcm = Mp3Decoder.decode(mp3);
    byte[] flac = all(await(Transcoding.of(vertx, audio(vertx, mp3), Format.FLAC)));

    assertThat(new String(flac, 0, 4)).isEqualTo("fLaC");
    long info = ByteBuffer.wrap(flac).getLong(18);
    assertThat(info >>> 44).isEqualTo(rate.sampleRate());
    assertThat(info & 0xF_FFFF_FFFFL).isEqualTo(pcm.left().length);
    short[][] ours = new FlacReader(flac).read(pcm.left().length);
    assertThat(ours[0]).isEqualTo(pcm.left());
    assertThat(ours[1]).isEqualTo(pcm.right());
    if (Mp3Test.ffmpeg()) {
      Pcm theirs = ffmpeg(flac, "flac", rate.sampleRate());
      assertThat(theirs.left()).isEqualTo(pcm.left());
      assertThat(theirs.right()).isEqualTo(pcm.right());
    }
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void an_ogg_has_whole_pages_and_ends_at_the_exact_moment(Mp3Format rate, Vertx vertx)
      throws Exception {
    byte[] mp3 = mp3(rate);
    int samples = Mp3Decoder.decode(mp3).left().length;
    ByteBuffer ogg = ByteBuffer.wrap(
            all(await(Transcoding.of(vertx, audio(vertx, mp3), Format.OGG))))
        .order(ByteOrder.LITTLE_ENDIAN);

    long position = 0;
    int flags = 0;
    int skip = ogg.getShort(28 + 10);
    for (int at = 0, number = 0; at < ogg.capacity(); number++) {
      assertThat(ogg.getInt(at)).isEqualTo(0x5367674F);
      flags = ogg.get(at + 5);
      position = ogg.getLong(at + 6);
      assertThat(ogg.getInt(at + 18)).isEqualTo(number);
      int size = 27 + (ogg.get(at + 26) & 0xFF);
      for (int i = 27, segments = ogg.get(at + 26) & 0xFF; i < 27 + segments; i++) {
        size += ogg.get(at + i) & 0xFF;
      }
      byte[] page = Arrays.copyOfRange(ogg.array(), at, at + size);
      int crc = ogg.getInt(at + 22);
      Arrays.fill(page, 22, 26, (byte) 0);
      assertThat(Crc.OGG.of(page)).isEqualTo(crc);
      at += size;
    }
    assertThat(flags).isEqualTo(OggPages.LAST);
    assertThat(position - skip).isEqualTo((long) samples * (48_000 / rate.sampleRate()));
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void another_decoder_hears_in_an_ogg_each_party_on_its_own_side_and_in_time(
      Mp3Format rate, Vertx vertx) throws Exception {
    assumeTrue(Mp3Test.ffmpeg(), "ffmpeg is not here; ./verify installs it");
    byte[] mp3 = mp3(rate);
    int hertz = rate.sampleRate();
    int samples = Mp3Decoder.decode(mp3).left().length;
    Pcm heard =
        ffmpeg(all(await(Transcoding.of(vertx, audio(vertx, mp3), Format.OGG))), "ogg", hertz);

    assertThat(heard.left().length).isBetween(samples - 8, samples + 8);
    double left = Tones.level(heard.left(), 2 * hertz, 10 * hertz, 440, hertz);
    double right = Tones.level(heard.right(), 2 * hertz, 10 * hertz, 1_300, hertz);
    assertThat(left).isBetween(-11.0, -7.0);
    assertThat(right).isBetween(-11.0, -7.0);
    assertThat(Tones.level(heard.left(), 2 * hertz, 10 * hertz, 1_300, hertz))
        .isLessThan(left - 40);
    assertThat(Tones.level(heard.right(), 2 * hertz, 10 * hertz, 440, hertz))
        .isLessThan(right - 40);
    int onset = 0;
    while (Math.abs(heard.left()[onset]) < 3_000) {
      onset++;
    }
    assertThat(onset * 1_000.0 / hertz)
        .as("milliseconds at which the tone begins")
        .isBetween(990.0, 1_012.0);
  }

  @Test
  void nothing_is_read_for_a_listener_who_does_not_take_it(Vertx vertx) throws Exception {
    byte[] mp3 = mp3(Mp3Format.NARROWBAND);
    Export export = await(Transcoding.of(vertx, audio(vertx, mp3), Format.WAV));
    int before = reads.get();
    Promise<Integer> taken = Promise.promise();
    ReadStream<Buffer> sound = export.sound().pause();
    sound.handler(piece -> taken.tryComplete(piece.length()));
    await(vertx.timer(200));
    assertThat(reads.get()).isEqualTo(before);
    sound.fetch(1);
    assertThat(await(taken.future())).isPositive();
    await(vertx.timer(200));
    assertThat(reads.get()).isEqualTo(before + 1);
  }

  @Test
  void a_foreign_file_is_refused(Vertx vertx) throws Exception {
    Future<Export> refused = Transcoding.of(vertx, audio(vertx, new byte[5_000]), Format.WAV);
    Throwable cause = await(refused.transform(r -> Future.succeededFuture(r.cause())));
    assertThat(cause).isInstanceOf(IllegalArgumentException.class);
  }

  /** A second of silence, then a tone on each side. */
  private static byte[] mp3(Mp3Format format) {
    int rate = format.sampleRate();
    int n = SECONDS * rate + 123;
    short[] left = Tones.sine(440, rate, 12_000, 0, n);
    short[] right = Tones.sine(1_300, rate, 12_000, 0, n);
    Arrays.fill(left, 0, rate, (short) 0);
    Arrays.fill(right, 0, rate, (short) 0);
    return Mp3Test.encode(format, left, right);
  }

  private Audio audio(Vertx vertx, byte[] mp3) {
    return new Audio() {
      @Override
      public long length() {
        return mp3.length;
      }

      @Override
      public String etag() {
        return "tag";
      }

      @Override
      public ReadStream<Buffer> read(long first, long last) {
        reads.incrementAndGet();
        Buffer[] rest = {
          Buffer.buffer(Arrays.copyOfRange(mp3, (int) first, (int) last + 1)), Buffer.buffer()
        };
        int[] at = {0};
        return new PulledStream(
            vertx.getOrCreateContext(), () -> Future.succeededFuture(rest[at[0]++]));
      }
    };
  }

  private static byte[] all(Export export) throws Exception {
    Promise<byte[]> whole = Promise.promise();
    Buffer bytes = Buffer.buffer();
    export.sound().exceptionHandler(whole::tryFail);
    export.sound().endHandler(v -> whole.tryComplete(bytes.getBytes()));
    export.sound().handler(bytes::appendBuffer);
    return await(whole.future());
  }

  private Pcm ffmpeg(byte[] file, String suffix, int rate) throws Exception {
    Path in = Files.write(directory.resolve("in." + suffix), file);
    Path out = directory.resolve("out.raw");
    Process process = new ProcessBuilder(
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-i",
            in.toString(),
            "-f",
            "s16le",
            "-ac",
            "2",
            "-ar",
            String.valueOf(rate),
            out.toString())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    byte[] raw = Files.readAllBytes(out);
    ByteBuffer samples = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    short[] left = new short[raw.length / 4];
    short[] right = new short[raw.length / 4];
    for (int i = 0; i < left.length; i++) {
      left[i] = samples.getShort();
      right[i] = samples.getShort();
    }
    return new Pcm(left, right, rate);
  }
}
