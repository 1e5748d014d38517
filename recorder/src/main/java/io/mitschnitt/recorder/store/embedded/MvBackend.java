package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.*;
import de.bwaldvogel.mongo.backend.*;
import de.bwaldvogel.mongo.bson.*;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.*;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.*;
import org.h2.mvstore.*;

/** MVStore backend with real indexes, acknowledged = on disk (group commit + fsync), and SCRAM-SHA-256. */
public final class MvBackend extends AbstractMongoBackend {
  public enum Ack {
    FSYNC,
    COMMIT,
    RELAXED
  }

  private static final Set<String> WRITES = Set.of(
      "insert",
      "update",
      "delete",
      "findandmodify",
      "create",
      "createindexes",
      "drop",
      "dropindexes",
      "dropdatabase",
      "renamecollection",
      "aggregate");
  private final MVStore store;
  private final Ack ack;
  private final Scram scram;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final AtomicLong written = new AtomicLong();
  private volatile long durable;
  private final Object mon = new Object();
  private volatile boolean closed;
  private volatile RuntimeException broken;
  private final Thread committer;
  public final AtomicLong commits = new AtomicLong(), commitNanos = new AtomicLong();

  public MvBackend(String file, Ack ack, int cacheMb, String user, String password) {
    this(
        new MVStore.Builder()
            .fileName(file)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(cacheMb)
            .open(),
        ack,
        user,
        password);
  }

  MvBackend(MVStore store, Ack ack) {
    this(store, ack, null, null);
  }

  public MvBackend(MVStore store, Ack ack, String user, String password) {
    this.store = store;
    this.ack = ack;
    this.scram = user == null ? null : new Scram(user, password);
    store.setReuseSpace(true);
    if (RETENTION >= 0) store.setRetentionTime(RETENTION);
    store.getMapNames().stream()
        .filter(n -> n.startsWith("data."))
        .map(n -> n.substring(5, n.indexOf('.', 5)))
        .distinct()
        .forEach(this::resolveDatabase);
    committer = new Thread(this::commitLoop, "mv-commit");
    committer.setDaemon(true);
    committer.start();
  }

  static final int RETENTION = Integer.getInteger("mv.retention", -1);

  public MVStore store() {
    return store;
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String n) {
    return new MvDatabase(n, store, getCursorRegistry());
  }

  private void commitLoop() {
    while (!closed) {
      try {
        long upTo;
        synchronized (mon) {
          while (!closed && written.get() <= durable) mon.wait(1000);
        }
        if (ack == Ack.RELAXED) Thread.sleep(100);
        long t = System.nanoTime();
        gate.writeLock().lock();
        try {
          upTo = written.get();
          store.commit();
        } finally {
          gate.writeLock().unlock();
        }
        if (ack == Ack.FSYNC) store.sync();
        commits.incrementAndGet();
        commitNanos.addAndGet(System.nanoTime() - t);
        synchronized (mon) {
          durable = upTo;
          mon.notifyAll();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        broken = e;
        synchronized (mon) {
          mon.notifyAll();
        }
        return;
      }
    }
  }

  private void awaitDurable(long seq) {
    synchronized (mon) {
      mon.notifyAll();
      while (durable < seq) {
        if (broken != null)
          throw new MongoServerError(8, "UnknownError", "embedded store cannot write: " + broken);
        if (closed) throw new MongoServerError(91, "ShutdownInProgress", "shutting down");
        try {
          mon.wait(1000);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Override
  public Document handleCommand(Channel ch, String db, String cmd, Document q) {
    if (scram != null) {
      Document r = scram.handle(ch, cmd, q);
      if (r != null) return r;
      if (!scram.authenticated(ch)
          && !cmd.equalsIgnoreCase("ismaster")
          && !cmd.equalsIgnoreCase("hello")
          && !cmd.equalsIgnoreCase("buildinfo")
          && !cmd.equalsIgnoreCase("ping")
          && !cmd.equalsIgnoreCase("endsessions"))
        throw new MongoServerError(
            13, "Unauthorized", "command " + cmd + " requires authentication");
    }
    if (cmd.equalsIgnoreCase("listDatabases")) {
      List<Document> l = new ArrayList<>();
      for (String n : new TreeSet<>(listDatabaseNames()))
        l.add(new Document("name", n)
            .append(
                "sizeOnDisk",
                store.getFileStore() == null ? 0L : store.getFileStore().size())
            .append("empty", resolveDatabase(n).isEmpty()));
      Document r = new Document("databases", l);
      Utils.markOkay(r);
      return r;
    }
    if (cmd.equals("hello")) {
      Document r = super.handleCommand(ch, db, "ismaster", q);
      r.put("isWritablePrimary", true);
      return r;
    }
    if (!WRITES.contains(cmd.toLowerCase(Locale.ROOT))) return super.handleCommand(ch, db, cmd, q);
    Document r;
    long seq;
    gate.readLock().lock();
    try {
      r = super.handleCommand(ch, db, cmd, q);
      seq = written.incrementAndGet();
    } finally {
      gate.readLock().unlock();
    }
    if (cmd.equals("aggregate") || ack == Ack.RELAXED) {
      synchronized (mon) {
        mon.notifyAll();
      }
      return r;
    }
    Object wc = q.get("writeConcern");
    Object w = wc instanceof Document ? ((Document) wc).get("w") : null;
    boolean j = wc instanceof Document && Utils.isTrue(((Document) wc).get("j"));
    if (w instanceof Number && !j && LAZY_W1) {
      synchronized (mon) {
        mon.notifyAll();
      }
      return r;
    } // explicit {w:1}: lazily durable
    awaitDurable(seq);
    return r;
  }

  static final boolean LAZY_W1 = !Boolean.getBoolean("mv.strict");

  @Override
  protected Document handleGetMore(String db, String cmd, Document q) {
    q.putIfAbsent("batchSize", Integer.MAX_VALUE);
    return super.handleGetMore(db, cmd, q);
  }

  @Override
  public void close() {
    super.close();
    closed = true;
    synchronized (mon) {
      mon.notifyAll();
    }
    try {
      committer.join(5000);
    } catch (InterruptedException e) {
    }
    store.commit();
    store.sync();
    store.close(CLOSE_COMPACT);
  }

  static final int CLOSE_COMPACT = Integer.getInteger("mv.closeCompactMs", 0);
}
