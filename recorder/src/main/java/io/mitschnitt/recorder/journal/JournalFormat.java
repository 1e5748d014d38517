package io.mitschnitt.recorder.journal;

import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.RecordingId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The journal's form on disk, all numbers big-endian. A header in the open:
 *
 * <pre>
 *  0        4         6        8            24      40            80         96             104
 * +--------+---------+--------+------------+-------+-------------+----------+--------------+
 * | "MTSJ" | version | length | recording  | call  | wrapped key | name of  | nonce prefix |
 * |        | = 1     | = 104  | id         | id    | (RFC 3394)  | its KEK  |              |
 * +--------+---------+--------+------------+-------+-------------+----------+--------------+
 * </pre>
 *
 * <p>then segments until the file ends:
 *
 * <pre>
 *  0         4        8
 * +---------+--------+----------------------------------------+---------+
 * | counter | length | entries, sealed by AES-256-GCM         | tag, 16 |
 * +---------+--------+----------------------------------------+---------+
 *            length =  |--------------------------------------------------|
 *            nonce  =  nonce prefix, counter        data authenticated too = recording id, counter
 * </pre>
 *
 * <p>Counters rise but may leave gaps: a segment whose writing failed is cut off and its counter never used again. A cut
 * or a changed byte spoils the segment in which it lies and nothing before it; where the length still stands, nothing
 * after it either. The entries within a segment are drawn at {@link EntryCoder}.
 */
public final class JournalFormat {

  /** How a journal's file name ends. */
  public static final String SUFFIX = ".mj";

  static final int HEADER = 104;
  static final int SEGMENT_HEAD = 8;
  static final int TAG = 16;
  static final int NONCE_PREFIX = 8;

  /** Longest sealed segment that is believed. */
  static final int LONGEST = 1 << 20;

  private static final int MAGIC = 0x4D54534A;
  private static final int VERSION = 1;
  private static final int WRAPPED = 40;
  private static final int KEK_NAME = 16;

  private JournalFormat() {}

  static byte[] write(JournalHeader header) {
    ByteBuffer out = ByteBuffer.allocate(HEADER);
    out.putInt(MAGIC).putShort((short) VERSION).putShort((short) HEADER);
    out.put(id(header.recording())).put(HexFormat.of().parseHex(header.call().value()));
    if (header.wrappedKey().length != WRAPPED || header.noncePrefix().length != NONCE_PREFIX) {
      throw new IllegalArgumentException("a wrapped key of 40 bytes and a prefix of 8");
    }
    byte[] kek = header.kek().getBytes(StandardCharsets.US_ASCII);
    if (kek.length > KEK_NAME) {
      throw new IllegalArgumentException("the key's name is too long");
    }
    out.put(header.wrappedKey()).put(kek).position(HEADER - NONCE_PREFIX);
    return out.put(header.noncePrefix()).array();
  }

  /** The header with which {@code bytes} begins; empty when it is none of this version. */
  static Optional<JournalHeader> read(byte[] bytes) {
    if (bytes.length < HEADER) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != MAGIC || in.getShort() != VERSION || in.getShort() != HEADER) {
      return Optional.empty();
    }
    RecordingId recording = new RecordingId(hex(in, 16));
    CallId call = new CallId(hex(in, 16));
    byte[] key = bytes(in, WRAPPED);
    String kek = new String(bytes(in, KEK_NAME), StandardCharsets.US_ASCII).replace("\0", "");
    return Optional.of(new JournalHeader(recording, call, key, kek, bytes(in, NONCE_PREFIX)));
  }

  static byte[] id(RecordingId recording) {
    return HexFormat.of().parseHex(recording.value());
  }

  private static String hex(ByteBuffer in, int length) {
    return HexFormat.of().formatHex(bytes(in, length));
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
