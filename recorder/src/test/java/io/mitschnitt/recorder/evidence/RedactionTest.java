package io.mitschnitt.recorder.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.mp3.Mp3Decoder;
import io.mitschnitt.recorder.mp3.Mp3Encoder;
import io.mitschnitt.recorder.mp3.Mp3Format;
import io.mitschnitt.recorder.mp3.Pcm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real sound from the recorder's own encoder: what stays is the same to the sample, what goes is gone. */
class RedactionTest {

  private static final int SECONDS = 8;

  @ParameterizedTest
  @EnumSource
  void the_frames_of_the_encoder_come_apart_and_together_again(Mp3Format format) {
    byte[] mp3 = mp3(format);
    byte[] again = Redaction.of(mp3, List.of()).applied(mp3);
    Pcm before = Mp3Decoder.decode(mp3);
    Pcm after = Mp3Decoder.decode(again);
    assertThat(after.left()).isEqualTo(before.left());
    assertThat(after.right()).isEqualTo(before.right());
  }

  @ParameterizedTest
  @EnumSource
  void the_masked_channel_is_silent_and_the_other_one_the_same_to_the_sample(Mp3Format format) {
    byte[] mp3 = mp3(format);
    byte[] copy = Redaction.of(mp3, List.of(Cut.all(Leg.AGENT))).applied(mp3);
    assertThat(copy).hasSameSizeAs(mp3);
    Pcm before = Mp3Decoder.decode(mp3);
    Pcm after = Mp3Decoder.decode(copy);
    assertThat(after.left()).isEqualTo(before.left());
    assertThat(loudest(after.right(), 0, after.right().length)).isZero();
    assertThat(loudest(before.right(), 0, before.right().length)).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @EnumSource
  void digits_that_are_cut_are_gone_and_nothing_of_them_rings_before_or_behind(Mp3Format format) {
    byte[] mp3 = mp3(format);
    int rate = format.sampleRate();
    Redaction cut =
        Redaction.of(mp3, List.of(new Cut(Leg.CUSTOMER, 3_500, OptionalLong.of(4_200))));
    assertThat(cut.removed(Leg.CUSTOMER)).isBetween(1, 3);
    Pcm before = Mp3Decoder.decode(mp3);
    Pcm after = Mp3Decoder.decode(cut.applied(mp3));
    assertThat(after.right()).isEqualTo(before.right());
    assertThat(loudest(after.left(), rate * 35 / 10, rate * 42 / 10)).isZero();
    assertThat(Arrays.copyOf(after.left(), rate * 2)).isEqualTo(Arrays.copyOf(before.left(), rate * 2));
    assertThat(Arrays.copyOfRange(after.left(), rate * 6, rate * SECONDS))
        .isEqualTo(Arrays.copyOfRange(before.left(), rate * 6, rate * SECONDS));
  }

  private static int loudest(short[] sound, int from, int to) {
    int most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(sound[i]));
    }
    return most;
  }

  /** Eight seconds, 440 Hz left and a rising tone right, with silence in between. */
  private static byte[] mp3(Mp3Format format) {
    int rate = format.sampleRate();
    int block = rate / 50;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(format.infoFrame((long) rate * SECONDS));
    byte[] out = new byte[Mp3Encoder.ROOM];
    try (Mp3Encoder encoder = new Mp3Encoder(format)) {
      for (int at = 0; at < rate * SECONDS; at += block) {
        short[] left = new short[block];
        short[] right = new short[block];
        for (int i = 0; i < block; i++) {
          double t = (double) (at + i) / rate;
          left[i] = (short) (10_000 * Math.sin(2 * Math.PI * 440 * t));
          right[i] = t % 2 < 1.5 ? (short) (9_000 * Math.sin(2 * Math.PI * (300 + 40 * t) * t)) : 0;
        }
        file.write(out, 0, encoder.encode(left, right, block, out));
      }
      file.write(out, 0, encoder.finish(out));
    }
    return file.toByteArray();
  }
}
