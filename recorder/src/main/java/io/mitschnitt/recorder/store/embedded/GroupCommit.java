package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes writes durable, many at a time. Commands run side by side under the shared lock; one thread takes the exclusive
 * lock, so that it commits between commands and never in the middle of one, then syncs the file and wakes everybody who
 * waited.
 */
final class GroupCommit implements AutoCloseable {

  private static final long CLOSE_MILLIS = 5_000;

  private final MVStore store;
  private final boolean sync;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final Object monitor = new Object();
  private final Thread committer = new Thread(this::run, "store-commit");

  // all guarded by the monitor
  private long written;
  private long durable;
  private boolean closed;
  private @Nullable RuntimeException broken;

  /**
   * @param sync whether the file is also forced to the disk: survives a power cut, not only the process's death
   */
  GroupCommit(MVStore store, boolean sync) {
    this.store = store;
    this.sync = sync;
    committer.setDaemon(true);
    committer.start();
  }

  /** Runs {@code command} and returns once what it wrote is durable. */
  <T> T durably(Supplier<T> command) {
    T result;
    long mine;
    gate.readLock().lock();
    try {
      result = command.get();
      mine = noteWritten();
    } finally {
      gate.readLock().unlock();
    }
    await(mine);
    return result;
  }

  private long noteWritten() {
    synchronized (monitor) {
      written++;
      monitor.notifyAll();
      return written;
    }
  }

  private void await(long mine) {
    synchronized (monitor) {
      while (durable < mine) {
        if (broken != null) {
          throw new MongoServerError(
              8, "UnknownError", "the embedded store cannot write: " + broken.getMessage());
        }
        if (closed) {
          throw new MongoServerError(91, "ShutdownInProgress", "the embedded store is closing");
        }
        pause();
      }
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        long upTo = commit();
        synchronized (monitor) {
          durable = upTo;
          monitor.notifyAll();
        }
      }
    } catch (RuntimeException e) {
      synchronized (monitor) {
        broken = e;
        monitor.notifyAll();
      }
    }
  }

  private boolean awaitWork() {
    synchronized (monitor) {
      while (!closed && written == durable) {
        pause();
      }
      return !closed;
    }
  }

  private long commit() {
    long upTo;
    gate.writeLock().lock();
    try {
      synchronized (monitor) {
        upTo = written;
      }
      store.commit();
    } finally {
      gate.writeLock().unlock();
    }
    if (sync) {
      store.sync();
    }
    return upTo;
  }

  /** Holds the monitor, releases it while waiting; the bound only guards against a lost signal. */
  @SuppressWarnings("WaitNotInLoop") // both callers loop
  private void pause() {
    try {
      monitor.wait(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the store was writing", e);
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      monitor.notifyAll();
    }
    try {
      committer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
