package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.MVStore;

/** The server's commands over one MVStore: who is not known is refused, and an acknowledged write is durable. */
final class MvBackend extends AbstractMongoBackend {

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
      "renamecollection");

  /** What a driver asks before it can authenticate. */
  private static final Set<String> BEFORE_LOGIN =
      Set.of("ismaster", "hello", "buildinfo", "ping", "endsessions");

  private final MVStore store;
  private final GroupCommit commits;
  private final Optional<Scram> scram;

  /**
   * @param sync whether a write is forced to the disk before it is acknowledged
   * @param scram who may come in; everybody where it is empty
   */
  MvBackend(MVStore store, boolean sync, Optional<Scram> scram) {
    this.store = store;
    this.scram = scram;
    this.commits = new GroupCommit(store, sync);
    MvDatabase.namesIn(store).forEach(this::resolveDatabase);
  }

  /** The file as this backend needs it: nothing is committed but by {@link GroupCommit}, neither by time nor by size. */
  static MVStore.Builder storeSettings() {
    return new MVStore.Builder().autoCommitDisabled().autoCommitBufferSize(0);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new MvDatabase(name, store, getCursorRegistry());
  }

  /** Errors become replies here: further up, the library would log the whole command, personal data and all. */
  @Override
  public Document handleMessage(MongoMessage message) {
    try {
      return super.handleMessage(message);
    } catch (MongoServerError e) {
      return refusal(e.getCode(), String.valueOf(e.getCodeName()), e.getMessageWithoutErrorCode());
    } catch (MongoServerException e) {
      return refusal(8, "UnknownError", e.getMessageWithoutErrorCode());
    } catch (RuntimeException e) {
      return refusal(
          8, "UnknownError", "the embedded store failed: " + e.getClass().getSimpleName());
    }
  }

  private static Document refusal(int code, String name, String message) {
    return new Document("ok", 0.0)
        .append("code", code)
        .append("codeName", name)
        .append("errmsg", message);
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    String name = command.toLowerCase(Locale.ROOT);
    if (scram.isPresent()) {
      Optional<Document> reply = scram.get().handle(channel, command, query);
      if (reply.isPresent()) {
        return reply.get();
      }
      if (!scram.get().isAuthenticated(channel) && !BEFORE_LOGIN.contains(name)) {
        throw new MongoServerError(
            13, "Unauthorized", "command " + command + " requires authentication");
      }
    }
    if (name.equals("hello")) {
      Document reply = super.handleCommand(channel, database, "ismaster", query);
      reply.put("isWritablePrimary", true);
      return reply;
    }
    return WRITES.contains(name)
        ? commits.durably(() -> super.handleCommand(channel, database, command, query))
        : super.handleCommand(channel, database, command, query);
  }

  @Override
  protected Document handleGetMore(String database, String command, Document query) {
    query.putIfAbsent("batchSize", Integer.MAX_VALUE);
    return super.handleGetMore(database, command, query);
  }

  @Override
  public void close() {
    super.close();
    commits.close();
    store.commit();
    store.sync();
    store.close();
  }
}
