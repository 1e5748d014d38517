package io.mitschnitt.recorder.disk;

/**
 * Where a filling disk begins to matter, in percent used.
 *
 * @param warn people should look
 * @param stop nothing new is begun; 100 = never
 */
public record Watermarks(int warn, int stop) {

  /** How a disk stands. */
  public enum Level {
    ENOUGH,
    WARN,
    STOP
  }

  public Level of(Space space) {
    int used = space.usedPercent();
    if (used >= stop && stop < 100) {
      return Level.STOP;
    }
    return used >= warn ? Level.WARN : Level.ENOUGH;
  }
}
