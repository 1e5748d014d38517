package io.mitschnitt.webui.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Library.Audio;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClipTest {

  /** Ten seconds and eight of wide-band MP3: 300 frames of 216 bytes and 36 ms. */
  private static final int FRAMES = 300;

  private final List<String> asked = new ArrayList<>();

  private Clip clip(long bytes, long millis, long from, Optional<Long> to) {
    Audio audio = new Audio() {
      @Override
      public long length() {
        return bytes;
      }

      @Override
      public String etag() {
        return "tag";
      }

      @Override
      public ReadStream<Buffer> read(long first, long last) {
        asked.add(first + "-" + last);
        throw new IllegalStateException("not read here");
      }
    };
    return Clip.of(audio, Duration.ofMillis(millis), from, to);
  }

  @Test
  void a_clip_begins_and_ends_at_frames_around_its_moments() {
    Clip clip = clip(FRAMES * 216L, FRAMES * 36L, 1_000, Optional.of(2_000L));
    assertThat(clip.first()).isEqualTo(27 * 216);
    assertThat(clip.last()).isEqualTo(56 * 216 - 1);
    assertThat(clip.length()).isEqualTo(29 * 216);
    assertThat(clip.etag()).isNotEqualTo("tag");
  }

  @Test
  void narrow_band_has_frames_of_its_own() {
    Clip clip = clip(100 * 288L, 100 * 72L, 720, Optional.of(1_440L));
    assertThat(clip.first()).isEqualTo(10 * 288);
    assertThat(clip.last()).isEqualTo(20 * 288 - 1);
  }

  @Test
  void what_ends_with_the_recording_ends_with_its_last_byte() {
    assertThat(clip(FRAMES * 216L + 5, FRAMES * 36L, 0, Optional.empty()).length())
        .isEqualTo(FRAMES * 216L + 5);
    assertThat(clip(FRAMES * 216L, FRAMES * 36L, 99_000, Optional.of(99_001L)).first())
        .isEqualTo((FRAMES - 1) * 216L);
  }

  @Test
  void bytes_are_asked_for_within_the_clip() {
    Clip clip = clip(FRAMES * 216L, FRAMES * 36L, 360, Optional.of(720L));
    try {
      clip.read(0, clip.length() - 1);
    } catch (IllegalStateException expected) {
      assertThat(asked).containsExactly("2160-4319");
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void sound_whose_frames_are_not_known_is_given_whole() {
    assertThat(clip(100_000, 1_000, 10, Optional.of(20L)).length()).isEqualTo(100_000);
  }
}
