package io.mitschnitt.recorder.mp3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mitschnitt.recorder.codec.Tones;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class Mp3Test {

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void each_channel_keeps_its_own_tone_and_the_length_is_exact(Mp3Format format) {
    int rate = format.sampleRate();
    int n = 2 * rate + 123;
    short[] left = Tones.sine(440, rate, 12000, 0, n);
    short[] right = Tones.sine(1300, rate, 12000, 0, n);
    byte[] mp3 = encode(format, left, right);
    assertThat(mp3).hasSize((int) format.fileBytes(n));
    Pcm pcm = Mp3Decoder.decode(mp3);
    assertThat(pcm.sampleRate()).isEqualTo(rate);
    assertThat(pcm.left()).hasSize(n);
    assertThat(pcm.right()).hasSize(n);
    assertThat(Tones.level(pcm.left(), rate, 2 * rate, 440, rate)).isBetween(-9.5, -8.0);
    assertThat(Tones.level(pcm.left(), rate, 2 * rate, 1300, rate)).isLessThan(-60);
    assertThat(Tones.level(pcm.right(), rate, 2 * rate, 1300, rate)).isBetween(-9.5, -8.0);
    assertThat(Tones.level(pcm.right(), rate, 2 * rate, 440, rate)).isLessThan(-60);
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void the_sound_begins_where_it_began(Mp3Format format) {
    int rate = format.sampleRate();
    short[] click = new short[rate];
    Arrays.fill(click, rate / 2, rate / 2 + rate / 100, (short) 16000);
    Pcm pcm = Mp3Decoder.decode(encode(format, click, new short[rate]));
    int first = 0;
    while (Math.abs(pcm.left()[first]) < 8000) {
      first++;
    }
    assertThat(first).isBetween(rate / 2 - 4, rate / 2 + 4);
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void any_length_gives_the_frames_that_were_foretold(Mp3Format format) {
    for (int n = 0; n < 2500; n += n < 1300 ? 61 : 173) {
      short[] sound = Tones.voice(format.sampleRate(), n, n);
      byte[] mp3 = encode(format, sound, sound);
      assertThat(mp3.length).as("%d samples", n).isEqualTo((int) format.fileBytes(n));
      assertThat(Mp3Decoder.decode(mp3).left()).hasSize(n);
    }
  }

  @ParameterizedTest
  @EnumSource(Mp3Format.class)
  void another_decoder_agrees_to_the_sample(Mp3Format format, @TempDir Path directory)
      throws Exception {
    assumeThat(ffmpeg()).as("ffmpeg is here; ./verify installs it").isTrue();
    int n = 3 * format.sampleRate() + 77;
    short[] left = Tones.voice(format.sampleRate(), n, 1);
    short[] right = Tones.voice(format.sampleRate(), n, 2);
    byte[] mp3 = encode(format, left, right);
    Pcm ours = Mp3Decoder.decode(mp3);
    Pcm theirs = ffmpeg(mp3, directory);
    assertThat(theirs.left()).hasSize(n);
    assertThat(theirs.right()).hasSize(n);
    for (int i = 0; i < n; i++) {
      assertThat(Math.abs(ours.left()[i] - theirs.left()[i]))
          .as("left %d", i)
          .isLessThanOrEqualTo(2);
      assertThat(Math.abs(ours.right()[i] - theirs.right()[i]))
          .as("right %d", i)
          .isLessThanOrEqualTo(2);
    }
  }

  @Test
  void a_cut_or_foreign_file_is_refused() {
    byte[] mp3 = encode(Mp3Format.NARROWBAND, new short[8000], new short[8000]);
    assertThatThrownBy(() -> Mp3Decoder.decode(Arrays.copyOf(mp3, mp3.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mp3Decoder.decode(Arrays.copyOf(mp3, mp3.length - 288)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mp3Decoder.decode(new byte[1000]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mp3Decoder.decode(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void peaks_are_the_least_and_the_greatest_of_each_stretch() {
    Peaks peaks = new Peaks(8000);
    short[] pcm = new short[400];
    pcm[5] = 25600;
    pcm[300] = -12800;
    pcm[390] = 256;
    peaks.add(pcm, 400);
    assertThat(peaks.toBytes()).containsExactly(-50, 100, 0, 1);
  }

  /** A whole file, as it is stored. */
  public static byte[] encode(Mp3Format format, short[] left, short[] right) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(format.infoFrame(left.length));
    byte[] out = new byte[Mp3Encoder.ROOM];
    try (Mp3Encoder encoder = new Mp3Encoder(format)) {
      for (int at = 0; at < left.length; at += 320) {
        int n = Math.min(320, left.length - at);
        int made = encoder.encode(
            Arrays.copyOfRange(left, at, at + n), Arrays.copyOfRange(right, at, at + n), n, out);
        file.write(out, 0, made);
      }
      file.write(out, 0, encoder.finish(out));
    }
    return file.toByteArray();
  }

  public static boolean ffmpeg() {
    try {
      return new ProcessBuilder("ffmpeg", "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException missing) {
      return false;
    }
  }

  /** What FFmpeg makes of {@code mp3}. */
  public static Pcm ffmpeg(byte[] mp3, Path directory) throws Exception {
    Path in = Files.write(directory.resolve("in.mp3"), mp3);
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
    return new Pcm(left, right, Mp3Decoder.info(mp3).orElseThrow().format().sampleRate());
  }
}
