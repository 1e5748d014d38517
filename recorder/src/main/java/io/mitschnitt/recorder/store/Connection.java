package io.mitschnitt.recorder.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.connection.TransportSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.mitschnitt.recorder.contract.StoreUnavailable;
import io.mitschnitt.recorder.store.embedded.EmbeddedServer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The way to the database, and the database itself where it is embedded. Answers arrive on two threads of its own, away
 * from the loops that pace media. Opening and closing block.
 */
final class Connection implements AutoCloseable {

  static final String EMBEDDED = "embedded:";
  private static final String DATABASE = "mitschnitt";

  private final Optional<EmbeddedServer> server;
  private final MultiThreadIoEventLoopGroup threads;
  private final MongoClient client;
  private final MongoDatabase database;

  private Connection(
      Optional<EmbeddedServer> server, MongoClientSettings.Builder settings, String database) {
    this.server = server;
    this.threads = new MultiThreadIoEventLoopGroup(
        2, new DefaultThreadFactory("store-io", true), NioIoHandler.newFactory());
    TransportSettings transport = TransportSettings.nettyBuilder()
        .eventLoopGroup(threads)
        .socketChannelClass(NioSocketChannel.class)
        .build();
    this.client = MongoClients.create(settings
        .applicationName("mitschnitt")
        .writeConcern(WriteConcern.MAJORITY.withJournal(true))
        .transportSettings(transport)
        .applyToConnectionPoolSettings(pool -> pool.maxSize(32))
        .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
        .applyToSocketSettings(socket -> socket.connectTimeout(5, TimeUnit.SECONDS))
        .timeout(30, TimeUnit.SECONDS)
        .build());
    this.database = client.getDatabase(database);
  }

  /**
   * @throws StoreUnavailable when the URI is wrong or the embedded store cannot be opened
   */
  static Connection open(String uri) {
    if (uri.startsWith(EMBEDDED)) {
      String directory = uri.substring(EMBEDDED.length());
      if (directory.isBlank()) {
        throw new StoreUnavailable(
            "store.uri: \"embedded:\" must name a directory, as in embedded:data/store");
      }
      EmbeddedServer server = EmbeddedServer.open(Path.of(directory));
      return new Connection(Optional.of(server), server.settings(), DATABASE);
    }
    if (!uri.startsWith("mongodb://") && !uri.startsWith("mongodb+srv://")) {
      throw new StoreUnavailable(
          "store.uri: must be embedded:<directory>, mongodb://… or mongodb+srv://…");
    }
    return remote(uri);
  }

  private static Connection remote(String uri) {
    try {
      ConnectionString address = new ConnectionString(uri);
      String database = Optional.ofNullable(address.getDatabase()).orElse(DATABASE);
      MongoClientSettings.Builder settings =
          MongoClientSettings.builder().applyConnectionString(address);
      return new Connection(Optional.empty(), settings, database);
    } catch (IllegalArgumentException e) { // its message may quote the password
      throw new StoreUnavailable(
          "store.uri: not a MongoDB connection string (mongodb://user:password@host/database)");
    }
  }

  MongoDatabase database() {
    return database;
  }

  @Override
  public void close() {
    client.close();
    threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    server.ifPresent(EmbeddedServer::close);
  }
}
