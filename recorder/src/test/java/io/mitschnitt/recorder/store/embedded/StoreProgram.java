package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/**
 * The embedded store as a program of its own on a port of its own: a database that a fault drill can stop, kill and start
 * again while the recorder runs. Says {@code listening} when it does.
 *
 * <pre>FILE PORT PASSWORD</pre>
 */
final class StoreProgram {

  private StoreProgram() {}

  public static void main(String[] args) {
    MVStore store = MvBackend.storeSettings().fileName(args[0]).open();
    MvBackend backend = new MvBackend(store, true, Optional.of(new Scram("recorder", args[2])));
    MongoServer server = new MongoServer(backend);
    server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 1, 16);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    System.out.println("listening");
  }
}
