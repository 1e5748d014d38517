package io.mitschnitt.webui.account;

import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.mitschnitt.webui.api.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts on the shelf. Hashing happens on four workers, so that a wave of log-ins leaves the machine to the calls. */
public final class Accounts {

  private static final String COLLECTION = "users";
  private static final int HASHING_AT_ONCE = 4;

  /** Compared with where there is no account, so that a stranger's name costs the same time as a known one. */
  private static final PasswordHash NOBODY =
      new PasswordHash(19 * 1024, 2, 1, Secrets.bytes(16), Secrets.bytes(32));

  private final Shelf shelf;
  private final WorkerExecutor workers;

  public Accounts(Vertx vertx, Shelf shelf) {
    this.shelf = shelf;
    this.workers = vertx.createSharedWorkerExecutor("passwords", HASHING_AT_ONCE);
  }

  Future<Optional<User>> find(String name) {
    return User.isName(name)
        ? shelf.get(COLLECTION, name).map(json -> json.flatMap(User::read))
        : Future.succeededFuture(Optional.empty());
  }

  /** All accounts, by name. */
  public Future<List<User>> all() {
    return shelf
        .all(COLLECTION)
        .map(all -> all.values().stream()
            .flatMap(json -> User.read(json).stream())
            .sorted(Comparator.comparing(User::name))
            .toList());
  }

  /** Writes an account, new or changed; the password was checked by {@link PasswordRules}. */
  public Future<Void> put(String name, Set<Role> roles, String password) {
    return hash(password)
        .compose(hash -> shelf.put(COLLECTION, name, new User(name, roles, hash, false).json()));
  }

  /** Changes what an account may; answers false where there is none. */
  public Future<Boolean> change(String name, Set<Role> roles, boolean disabled) {
    return find(name)
        .compose(user -> user.isEmpty()
            ? Future.succeededFuture(false)
            : shelf
                .put(COLLECTION, name, new User(name, roles, user.get().hash(), disabled).json())
                .map(true));
  }

  /** Removes an account; answers false where there is none. */
  public Future<Boolean> remove(String name) {
    return find(name)
        .compose(user -> user.isEmpty()
            ? Future.succeededFuture(false)
            : shelf.remove(COLLECTION, name).map(true));
  }

  /** Changes a password; answers false where there is no such account. */
  public Future<Boolean> password(String name, String password) {
    return find(name)
        .compose(user -> user.isEmpty()
            ? Future.succeededFuture(false)
            : hash(password)
                .compose(hash -> shelf.put(
                    COLLECTION,
                    name,
                    new User(name, user.get().roles(), hash, user.get().disabled()).json()))
                .map(true));
  }

  Future<String> hash(String password) {
    return workers.executeBlocking(() -> PasswordHash.of(password).text(), false);
  }

  /** Whether {@code password} is the one whose hash this is; without a hash never, after the same time. */
  Future<Boolean> matches(String password, Optional<String> hash) {
    Optional<PasswordHash> known = hash.flatMap(PasswordHash::read);
    return workers.executeBlocking(
        () -> known.orElse(NOBODY).matches(password) && known.isPresent(), false);
  }
}
