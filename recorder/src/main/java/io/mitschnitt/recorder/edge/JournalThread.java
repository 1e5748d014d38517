package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.journal.JournalFile;
import io.mitschnitt.recorder.journal.JournalHeader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes journals. Every 50 ms it looks at all open tapes; what a tape holds is on its way to the
 * file after 200 ms at most, and forced to disk once the configured time has passed. A disk that refuses leaves entries
 * in their ring, to be tried again, until the ring is full.
 */
final class JournalThread {

  private static final Logger LOG = LoggerFactory.getLogger(JournalThread.class);
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SEAL_AFTER = TimeUnit.MILLISECONDS.toNanos(140);
  private static final long GIVE_UP_AFTER = TimeUnit.SECONDS.toNanos(10);

  private static final long PROBE_EVERY = TimeUnit.SECONDS.toNanos(2);
  private static final int PROBE = 8_192;

  private final Path directory;
  private final long forceEvery;
  private final Consumer<RingTape> onStarted;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "mitschnitt-journal");
        named.setDaemon(true);
        return named;
      });
  private final Map<RecordingId, Reel> reels = new HashMap<>();
  private byte[] scratch = new byte[0];
  private long probed;
  private volatile boolean writable = true;

  /** A tape and its file. */
  private static final class Reel {
    private final RingTape tape;
    private final JournalFile file;
    private boolean known;
    private boolean dirty;
    private long sealed;
    private long forced;
    private long closingSince;
    private @Nullable Promise<Void> closing;

    Reel(RingTape tape, JournalFile file, long now) {
      this.tape = tape;
      this.file = file;
      sealed = now;
      forced = now;
    }
  }

  /**
   * Starts the thread.
   *
   * @param onStarted told, on this thread, of each tape whose first entries have reached the file
   */
  JournalThread(Path directory, Duration forceEvery, Consumer<RingTape> onStarted) {
    this.directory = directory;
    this.forceEvery = Math.max(0, forceEvery.toNanos() - TICK);
    this.onStarted = onStarted;
    thread.scheduleWithFixedDelay(this::tick, TICK, TICK, TimeUnit.NANOSECONDS);
  }

  /** Whether the last write was taken by the disk. */
  boolean writable() {
    return writable;
  }

  /** Makes the journal of {@code tape} and begins to carry its entries there. */
  Future<Void> create(RingTape tape, JournalHeader header, byte[] dataKey) {
    return call(() -> {
      JournalFile file = JournalFile.create(directory, header, dataKey);
      reels.put(tape.recording(), new Reel(tape, file, System.nanoTime()));
      writable = true;
      return null;
    });
  }

  /** Carries the rest of {@code tape} to its file, forces it to disk and lets go of it. */
  Future<Void> finish(RingTape tape) {
    Promise<Void> done = Promise.promise();
    run(done, () -> {
      Reel reel = reels.get(tape.recording());
      if (reel == null) {
        done.fail("the journal is not open");
        return;
      }
      reel.closing = done;
      reel.closingSince = System.nanoTime();
      turn(reel, reel.closingSince);
    });
    return done.future();
  }

  /** Removes the journal of {@code tape} where it is still open. */
  Future<Void> remove(RingTape tape) {
    return call(() -> {
      Reel reel = reels.remove(tape.recording());
      if (reel != null) {
        if (reel.closing != null) {
          reel.closing.tryFail("discarded");
        }
        reel.file.delete();
      }
      return null;
    });
  }

  /** Carries what is there to disk and ends; open journals stay without their close, for recovery. */
  Future<Void> close() {
    Promise<Void> done = Promise.promise();
    run(done, () -> {
      for (Reel reel : new ArrayList<>(reels.values())) {
        reel.tape.stop();
        reel.closing = Promise.promise();
        reel.closingSince = System.nanoTime() - GIVE_UP_AFTER;
        turn(reel, System.nanoTime());
      }
      thread.shutdown();
      done.complete();
    });
    return done.future();
  }

  private void tick() {
    long now = System.nanoTime();
    if (!writable && reels.isEmpty() && now - probed >= PROBE_EVERY) {
      probed = now;
      probe();
    }
    for (Reel reel : new ArrayList<>(reels.values())) {
      try {
        turn(reel, now);
      } catch (RuntimeException e) {
        LOG.error("journal {}", reel.tape.recording(), e);
      }
    }
  }

  /** While nothing is written, nobody would notice that the disk takes bytes again. */
  private void probe() {
    try {
      Path file = Files.createTempFile(directory, "probe", ".tmp");
      try {
        Files.write(file, new byte[PROBE]);
        writable = true;
        LOG.info("the journals' disk takes bytes again");
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("the journals' disk still refuses: {}", e.toString());
    }
  }

  private void turn(Reel reel, long now) {
    boolean last = reel.closing != null;
    try {
      if (last || now - reel.sealed >= SEAL_AFTER) {
        carry(reel, now);
      }
      if (reel.dirty && (last || now - reel.forced >= forceEvery)) {
        reel.file.force();
        reel.forced = now;
        reel.dirty = false;
      }
      if (last) {
        letGo(reel, null);
      }
    } catch (IOException e) {
      refused(reel, now, e);
    }
  }

  private void carry(Reel reel, long now) throws IOException {
    TapeRing ring = reel.tape.ring();
    if (scratch.length < ring.size()) {
      scratch = new byte[ring.size()];
    }
    int length = ring.peek(scratch);
    reel.sealed = now;
    if (length == 0) {
      return;
    }
    reel.file.append(scratch, length, false);
    ring.release();
    writable = true;
    reel.dirty = true;
    if (!reel.known) {
      reel.known = true;
      onStarted.accept(reel.tape);
    }
  }

  private void refused(Reel reel, long now, IOException e) {
    if (writable) {
      LOG.error("journal {}: the disk refuses: {}", reel.tape.recording(), e.toString());
    }
    writable = false;
    if (reel.closing != null && now - reel.closingSince >= GIVE_UP_AFTER) {
      letGo(reel, e);
    }
  }

  private void letGo(Reel reel, @Nullable IOException failure) {
    reels.remove(reel.tape.recording());
    Promise<Void> closing = Objects.requireNonNull(reel.closing);
    try {
      reel.file.close();
    } catch (IOException e) {
      LOG.warn("journal {}: {}", reel.tape.recording(), e.toString());
    }
    if (failure == null) {
      closing.tryComplete();
    } else {
      closing.tryFail(failure);
    }
  }

  private Future<Void> call(Callable<@Nullable Void> task) {
    Promise<Void> done = Promise.promise();
    run(done, () -> {
      try {
        task.call();
        done.complete();
      } catch (Exception e) {
        writable = writable && !(e instanceof IOException);
        done.fail(e);
      }
    });
    return done.future();
  }

  private void run(Promise<Void> done, Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException over) {
      done.fail("the recorder is closed");
    }
  }
}
