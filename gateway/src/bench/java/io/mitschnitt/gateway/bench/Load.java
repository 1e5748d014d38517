package io.mitschnitt.gateway.bench;

import io.mitschnitt.gateway.edge.dtls.DtlsIdentity;
import io.mitschnitt.recorder.contract.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The traffic of all calls, on one thread: 50 packets a second from each end, spread evenly over 20 ms, and all that
 * comes back. Knows nothing of the gateway between its ends.
 */
final class Load implements AutoCloseable {

  private static final int SLOTS = 20;
  private static final long SLOT_NANOS = 1_000_000;
  private static final long LATE_NANOS = 5_000_000;

  /** One call's two ends, and the ways between them. */
  record Call(int number, AgentEnd agent, CarrierEnd carrier, Way toCarrier, Way toAgent) {}

  private final Selector selector = Selector.open();
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ExecutorService handshakes = Executors.newFixedThreadPool(2, work -> {
    Thread t = new Thread(work, "handshake");
    t.setDaemon(true);
    return t;
  });
  private final List<List<End>> slots = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final DtlsIdentity identity = DtlsIdentity.create(Instant.now());
  private final ByteBuffer direct = ByteBuffer.allocateDirect(2048);
  private final byte[] scratch = new byte[2048];
  private final Consumer<SelectionKey> ready =
      key -> ((End) key.attachment()).readable(direct, scratch);
  private volatile boolean over;
  private volatile long late;
  private int made;

  Load() throws Exception {
    for (int i = 0; i < SLOTS; i++) slots.add(new ArrayList<>());
    Thread thread = new Thread(this::run, "load");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /** A new call, silent until its ends are connected. */
  Call call(String host, Codec codec, Speech agent, Speech carrier, boolean lite)
      throws IOException {
    boolean transcoded = codec != Codec.PCMA;
    int number = made++;
    Way toCarrier = new Way(agent, transcoded, number * 37);
    Way toAgent = new Way(carrier, transcoded, number * 53);
    AgentEnd a =
        new AgentEnd(host, codec, lite, toCarrier, toAgent, identity, this::execute, handshakes);
    CarrierEnd c = new CarrierEnd(host, toAgent, toCarrier);
    Call call = new Call(number, a, c, toCarrier, toAgent);
    execute(() -> add(call));
    return call;
  }

  private void add(Call call) {
    try {
      call.agent().channel.register(selector, SelectionKey.OP_READ, call.agent());
      call.carrier().channel.register(selector, SelectionKey.OP_READ, call.carrier());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    calls.add(call);
    slots.get(call.number() % SLOTS).add(call.agent());
    slots.get((call.number() + SLOTS / 2) % SLOTS).add(call.carrier());
  }

  /** Runs {@code task} on the thread of the ends. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Runs {@code task} there and waits for it. */
  void await(Task task) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    execute(() -> {
      try {
        task.run();
        done.complete(null);
      } catch (Exception e) {
        done.completeExceptionally(e);
      }
    });
    done.get();
  }

  /** Work that may fail. */
  interface Task {
    void run() throws Exception;
  }

  /** Sends that were late by more than 5 ms since the last question. */
  long late() {
    long n = late;
    late = 0;
    return n;
  }

  /** Ends the sockets of all calls. */
  void clear() throws Exception {
    await(() -> {
      for (Call call : calls) {
        call.agent().channel.close();
        call.carrier().channel.close();
      }
      calls.clear();
      slots.forEach(List::clear);
    });
  }

  @Override
  public void close() {
    over = true;
    selector.wakeup();
  }

  private void run() {
    try {
      long next = System.nanoTime();
      for (int slot = 0; !over; ) {
        long now = System.nanoTime();
        if (now >= next) {
          if (now - next > LATE_NANOS) late++;
          turn(slot, now);
          slot = (slot + 1) % SLOTS;
          next += SLOT_NANOS;
        }
        if (next - System.nanoTime() > SLOT_NANOS / 20) selector.select(ready, 1);
        else selector.selectNow(ready);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) task.run();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void turn(int slot, long now) {
    for (End end : slots.get(slot)) {
      end.speak(direct, scratch, now);
      end.tick(now);
    }
  }
}
