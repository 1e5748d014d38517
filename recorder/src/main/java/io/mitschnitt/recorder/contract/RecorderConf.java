package io.mitschnitt.recorder.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the recorder must be told to work.
 *
 * @param data directory for journals and keys; made when missing
 * @param storeUri {@code embedded:<directory>}, {@code mongodb://…} or {@code mongodb+srv://…}
 * @param keyFile the key-encryption key, 32 bytes; made with mode 600 when missing; never inside the store
 * @param fsyncEvery group commit of the journals; at most this much sound is lost by a power cut
 * @param encoders encodings at once, 1 or more
 * @param node this node's name: rows of calls that another node had are not ours to close
 * @param diskWarnPercent the journals' disk counts as filling from here on
 * @param diskStopPercent from here on no recording is begun any more; running ones go on; 100 = never
 * @param outside who is told of the evidence log's signed heads
 * @param locks purposes that have a key of their own
 */
public record RecorderConf(
    Path data,
    String storeUri,
    Path keyFile,
    Duration fsyncEvery,
    int encoders,
    String node,
    int diskWarnPercent,
    int diskStopPercent,
    Outside outside,
    List<PurposeLock> locks) {

  public static final int DISK_WARN_PERCENT = 80;
  public static final int DISK_STOP_PERCENT = 95;

  /** A node that tells nobody outside. */
  public RecorderConf(
      Path data,
      String storeUri,
      Path keyFile,
      Duration fsyncEvery,
      int encoders,
      String node,
      int diskWarnPercent,
      int diskStopPercent) {
    this(
        data,
        storeUri,
        keyFile,
        fsyncEvery,
        encoders,
        node,
        diskWarnPercent,
        diskStopPercent,
        Outside.NONE,
        List.of());
  }

  /** A single node with the usual watermarks. */
  public RecorderConf(Path data, String storeUri, Path keyFile, Duration fsyncEvery, int encoders) {
    this(
        data,
        storeUri,
        keyFile,
        fsyncEvery,
        encoders,
        "node1",
        DISK_WARN_PERCENT,
        DISK_STOP_PERCENT);
  }
}
