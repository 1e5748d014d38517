package io.mitschnitt.gateway.call;

import java.util.HashSet;
import java.util.Set;

/**
 * Where the search for an agent stands.
 *
 * @param station which stop of the {@link Hunt} it is at
 * @param tried agents of that stop who did not take the call
 * @param sound the name of what plays to the waiting caller; empty = nothing does
 */
record Search(int station, Set<String> tried, String sound) {

  static final Search START = new Search(0, Set.of(), "");

  Search {
    tried = Set.copyOf(tried);
  }

  Search next() {
    return new Search(station + 1, Set.of(), sound);
  }

  Search tried(String agent) {
    Set<String> more = new HashSet<>(tried);
    more.add(agent);
    return new Search(station, more, sound);
  }

  Search again() {
    return new Search(station, Set.of(), sound);
  }

  Search plays(String name) {
    return new Search(station, tried, name);
  }
}
