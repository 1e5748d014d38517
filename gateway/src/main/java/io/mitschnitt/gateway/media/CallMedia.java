package io.mitschnitt.gateway.media;

import io.mitschnitt.recorder.contract.Ending;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.util.List;

/**
 * The media of one call: a WebRTC leg towards the agent (ICE-lite, DTLS-SRTP) and an RTP leg towards the carrier. Both
 * begin deaf to each other; {@link #bridge} joins them. The gate begins shut: until {@link #openGate} no payload leaves
 * the packet's life.
 *
 * <p>SDP goes in and out as text; what it says is this room's business (RFC 3264, 8829).
 */
public interface CallMedia {

  /**
   * Our offer to a leg that we call. The carrier leg offers the trunk's codecs; when the other leg's codec is known, that
   * one first, so that sound passes through without transcoding.
   *
   * @param codecs names in order of preference, such as {@code PCMA}, {@code opus}
   */
  Future<String> offer(Leg leg, List<String> codecs);

  /** The other side's answer to our offer. Fails with {@link BadSdp}. */
  Future<Void> answered(Leg leg, String sdp);

  /** Our answer to an offer, a first one or a later one (hold, codec, ICE restart). Fails with {@link BadSdp}. */
  Future<String> answer(Leg leg, String sdp, List<String> codecs);

  /**
   * Plays an announcement to each of {@code to}, instead of what they would hear; {@link MediaEvents#promptDone} follows.
   * A prompt that runs is replaced. Starts at once: the first packet within 20 ms.
   */
  void play(Prompt prompt, Leg... to);

  void stopPrompt();

  /** Whether the agent hears the other side before it has answered. The other side hears nothing, and nothing is kept. */
  void early(boolean heard);

  /** Joins the legs: each hears the other. */
  void bridge();

  /** Parts them again: neither hears the other, and nothing of either is kept until they are joined anew. */
  void part();

  /**
   * Two legs change places, with all that each has agreed on: {@code mine} of this call and {@code theirs} of the other.
   * Fails where the calls are not on one media loop ({@link MediaPlane#openBeside}), or one of them is closed.
   */
  Future<Void> exchange(Leg mine, CallMedia other, Leg theirs);

  /**
   * Starts the tape and lets both legs' payloads onto it from this moment; t = 0 is now, on the media loop's clock.
   * Answers with that moment once it is so.
   */
  Future<java.time.Instant> openGate(Tape tape);

  /** Shuts the gate for good and closes the tape at this moment; answers when the tape is whole. Idempotent. */
  Future<Void> shutGate();

  /** While paused nothing reaches the tape, of either leg; the span is marked on it. Idempotent. */
  void pauseGate(boolean paused);

  /** Sends a digit to the leg by RFC 4733. */
  void sendDigit(Leg leg, char digit, int millis);

  /** Frees ports, keys and timers; shuts the gate where it is open. Idempotent. */
  Future<Void> close();

  /** An announcement: which one, and its sound. */
  record Prompt(String name, PromptSound sound) {}

  /** Decoded sound: 16 kHz mono, 16 bits, cached by whoever reads the files. */
  @SuppressWarnings("ArrayRecordComponent") // seconds of sound, shared, never changed
  record PromptSound(short[] samples16k) {
    /** Length in milliseconds. */
    public int millis() {
      return samples16k.length / 16;
    }
  }

  /** An offer or answer that we cannot live with: 488 towards the other side. */
  final class BadSdp extends Exception {
    private static final long serialVersionUID = 1;

    public BadSdp(String why) {
      super(why, null, false, false);
    }
  }

  /** What a media failure means as the end of the call. */
  static Ending lost(Leg leg) {
    return new Ending(
        leg == Leg.AGENT ? Ending.Whose.AGENT : Ending.Whose.CARRIER, "media lost", 0);
  }
}
