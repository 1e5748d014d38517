package io.mitschnitt.webui.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration as one tree, laid together from several files; remembers which file says what. What was laid first
 * wins.
 */
final class Layers {

  private final Map<String, Object> tree;
  private final String file;
  private final Map<String, Origin> origins = new TreeMap<>();

  Layers(String file, Map<String, Object> tree) {
    this.file = file;
    this.tree = tree;
  }

  Map<String, Object> tree() {
    return tree;
  }

  /** Lays {@code more} beneath: its maps fill gaps, its list entries are added where nobody of that name is there yet. */
  void beneath(String source, Map<String, Object> more) {
    merge(source, "", tree, more, true);
  }

  /** Adds {@code more} beside: like {@link #beneath}, but list entries of the same name stay, to be found as a mistake. */
  void beside(String source, Map<String, Object> more) {
    merge(source, "", tree, more, false);
  }

  /** Lays {@code more} above: its maps are laid over ours, everything else of the same name is replaced. */
  void above(String source, Map<String, Object> more) {
    over(source, "", tree, more);
  }

  @SuppressWarnings("unchecked")
  private void over(
      String source, String path, Map<String, Object> mine, Map<String, Object> more) {
    more.forEach((key, value) -> {
      String at = path.isEmpty() ? key : path + "." + key;
      if (mine.get(key) instanceof Map<?, ?> there && value instanceof Map) {
        Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) there);
        mine.put(key, copy);
        over(source, at, copy, (Map<String, Object>) value);
      } else {
        mine.put(key, value);
        origins.keySet().removeIf(said -> said.startsWith(at + "["));
        origins.put(at, new Origin(source, at));
      }
    });
  }

  /** Notes that {@code path} was said by {@code source}, such as an environment variable. */
  void said(String path, String source) {
    origins.put(path, new Origin(source, ""));
  }

  /** Who said what stands at {@code path}, and where. */
  Origin origin(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Origin origin = origins.get(at);
      if (origin != null) {
        return new Origin(origin.source(), origin.path() + path.substring(at.length()));
      }
    }
    return new Origin(file, path);
  }

  /** A file, or a variable, and the place in it. */
  record Origin(String source, String path) {}

  @SuppressWarnings("unchecked")
  private void merge(
      String source,
      String path,
      Map<String, Object> mine,
      Map<String, Object> more,
      boolean mineWins) {
    more.forEach((key, value) -> {
      String at = path.isEmpty() ? key : path + "." + key;
      Object there = mine.get(key);
      if (there == null) {
        mine.put(key, value);
        origins.put(at, new Origin(source, at));
      } else if (there instanceof Map && value instanceof Map) {
        Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) there);
        mine.put(key, copy);
        merge(source, at, copy, (Map<String, Object>) value, mineWins);
      } else if (there instanceof List<?> ours && value instanceof List<?> theirs) {
        mine.put(key, joined(source, at, ours, theirs, mineWins));
      }
    });
  }

  private List<Object> joined(
      String source, String path, List<?> ours, List<?> theirs, boolean mineWins) {
    List<Object> all = new ArrayList<>(ours);
    for (int i = 0; i < theirs.size(); i++) {
      Object entry = theirs.get(i);
      if (mineWins && ours.stream().anyMatch(one -> name(one).equals(name(entry)))) {
        continue;
      }
      origins.put(path + "[" + all.size() + "]", new Origin(source, path + "[" + i + "]"));
      all.add(entry);
    }
    return all;
  }

  /** What makes a list entry the same as another: a trunk's or agent's name, a route's pattern and direction. */
  private static String name(Object entry) {
    if (entry instanceof Map<?, ?> map) {
      return map.get("name") + " " + map.get("match") + " " + map.containsKey("trunk");
    }
    return String.valueOf(entry);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
