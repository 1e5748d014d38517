package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecorderDoors.Disk;
import io.mitschnitt.recorder.disk.Forecast;
import io.mitschnitt.recorder.disk.Space;
import io.mitschnitt.recorder.disk.Watermarks;
import io.mitschnitt.recorder.disk.Watermarks.Level;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the journals' disk every two seconds. What it last saw can be read from any thread. */
final class DiskWatch {

  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Path directory;
  private final Watermarks marks;
  private final Forecast forecast = new Forecast();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Seen seen = new Seen(Space.UNKNOWN, Level.ENOUGH, OptionalDouble.empty());

  /** What was seen last. */
  private record Seen(Space space, Level level, OptionalDouble days) {}

  DiskWatch(Path directory, Watermarks marks) {
    this.directory = directory;
    this.marks = marks;
  }

  /** Begins to look; answers the timer to cancel. */
  long every(Vertx vertx) {
    return vertx.setPeriodic(EVERY.toMillis(), any -> {
      if (looking.compareAndSet(false, true)) {
        vertx
            .executeBlocking(
                () -> {
                  look();
                  return true;
                },
                false)
            .onComplete(done -> looking.set(false));
      }
    });
  }

  /** Blocking. A disk that does not tell counts as it did before; writing to it will tell. */
  void look() {
    try {
      FileStore disk = Files.getFileStore(directory);
      long used = disk.getTotalSpace() - disk.getUnallocatedSpace();
      // What others may not write to is no room of ours: so counts df, too.
      Space space = new Space(used + disk.getUsableSpace(), disk.getUsableSpace());
      forecast.add(System.nanoTime(), space.free());
      Seen before = seen;
      seen = new Seen(space, marks.of(space), forecast.daysToFull());
      if (before.level != seen.level) {
        tell(seen);
      }
    } catch (IOException e) {
      LOG.warn("the journals' disk does not tell its room: {}", e.toString());
    }
  }

  private static void tell(Seen now) {
    switch (now.level) {
      case ENOUGH ->
        LOG.info("the journals' disk has room again: {} % used", now.space.usedPercent());
      case WARN -> LOG.warn("the journals' disk is filling: {} % used", now.space.usedPercent());
      case STOP ->
        LOG.error(
            "the journals' disk is {} % full: no recording is begun", now.space.usedPercent());
    }
  }

  boolean full() {
    return seen.level == Level.STOP;
  }

  /** Why nothing is begun, for people. */
  String words() {
    return "the journals' disk is " + seen.space.usedPercent()
        + " % full, recording begins again below " + marks.stop() + " %";
  }

  Disk figures() {
    Seen now = seen;
    return new Disk(
        now.space.total(),
        now.space.free(),
        now.days,
        now.level != Level.ENOUGH,
        now.level == Level.STOP);
  }
}
