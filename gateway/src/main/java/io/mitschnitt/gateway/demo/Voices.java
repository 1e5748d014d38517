package io.mitschnitt.gateway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The voices that demo people have. */
final class Voices {

  /** Hertz of the tone that stands for the customer in tests. */
  static final int CALL = 440;

  /** Hertz of the tone that sounds before the gate can be open, and must therefore never be found in a recording. */
  static final int BEFORE = 1000;

  private static final int BEFORE_FRAMES = 75;
  private static final int HEADER = 44;
  private static final int RATE = 8_000;

  private Voices() {}

  static Voice of(Habit.Sound sound, String language) {
    return switch (sound) {
      case SPEECH -> conversation(language.startsWith("en") ? "en" : "de");
      case TONE -> tone(CALL);
      case TONE_AFTER_ANOTHER -> twoTones();
    };
  }

  /** A steady sine at about -13 dBFS. */
  static Voice tone(int hertz) {
    double step = 2 * Math.PI * hertz / RATE;
    return (frame, myTurn, out) -> {
      long first = frame * Voice.FRAME % RATE;
      for (int i = 0; i < Voice.FRAME; i++) {
        out[i] = (short) (7_000 * Math.sin(step * (first + i)));
      }
    };
  }

  private static Voice twoTones() {
    Voice before = tone(BEFORE);
    Voice after = tone(CALL);
    return (frame, myTurn, out) ->
        (frame < BEFORE_FRAMES ? before : after).speak(frame, myTurn, out);
  }

  /** Three sentences with pauses in which the other side may speak, over and over, once it is this side's turn. */
  private static Voice conversation(String language) {
    short[] said = joined(List.of(
        clip(language, 1),
        pause(3_000),
        clip(language, 2),
        pause(5_000),
        clip(language, 3),
        pause(9_000)));
    long[] start = {-1};
    return (frame, myTurn, out) -> {
      if (start[0] < 0 && myTurn) {
        start[0] = frame;
      }
      if (start[0] < 0) {
        Arrays.fill(out, 0, Voice.FRAME, (short) 0);
      } else {
        int at = (int) ((frame - start[0]) * Voice.FRAME % said.length);
        System.arraycopy(said, at, out, 0, Voice.FRAME);
      }
    };
  }

  private static short[] pause(int millis) {
    return new short[millis * RATE / 1_000];
  }

  /** A sentence from the resources: WAV, 8 kHz, mono, 16 bits, a header of 44 bytes. */
  private static short[] clip(String language, int number) {
    String name = "/demo/" + language + "-" + number + ".wav";
    try (InputStream in = Voices.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + name);
      }
      byte[] wav = in.readAllBytes();
      short[] samples = new short[(wav.length - HEADER) / 2];
      ByteBuffer.wrap(wav, HEADER, samples.length * 2)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All clips in a row, filled up to a whole number of frames. */
  private static short[] joined(List<short[]> clips) {
    int length = clips.stream().mapToInt(clip -> clip.length).sum();
    short[] all = new short[(length + Voice.FRAME - 1) / Voice.FRAME * Voice.FRAME];
    int at = 0;
    for (short[] clip : clips) {
      System.arraycopy(clip, 0, all, at, clip.length);
      at += clip.length;
    }
    return all;
  }
}
