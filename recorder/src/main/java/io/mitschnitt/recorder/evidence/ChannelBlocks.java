package io.mitschnitt.recorder.evidence;

import io.mitschnitt.recorder.contract.Leg;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The two Merkle trees over a recording's sound, one for each channel: a leaf for each block of about a second, salted so
 * that nobody can guess a block that was taken out. Fed with the MP3 piece by piece.
 *
 * <pre>
 *   leaf = SHA-256(0 | salt | part | part | …)    the channel's parts of one block's frames, see {@link StereoFrame}
 *   salt = the first 16 bytes of SHA-256(seed | "customer 17")
 * </pre>
 *
 * <p>The first frame is silent and tells players the length; it belongs to neither channel and has a digest of its own.
 */
public final class ChannelBlocks {

  /** Bytes of a salt and of a seed. */
  public static final int SALT = 16;

  private static final int HEADER = 4;

  private final byte[] seed;
  private final MessageDigest whole = Merkle.sha256();
  private final Side customer = new Side(Leg.CUSTOMER);
  private final Side agent = new Side(Leg.AGENT);
  private byte[] head = new byte[0];
  private byte[] frame = new byte[HEADER];
  private int filled;
  private int frames;

  /** @param seed 16 bytes that only this node knows; the salts of all blocks come from it */
  public ChannelBlocks(byte[] seed) {
    this.seed = seed.clone();
    whole.update(salt(seed, "file"));
  }

  /** The salt of {@code what}: {@code file}, or a channel's word and a block's number. */
  public static byte[] salt(byte[] seed, String what) {
    MessageDigest digest = Merkle.sha256();
    digest.update(seed);
    return Arrays.copyOf(digest.digest(what.getBytes(StandardCharsets.US_ASCII)), SALT);
  }

  /** Frames of a block, 1.008 seconds: 28 where a frame has 216 bytes (16 kHz), 14 where it has 288 (8 kHz). */
  static int framesPerBlock(int frameBytes) {
    return frameBytes == 216 ? 28 : 14;
  }

  /** Samples a second of sound in frames of {@code frameBytes}. */
  static int sampleRate(int frameBytes) {
    return frameBytes == 216 ? 16_000 : 8_000;
  }

  static String word(Leg leg) {
    return leg == Leg.CUSTOMER ? "customer" : "agent";
  }

  /**
   * The next bytes of the file.
   *
   * @throws IllegalArgumentException where it is not the sound of a recording
   */
  public void add(byte[] bytes) {
    whole.update(bytes);
    for (int at = 0; at < bytes.length; ) {
      int part = Math.min(frame.length - filled, bytes.length - at);
      System.arraycopy(bytes, at, frame, filled, part);
      filled += part;
      at += part;
      if (filled == frame.length && filled == HEADER) {
        frame = Arrays.copyOf(frame, StereoFrame.bytes(frame));
      } else if (filled == frame.length) {
        whole();
      }
    }
  }

  private void whole() {
    filled = 0;
    if (head.length == 0) {
      head = frame.clone();
      return;
    }
    if (!Arrays.equals(frame, 0, 4, head, 0, 4)) {
      throw new IllegalArgumentException("not a frame of a recording");
    }
    customer.add(StereoFrame.part(frame, 0, frame.length, StereoFrame.CUSTOMER));
    agent.add(StereoFrame.part(frame, 0, frame.length, StereoFrame.AGENT));
    if (++frames % framesPerBlock(frame.length) == 0) {
      customer.flush();
      agent.flush();
    }
  }

  /**
   * What is noted of the sound; nothing may be added afterwards.
   *
   * @param soundSha256 of the file's salt and the whole file, in hex
   * @param headSha256 of the first frame
   * @param customer leaves, block by block
   * @param agent the same
   */
  public record Noted(
      int frameBytes,
      String soundSha256,
      String headSha256,
      List<byte[]> customer,
      List<byte[]> agent) {

    public List<byte[]> leaves(Leg leg) {
      return leg == Leg.CUSTOMER ? customer : agent;
    }

    /** The root of a channel's tree, in hex. */
    public String root(Leg leg) {
      return HexFormat.of().formatHex(Merkle.root(leaves(leg)));
    }

    /** Frames of a block. */
    public int blockFrames() {
      return framesPerBlock(frameBytes);
    }
  }

  /** @throws IllegalArgumentException where the file ends within a frame, or has none */
  public Noted end() {
    if (filled > 0 || head.length == 0) {
      throw new IllegalArgumentException("the sound is cut off");
    }
    customer.flush();
    agent.flush();
    return new Noted(
        head.length,
        HexFormat.of().formatHex(whole.digest()),
        Merkle.hex(head),
        List.copyOf(customer.leaves),
        List.copyOf(agent.leaves));
  }

  /** The leaf over {@code parts}. */
  static byte[] leaf(byte[] salt, byte[] parts) {
    byte[] both = Arrays.copyOf(salt, salt.length + parts.length);
    System.arraycopy(parts, 0, both, salt.length, parts.length);
    return Merkle.leaf(both);
  }

  private final class Side {
    private final Leg leg;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final List<byte[]> leaves = new ArrayList<>();

    Side(Leg leg) {
      this.leg = leg;
    }

    void add(byte[] part) {
      parts.writeBytes(part);
    }

    void flush() {
      if (parts.size() > 0) {
        leaves.add(leaf(salt(seed, word(leg) + " " + leaves.size()), parts.toByteArray()));
        parts.reset();
      }
    }
  }
}
