package io.mitschnitt.webui.api;

import java.util.Set;

/**
 * Somebody who is logged in.
 *
 * @param token 256 random bits, the cookie's value; a secret
 * @param csrf 256 random bits that a page sends with everything that changes something
 * @param user login name
 * @param agent whether calls can ring there
 */
public record Session(String token, String csrf, String user, Set<Role> roles, boolean agent) {

  public Session {
    roles = Set.copyOf(roles);
  }

  @Override
  public String toString() {
    return "Session[***]";
  }
}
