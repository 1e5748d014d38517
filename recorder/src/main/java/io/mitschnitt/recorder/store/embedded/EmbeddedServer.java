package io.mitschnitt.recorder.store.embedded;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ServerAddress;
import de.bwaldvogel.mongo.MongoServer;
import io.mitschnitt.recorder.contract.StoreUnavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The default database: one file, one process, loopback only, with a password that lives in this process alone. An
 * acknowledged write is on disk.
 */
public final class EmbeddedServer implements AutoCloseable {

  private static final String USER = "recorder";
  private static final String FILE = "mitschnitt.mv.db";
  private static final int CACHE_MB = 32;

  private final MongoServer server;
  private final String password;

  private EmbeddedServer(MongoServer server, String password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Opens or makes the store in {@code directory}. Blocks.
   *
   * @throws StoreUnavailable when the directory cannot be written or another process uses it
   */
  public static EmbeddedServer open(Path directory) {
    Path file = prepare(directory).resolve(FILE);
    String password = newPassword();
    MvBackend backend = openBackend(file, password);
    MongoServer server = new MongoServer(backend);
    server.bind(new InetSocketAddress("127.0.0.1", 0), 1, 16);
    return new EmbeddedServer(server, password);
  }

  private static Path prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      if (!Files.isWritable(directory)) {
        throw new StoreUnavailable("store.uri: the directory " + directory + " cannot be written");
      }
      Path file = directory.resolve(FILE);
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return directory;
    } catch (IOException e) {
      throw new StoreUnavailable(
          "store.uri: the directory " + directory + " cannot be made or written", e);
    }
  }

  private static MvBackend openBackend(Path file, String password) {
    try {
      MVStore store = MvBackend.storeSettings()
          .fileName(file.toString())
          .cacheSize(CACHE_MB)
          .open();
      return new MvBackend(store, true, Optional.of(new Scram(USER, password)));
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new StoreUnavailable(
            "the store " + file + " is in use by another process: stop that one first", e);
      }
      throw new StoreUnavailable(
          "the store " + file + " cannot be opened: it is damaged or not a store", e);
    }
  }

  private static String newPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** How a client of this process reaches it. */
  public MongoClientSettings.Builder settings() {
    ServerAddress address =
        new ServerAddress("127.0.0.1", server.getLocalAddress().getPort());
    return MongoClientSettings.builder()
        .applyToClusterSettings(cluster -> cluster.hosts(List.of(address)))
        .credential(
            MongoCredential.createScramSha256Credential(USER, "admin", password.toCharArray()))
        .retryWrites(false)
        .retryReads(false);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
