package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Role;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An account of a person.
 *
 * @param name login name: lower-case letters, digits, dots, dashes
 * @param hash of the password, see {@link PasswordHash#text()}
 * @param disabled whether nobody can log in as that person
 */
public record User(String name, Set<Role> roles, String hash, boolean disabled) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

  public User {
    roles = Set.copyOf(roles);
  }

  /** Whether somebody can be called that; names of API tokens belong to no person. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.startsWith(Tokens.PREFIX);
  }

  String json() {
    JsonArray words = new JsonArray();
    roles.stream().map(Role::word).sorted().forEach(words::add);
    return new JsonObject()
        .put("name", name)
        .put("roles", words)
        .put("hash", hash)
        .put("disabled", disabled)
        .encode();
  }

  /** The account that {@code json} is; unknown roles are left out, they allow nothing. */
  static Optional<User> read(String json) {
    try {
      JsonObject object = new JsonObject(json);
      Set<Role> roles = EnumSet.noneOf(Role.class);
      object
          .getJsonArray("roles", new JsonArray())
          .forEach(word -> Role.read(String.valueOf(word)).ifPresent(roles::add));
      return Optional.of(new User(
          object.getString("name", ""),
          roles,
          object.getString("hash", ""),
          object.getBoolean("disabled", false)));
    } catch (DecodeException | ClassCastException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "User[" + name + "]";
  }
}
