package io.mitschnitt.recorder.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mitschnitt.recorder.contract.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecsTest {

  @ParameterizedTest
  @EnumSource(Codec.class)
  void a_tone_survives_the_round_trip_alone(Codec codec) {
    int rate = codec.sampleRate();
    short[] heard = decodeAll(codec, encodeAll(codec, Tones.sine(1000, rate, 12000, 0, rate)));
    assertThat(heard).hasSize(rate);
    double tone = Tones.level(heard, rate / 2, rate, 1000, rate);
    assertThat(tone).isBetween(-10.0, -7.5);
    assertThat(Tones.level(heard, rate / 2, rate, 1700, rate)).isLessThan(tone - 30);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void any_bytes_decode_to_something(Codec codec) {
    SoundDecoder decoder = Codecs.decoder(codec);
    Random random = new Random(1);
    short[] out = new short[5760];
    List<byte[]> good = encodeAll(codec, Tones.voice(codec.sampleRate(), codec.sampleRate(), 1));
    assertThatCode(() -> {
          for (int i = 0; i < 20_000; i++) {
            byte[] bytes = damaged(good.get(i % good.size()), random);
            assertThat(decoder.decode(bytes, 0, bytes.length, out)).isBetween(0, 5760);
            if (i % 7 == 0) {
              assertThat(decoder.conceal(960, bytes, 0, bytes.length, out)).isEqualTo(960);
            }
          }
        })
        .doesNotThrowAnyException();
  }

  private static byte[] damaged(byte[] payload, Random random) {
    byte[] bytes = payload.clone();
    switch (random.nextInt(4)) {
      case 0 -> random.nextBytes(bytes);
      case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      default -> {
        bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void a_lost_payload_is_concealed_by_sound_and_a_long_gap_fades(Codec codec) {
    int rate = codec.sampleRate();
    int frame = rate / 50;
    List<byte[]> payloads = encodeAll(codec, Tones.sine(400, rate, 12000, 0, rate));
    SoundDecoder decoder = Codecs.decoder(codec);
    short[] out = new short[5760];
    for (int i = 0; i < 40; i++) {
      decoder.decode(payloads.get(i), 0, payloads.get(i).length, out);
    }
    byte[] next = payloads.get(41);
    assertThat(decoder.conceal(frame, next, 0, next.length, out)).isEqualTo(frame);
    assertThat(Tones.energy(out, 0, frame)).isGreaterThan(-20);
    for (int i = 0; i < 25; i++) {
      decoder.conceal(frame, new byte[0], 0, 0, out);
    }
    assertThat(Tones.energy(out, 0, frame)).isLessThan(-50);
  }

  @Test
  void g722_loses_little() {
    short[] voice = Tones.voice(16_000, 32_000, 2);
    short[] heard = decodeAll(Codec.G722, encodeAll(Codec.G722, voice));
    double signal = 0;
    double noise = 0;
    for (int i = 400; i < voice.length - 22; i++) {
      double error = voice[i] - heard[i + 22]; // both filter banks together delay by 22 samples
      signal += (double) voice[i] * voice[i];
      noise += error * error;
    }
    assertThat(10 * Math.log10(signal / noise)).isGreaterThan(18);
  }

  @Test
  void g711_decodes_what_it_encodes_to_the_same_code() {
    for (G711 law : List.of(G711.MU_LAW, G711.A_LAW)) {
      for (int code = 0; code < 256; code++) {
        short sample = law.sample((byte) code);
        assertThat(law.sample(law.code(sample))).as("code %d", code).isEqualTo(sample);
      }
    }
  }

  @Test
  void g711_knows_the_values_of_the_recommendation() {
    assertThat(G711.MU_LAW.sample((byte) 0x00)).isEqualTo((short) -32124);
    assertThat(G711.MU_LAW.sample((byte) 0x80)).isEqualTo((short) 32124);
    assertThat(G711.MU_LAW.sample((byte) 0xFF)).isEqualTo((short) 0);
    assertThat(G711.A_LAW.sample((byte) 0xD5)).isEqualTo((short) 8);
    assertThat(G711.A_LAW.sample((byte) 0xAA)).isEqualTo((short) 32256);
    assertThat(G711.MU_LAW.code((short) 0)).isEqualTo((byte) 0xFF);
    assertThat(G711.A_LAW.code((short) 0)).isEqualTo((byte) 0xD5);
  }

  @Test
  void hybrid_opus_packets_are_not_silent() {
    // RFC 6716, table 2: configurations 12 to 15 are hybrid; mono voice at 24 kbit/s in full band
    // is made of them.
    List<byte[]> payloads = encodeAll(Codec.OPUS, Tones.voice(48_000, 96_000, 3));
    long hybrid = payloads.stream()
        .filter(p -> (p[0] >> 3 & 31) >= 12 && (p[0] >> 3 & 31) <= 15)
        .count();
    assertThat(hybrid).isGreaterThan(payloads.size() / 2);
    short[] heard = decodeAll(Codec.OPUS, payloads);
    assertThat(Tones.energy(heard, 48_000, 96_000)).isBetween(-30.0, -10.0);
  }

  static List<byte[]> encodeAll(Codec codec, short[] pcm) {
    SoundEncoder encoder = Codecs.encoder(codec);
    int frame = codec.sampleRate() / 50;
    byte[] out = new byte[1400];
    List<byte[]> payloads = new ArrayList<>();
    for (int at = 0; at + frame <= pcm.length; at += frame) {
      payloads.add(Arrays.copyOf(out, encoder.encode(pcm, at, frame, out, 0)));
    }
    return payloads;
  }

  private static short[] decodeAll(Codec codec, List<byte[]> payloads) {
    SoundDecoder decoder = Codecs.decoder(codec);
    short[] out = new short[5760];
    short[] all = new short[0];
    for (byte[] payload : payloads) {
      int n = decoder.decode(payload, 0, payload.length, out);
      int at = all.length;
      all = Arrays.copyOf(all, at + n);
      System.arraycopy(out, 0, all, at, n);
    }
    return all;
  }
}
