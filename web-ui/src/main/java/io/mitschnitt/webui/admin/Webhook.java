package io.mitschnitt.webui.admin;

import io.mitschnitt.webui.api.Words;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An address that is told of what happens.
 *
 * @param url https; http to this machine alone
 * @param events kinds that it wants, see {@link Kind}
 */
record Webhook(String id, String name, String url, Set<Kind> events, String by, Instant at) {

  /** What can be told. */
  enum Kind {
    CALL_BEGAN,
    CALL_ENDED,
    RECORDING_OPENED,
    RECORDING_STORED,
    RECORDING_FAILED,
    RECORDING_ERASED,
    RECORDING_ALARM,
    /** Sent when somebody tries a webhook. */
    TEST
  }

  Webhook {
    events = Set.copyOf(events);
  }

  /** What is wrong with {@code url}; empty where nothing is. */
  static Optional<String> objection(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      String scheme = String.valueOf(uri.getScheme());
      if (host.isEmpty() || uri.getUserInfo() != null || uri.getFragment() != null) {
        return Optional.of("url is an address such as https://example.org/hook");
      }
      boolean here = List.of("localhost", "127.0.0.1", "[::1]").contains(host);
      if (!scheme.equals("https") && !(scheme.equals("http") && here)) {
        return Optional.of("url begins with https; http goes to this machine alone");
      }
      return host.startsWith("169.254.") || host.startsWith("[fe80")
          ? Optional.of("url does not lead to a link-local address")
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of("url is an address such as https://example.org/hook");
    }
  }

  JsonObject json() {
    return new JsonObject()
        .put("id", id)
        .put("name", name)
        .put("url", url)
        .put("events", new JsonArray(events.stream().sorted().map(Words::of).toList()))
        .put("by", by)
        .put("at", Words.of(at));
  }

  static Optional<Webhook> read(String json) {
    try {
      JsonObject in = new JsonObject(json);
      Set<Kind> events = in.getJsonArray("events", new JsonArray()).stream()
          .flatMap(word -> Words.read(Kind.class, String.valueOf(word)).stream())
          .collect(Collectors.toSet());
      return Optional.of(new Webhook(
          in.getString("id", ""),
          in.getString("name", ""),
          in.getString("url", ""),
          events,
          in.getString("by", ""),
          Instant.parse(in.getString("at", ""))));
    } catch (DecodeException | ClassCastException | DateTimeParseException damaged) {
      return Optional.empty();
    }
  }

  /** The kinds that can be asked for, as the API spells them. */
  static String kinds() {
    return Arrays.stream(Kind.values()).map(Words::of).collect(Collectors.joining(", "));
  }
}
