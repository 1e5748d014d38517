package io.mitschnitt.webui.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * One verb on one path under {@code /api/v1}.
 *
 * @param path in Vert.x' spelling, {@code /calls/:id}
 * @param roles those who may; empty = everybody, logged in or not
 */
public record Endpoint(HttpMethod method, String path, Set<Role> roles, Handler<Visit> handler) {

  public static Endpoint get(String path, Set<Role> roles, Handler<Visit> handler) {
    return new Endpoint(HttpMethod.GET, path, roles, handler);
  }

  public static Endpoint post(String path, Set<Role> roles, Handler<Visit> handler) {
    return new Endpoint(HttpMethod.POST, path, roles, handler);
  }

  public static Endpoint put(String path, Set<Role> roles, Handler<Visit> handler) {
    return new Endpoint(HttpMethod.PUT, path, roles, handler);
  }

  public static Endpoint delete(String path, Set<Role> roles, Handler<Visit> handler) {
    return new Endpoint(HttpMethod.DELETE, path, roles, handler);
  }

  /** Whether one need not be logged in. */
  public boolean open() {
    return roles.isEmpty();
  }
}
