package io.mitschnitt.webui.api;

import java.util.EnumSet;
import java.util.Set;

/** How far a person's eyes and ears reach in one matter. */
public enum Reach {
  NOTHING,
  /** Calls that they had themselves. */
  OWN,
  ALL;

  /** What {@code roles} may, where {@code allowed} may it and an agent may it with their own. */
  public static Reach of(Set<Role> roles, Set<Role> allowed) {
    Set<Role> both = EnumSet.noneOf(Role.class);
    both.addAll(roles);
    both.retainAll(allowed);
    if (both.isEmpty()) {
      return NOTHING;
    }
    return both.equals(Set.of(Role.AGENT)) ? OWN : ALL;
  }

  /** Whether {@code user} reaches what {@code agent} did. */
  public boolean covers(String user, String agent) {
    return this == ALL || (this == OWN && user.equals(agent));
  }
}
