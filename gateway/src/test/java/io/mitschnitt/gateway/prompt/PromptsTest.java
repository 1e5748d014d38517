package io.mitschnitt.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {

  /** Tests run in the module's directory. */
  private static final Path SHIPPED = Path.of("..", "conf", "prompts");

  @TempDir
  Path dir;

  @ParameterizedTest
  @CsvSource({
    "de, opt-out, Neun", "en, opt-out, nine", "de, explicit, Eins", "en, explicit, one",
    "de, notice, aufgezeichnet", "en, notice, recorded", "de, statutory, Gesetz",
        "en, statutory, law",
    "de, not-recorded, nicht", "en, not-recorded, not", "de, sorry, niemand", "en, sorry, nobody",
  })
  void the_shipped_announcements_say_what_they_must(String language, String name, String word)
      throws IOException {
    Clip clip = Prompts.read(SHIPPED).find(language, name).orElseThrow();
    assertThat(clip.language()).isEqualTo(language);
    assertThat(clip.words()).contains(word);
    assertThat(clip.sound().millis()).isBetween(1_000, 9_000);
    assertThat(clip.sha256()).matches("[0-9a-f]{64}");
    assertThat(rms(clip.sound().samples16k())).isBetween(2_000.0, 4_000.0);
    assertThat(Files.size(SHIPPED.resolve(language).resolve(name + ".wav"))).isLessThan(250_000);
  }

  @ParameterizedTest
  @CsvSource({"de, de", "de-AT, de", "en-GB, en", "fr, en"})
  void a_language_that_is_missing_falls_back(String asked, String spoken) throws IOException {
    assertThat(Prompts.read(SHIPPED).find(asked, "opt-out").orElseThrow().language())
        .isEqualTo(spoken);
  }

  @Test
  void an_announcement_that_nobody_wrote_is_nothing() throws IOException {
    assertThat(Prompts.read(SHIPPED).find("de", "no-such-words")).isEmpty();
  }

  @Test
  void a_missing_directory_is_named() {
    Path nowhere = dir.resolve("nowhere");
    assertThatThrownBy(() -> Prompts.read(nowhere)).hasMessageContaining(nowhere.toString());
  }

  @Test
  void a_missing_announcement_is_named() throws IOException {
    write("notice", wav(16_000, 1, 16), "told");
    assertThatThrownBy(() -> Prompts.read(dir)).hasMessageContaining("opt-out.wav");
  }

  @Test
  void an_announcement_without_its_words_is_refused() throws IOException {
    write("notice", wav(16_000, 1, 16), "told");
    Files.delete(dir.resolve("en").resolve("notice.txt"));
    assertThatThrownBy(() -> Prompts.read(dir)).hasMessageContaining("notice.txt");
  }

  @ParameterizedTest
  @CsvSource({"8000, 1, 16", "16000, 2, 16", "44100, 1, 16", "16000, 1, 8"})
  void another_format_is_named_with_what_it_has(int rate, int channels, int bits)
      throws IOException {
    write("notice", wav(rate, channels, bits), "told");
    assertThatThrownBy(() -> Prompts.read(dir))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("notice.wav")
        .hasMessageContaining(channels + " channel(s), " + rate + " Hz, " + bits + " bits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 11, 12, 20, 30, 43, 50})
  void a_file_that_is_cut_off_anywhere_is_refused_and_not_thrown_at(int length) {
    byte[] cut = java.util.Arrays.copyOf(wav(16_000, 1, 16), length);
    assertThatThrownBy(() -> Wav.samples(cut, "x.wav"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.wav");
  }

  private void write(String name, byte[] wav, String words) throws IOException {
    Path en = Files.createDirectories(dir.resolve("en"));
    Files.write(en.resolve(name + ".wav"), wav);
    Files.writeString(en.resolve(name + ".txt"), words);
  }

  private static byte[] wav(int rate, int channels, int bits) {
    ByteBuffer out = ByteBuffer.allocate(44 + 320).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes()).putInt(36 + 320).put("WAVEfmt ".getBytes()).putInt(16);
    out.putShort((short) 1)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * channels * bits / 8);
    out.putShort((short) (channels * bits / 8))
        .putShort((short) bits)
        .put("data".getBytes())
        .putInt(320);
    return out.array();
  }

  private static double rms(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }
}
