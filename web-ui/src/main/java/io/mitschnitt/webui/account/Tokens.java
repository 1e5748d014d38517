package io.mitschnitt.webui.account;

import io.mitschnitt.recorder.contract.RecorderDoors.Shelf;
import io.mitschnitt.webui.api.Role;
import io.mitschnitt.webui.api.Session;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * API tokens: what a program shows instead of a password, {@code mit_<id>_<256 random bits>}. The shelf has a digest
 * only; here they are by id, for one event loop. A token acts as {@code token.<name>} with its own roles.
 */
public final class Tokens {

  static final String PREFIX = "token.";
  private static final String COLLECTION = "tokens";
  private static final String MARK = "mit_";

  private final Shelf shelf;
  private final Sessions sessions;
  private final Map<String, Token> byId = new HashMap<>();
  private final Map<String, String> shown = new HashMap<>();

  public Tokens(Shelf shelf, Sessions sessions) {
    this.shelf = shelf;
    this.sessions = sessions;
  }

  /**
   * A token without its secret.
   *
   * @param by who made it
   */
  public record Token(
      String id,
      String name,
      Set<Role> roles,
      String by,
      Instant at,
      Instant expires,
      String digest) {

    public Token {
      roles = Set.copyOf(roles);
    }

    boolean good(Instant now) {
      return now.isBefore(expires);
    }

    JsonObject json() {
      JsonArray words = new JsonArray();
      roles.stream().sorted().map(Role::word).forEach(words::add);
      return new JsonObject()
          .put("id", id)
          .put("name", name)
          .put("roles", words)
          .put("by", by)
          .put("at", Words.of(at))
          .put("expires", Words.of(expires));
    }

    @Override
    public String toString() {
      return "Token[" + id + "]";
    }
  }

  /** Reads the shelf again: at the start, and now and then, for another node may have written. */
  public Future<Void> load() {
    return shelf.all(COLLECTION).map(all -> {
      Map<String, Token> found = new HashMap<>();
      all.values().forEach(json -> read(json).ifPresent(one -> found.put(one.id(), one)));
      byId.keySet().stream().filter(id -> !found.containsKey(id)).toList().forEach(this::forget);
      byId.putAll(found);
      return null;
    });
  }

  /** Ends what tokens have open whose time is over. */
  public void sweep(Instant now) {
    shown.keySet().stream()
        .filter(id -> {
          Token token = byId.get(id);
          return token == null || !token.good(now);
        })
        .toList()
        .forEach(id -> {
          String secret = shown.remove(id);
          if (secret != null) {
            sessions.end(secret);
          }
        });
  }

  /** All tokens, the newest first. */
  List<Token> all() {
    return byId.values().stream()
        .sorted(Comparator.comparing(Token::at).reversed())
        .toList();
  }

  /** Makes a token; answers its text, which is told once. */
  Future<Made> make(String name, Set<Role> roles, String by, Instant now, Duration life) {
    String id = Secrets.digest(Secrets.token()).substring(0, 12);
    String secret = MARK + id + "_" + Secrets.token();
    Token token = new Token(id, name, roles, by, now, now.plus(life), Secrets.digest(secret));
    JsonObject json = token.json().put("digest", token.digest());
    return shelf.put(COLLECTION, id, json.encode()).map(kept -> {
      byId.put(id, token);
      return new Made(token, secret);
    });
  }

  /** A new token and its text. */
  record Made(Token token, String secret) {
    @Override
    public String toString() {
      return "Made[***]";
    }
  }

  /** Revokes a token, and ends what it has open; answers false where there is none. */
  Future<Boolean> revoke(String id) {
    if (!byId.containsKey(id)) {
      return Future.succeededFuture(false);
    }
    return shelf.remove(COLLECTION, id).map(gone -> {
      forget(id);
      return true;
    });
  }

  private void forget(String id) {
    byId.remove(id);
    String secret = shown.remove(id);
    if (secret != null) {
      sessions.end(secret);
    }
  }

  /** Who shows {@code secret}; empty where it is no good token. */
  public Optional<Session> find(String secret, Instant now) {
    String[] parts = secret.split("_", 3);
    Token token = parts.length == 3 && secret.startsWith(MARK) ? byId.get(parts[1]) : null;
    if (token == null || !Secrets.same(Secrets.digest(secret), token.digest())) {
      return Optional.empty();
    }
    if (!token.good(now)) {
      String known = shown.remove(token.id());
      if (known != null) {
        sessions.end(known);
      }
      return Optional.empty();
    }
    shown.put(token.id(), secret);
    return Optional.of(
        sessions.lend(new Session(secret, "", PREFIX + token.name(), token.roles(), false), now));
  }

  private static Optional<Token> read(String json) {
    try {
      JsonObject object = new JsonObject(json);
      Set<Role> roles = EnumSet.noneOf(Role.class);
      object
          .getJsonArray("roles", new JsonArray())
          .forEach(word -> Role.read(String.valueOf(word)).ifPresent(roles::add));
      return Optional.of(new Token(
          object.getString("id", ""),
          object.getString("name", ""),
          roles,
          object.getString("by", ""),
          Instant.parse(object.getString("at", "")),
          Instant.parse(object.getString("expires", "")),
          object.getString("digest", "")));
    } catch (DecodeException | ClassCastException | DateTimeParseException damaged) {
      return Optional.empty();
    }
  }
}
