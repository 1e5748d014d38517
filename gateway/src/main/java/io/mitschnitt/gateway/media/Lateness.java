package io.mitschnitt.gateway.media;

/**
 * Whether a loop still keeps up: how late its ticks come, second by second. One second in which the machine was busy with
 * something else says nothing; a loop is crowded when most ticks of several seconds in a row were late, and free again
 * after as many good ones. Written by the loop alone, seen by everyone.
 */
public final class Lateness {

  /** A tick that comes later than this is late. */
  static final long LATE_NANOS = 20_000_000;

  /** So many bad seconds make a loop crowded, so many good ones free it. */
  static final int SECONDS = 3;

  private final long periodNanos;
  private final int ticksASecond;
  private long due;
  private int ticks;
  private int late;
  private long worst;
  private int run;
  private volatile boolean crowded;
  private volatile long worstSeen;

  /** @param periodNanos between two ticks of the clock */
  public Lateness(long periodNanos) {
    this.periodNanos = periodNanos;
    this.ticksASecond = (int) (1_000_000_000L / periodNanos);
  }

  /** A tick comes now. */
  public void tick(long nanos) {
    due = due == 0 ? nanos : due + periodNanos;
    if (nanos - due < 0) due = nanos;
    long by = nanos - due;
    worst = Math.max(worst, by);
    if (by > LATE_NANOS) late++;
    if (++ticks == ticksASecond) second();
  }

  /** Whether no further call should be taken. */
  public boolean crowded() {
    return crowded;
  }

  /** The latest tick of the last whole second, in milliseconds. */
  public long millis() {
    return worstSeen / 1_000_000;
  }

  private void second() {
    boolean bad = 2 * late > ticks;
    run = bad == crowded ? 0 : run + 1;
    if (run == SECONDS) {
      crowded = bad;
      run = 0;
    }
    worstSeen = worst;
    worst = 0;
    late = 0;
    ticks = 0;
  }
}
