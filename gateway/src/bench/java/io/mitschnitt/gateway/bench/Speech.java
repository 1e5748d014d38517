package io.mitschnitt.gateway.bench;

import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundEncoder;
import io.mitschnitt.recorder.contract.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A loop of speech as payloads of 20 ms, made of the announcements. A little noise makes every frame one of its kind, so
 * that a packet which comes out tells which one went in, whatever a gateway does to its header.
 */
final class Speech {

  private static final int MOST_FRAMES = 3_000;
  private static final int FRAME_16K = 320;

  private final List<byte[]> frames = new ArrayList<>();
  private final Map<Long, Integer> byContent = new HashMap<>();

  private Speech(short[] samples16k, Codec codec) {
    // What a browser sends that was told maxplaybackrate=16000.
    SoundEncoder encoder = Codecs.encoder(codec, 16_000);
    Resampler resampler = new Resampler(16_000, encoder.sampleRate());
    short[] pcm = new short[encoder.sampleRate() / 50];
    byte[] out = new byte[1275];
    Random noise = new Random(1);
    for (int at = 0;
        at + FRAME_16K <= samples16k.length && frames.size() < MOST_FRAMES;
        at += FRAME_16K) {
      short[] frame = Arrays.copyOfRange(samples16k, at, at + FRAME_16K);
      for (int i = 0; i < frame.length; i++)
        frame[i] = (short) (frame[i] * 0.9 + noise.nextInt(65) - 32);
      int n = resampler.process(frame, FRAME_16K, pcm);
      byte[] payload = Arrays.copyOf(out, encoder.encode(pcm, 0, n, out, 0));
      byContent.put(hash(payload, 0, payload.length), frames.size());
      frames.add(payload);
    }
  }

  /** The announcements of {@code prompts}, WAVE files of 16 kHz, in {@code codec}. */
  static Speech of(Path prompts, Codec codec) throws IOException {
    try (Stream<Path> files = Files.walk(prompts)) {
      List<Path> waves =
          files.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
      int size = 0;
      List<short[]> sounds = new ArrayList<>();
      for (Path wave : waves) {
        short[] sound = samples(Files.readAllBytes(wave));
        sounds.add(sound);
        size += sound.length;
      }
      short[] all = new short[size];
      int at = 0;
      for (short[] sound : sounds) {
        System.arraycopy(sound, 0, all, at, sound.length);
        at += sound.length;
      }
      return new Speech(all, codec);
    }
  }

  int length() {
    return frames.size();
  }

  byte[] frame(int index) {
    return frames.get(index % frames.size());
  }

  /** Which frame this is; -1 where it is none. */
  int indexOf(byte[] b, int at, int length) {
    Integer index = byContent.get(hash(b, at, length));
    return index == null ? -1 : index;
  }

  private static long hash(byte[] b, int at, int length) {
    long h = length;
    for (int i = at; i < at + length; i++) h = h * 0x9E3779B97F4A7C15L + b[i];
    return h;
  }

  private static short[] samples(byte[] wave) {
    ByteBuffer in = ByteBuffer.wrap(wave).order(ByteOrder.LITTLE_ENDIAN);
    in.position(12);
    while (in.remaining() >= 8) {
      int id = in.getInt();
      int size = in.getInt();
      if (id == 0x61746164) { // "data"
        short[] samples = new short[Math.min(size, in.remaining()) / 2];
        in.asShortBuffer().get(samples);
        return samples;
      }
      in.position(in.position() + size + (size & 1));
    }
    return new short[0];
  }
}
