package io.mitschnitt.recorder.disk;

/**
 * Room on a disk, in bytes.
 *
 * @param total what is used and what is free
 * @param free what this process may still write
 */
public record Space(long total, long free) {

  /** Nobody has looked yet. */
  public static final Space UNKNOWN = new Space(0, 0);

  /** Whole percent that nobody may write to any more, rounded up; 0 where the size is unknown. */
  public int usedPercent() {
    return total <= 0 ? 0 : (int) Math.ceil(100.0 * (total - free) / total);
  }
}
