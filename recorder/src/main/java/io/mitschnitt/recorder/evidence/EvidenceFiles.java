package io.mitschnitt.recorder.evidence;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of a bundle and of a copied log, and what is said in them. */
public final class EvidenceFiles {

  public static final String AUDIO = "audio.mp3";
  /** Who called whom and when, with a salt that makes its hash unguessable. */
  public static final String CALL = "call.txt";
  /** What was said and pressed: time, kind and detail in each line. */
  public static final String CONSENT = "consent.txt";
  /** The signed {@linkplain ConsentRecord record} of the call's consent; bundles of before do not have it. */
  public static final String CONSENT_RECORD = "consent-record.txt";
  /** The leaf hash of each second of a sound that was noted as a whole, both channels together. */
  public static final String BLOCKS = "blocks.txt";
  /** The leaf hash of each block of each channel, with its salt; see {@link ChannelList}. */
  public static final String CHANNELS = "channels.txt";

  public static final String MANIFEST = "manifest.json";
  public static final String README = "README.txt";
  public static final String PAGE = "verify.html";
  public static final String KEY = "public-key.pem";
  /** The digests of all of the above, as {@code sha256sum -c} reads them. */
  public static final String SUMS = "SHA256SUMS";
  /** The history of call and recording, each entry with its proof. */
  public static final String LEDGER = "ledger.txt";

  public static final String CHECKPOINT = "checkpoint.txt";
  /** The notes by which the signing was handed over to other keys, see {@link Handover}; absent where it never was. */
  public static final String HANDOVERS = "handovers.txt";
  /** A time-stamping authority's answer about {@link #CHECKPOINT}; absent where none was asked. */
  public static final String STAMP = "checkpoint.tsr";
  /** A whole log. */
  public static final String LOG = "log.txt";

  /** What {@link #SUMS} lists in every bundle, beside {@link #BLOCKS} or {@link #CHANNELS}; it may list more. */
  static final Set<String> SUMMED = Set.of(AUDIO, CALL, CONSENT, MANIFEST, README, PAGE, KEY);

  /** What is made after {@link #SUMS}. */
  static final Set<String> UNSUMMED = Set.of(SUMS, LEDGER, CHECKPOINT, STAMP);

  private EvidenceFiles() {}

  /** {@link #SUMS} over {@code files}. */
  public static String sums(Map<String, byte[]> files) {
    StringBuilder sums = new StringBuilder();
    new TreeMap<>(files)
        .forEach((name, bytes) ->
            sums.append(Merkle.hex(bytes)).append("  ").append(name).append('\n'));
    return sums.toString();
  }

  /** A checkpoint's name in a copied log. */
  public static String checkpoint(long size) {
    return "checkpoint-%012d.txt".formatted(size);
  }

  /** The name of the answer about a checkpoint of a copied log. */
  public static String stamp(long size) {
    return "checkpoint-%012d.tsr".formatted(size);
  }

  static boolean isStamp(String name) {
    return name.matches("checkpoint-\\d{12}\\.tsr");
  }

  static boolean isCheckpoint(String name) {
    return name.matches("checkpoint-\\d{12}\\.txt");
  }

  static boolean isStatement(String name) {
    return name.matches("statement-\\d{4}-\\d{2}-\\d{2}\\.txt");
  }
}
