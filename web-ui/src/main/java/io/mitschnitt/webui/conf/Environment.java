package io.mitschnitt.webui.conf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings from environment variables: {@code MITSCHNITT_HTTP_PORT} is {@code http.port}, {@code
 * MITSCHNITT_TRUNKS_0_PEER} is {@code trunks[0].peer}; with {@code _FILE} at its end a variable names a file that holds
 * the value. Dots and dashes of a key are underscores here.
 */
final class Environment {

  private static final String PREFIX = "MITSCHNITT_";
  private static final Pattern INDEX = Pattern.compile("(\\d{1,4})(?:_(.*))?");

  /** Read by {@code start}, not by us. */
  private static final Set<String> OTHERS = Set.of("HEAP", "JAVA_OPTIONS");

  private final Schema schema;
  private final Layers layers;
  private final List<ConfProblem> problems;

  Environment(Schema schema, Layers layers, List<ConfProblem> problems) {
    this.schema = schema;
    this.layers = layers;
    this.problems = problems;
  }

  /** Lays what {@code variables} say above everything else. */
  void apply(Map<String, String> variables) {
    new TreeMap<>(variables).forEach((name, value) -> {
      String key = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
      if (!key.isEmpty() && !OTHERS.contains(key)) {
        one(name, key, value);
      }
    });
  }

  private void one(String variable, String key, String value) {
    Optional<String> path = find(schema.at(""), layers.tree(), key, "");
    String source = "environment variable " + variable;
    if (path.isPresent()) {
      set(path.get(), value, source);
    } else if (key.endsWith("_FILE")) {
      find(schema.at(""), layers.tree(), key.substring(0, key.length() - 5), "")
          .ifPresentOrElse(at -> fromFile(at, value, source), () -> unknown(source));
    } else {
      unknown(source);
    }
  }

  private void unknown(String source) {
    problems.add(new ConfProblem(source, "", "no setting has this name"));
  }

  private void fromFile(String path, String file, String source) {
    try {
      set(path, Files.readString(Path.of(file)).strip(), source);
    } catch (IOException | RuntimeException e) {
      problems.add(new ConfProblem(source, "", "the file " + file + " cannot be read"));
    }
  }

  /** The path whose underscored form is {@code rest}, looked for along schema and tree. */
  private Optional<String> find(JsonNode node, Object value, String rest, String path) {
    if (rest.isEmpty()) {
      return Optional.of(path);
    }
    if (node.has("items")) {
      Matcher index = INDEX.matcher(rest);
      if (!index.matches()) {
        return Optional.empty();
      }
      int at = Integer.parseInt(index.group(1));
      String tail = index.group(2) == null ? "" : index.group(2);
      return find(schema.step(node, "[0]"), element(value, at), tail, path + "[" + at + "]");
    }
    for (String name : names(node, value)) {
      String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
      if (rest.equals(upper) || rest.startsWith(upper + "_")) {
        String tail = rest.substring(Math.min(rest.length(), upper.length() + 1));
        Object below = value instanceof Map<?, ?> map ? map.get(name) : null;
        Optional<String> found = find(
            schema.step(node, name),
            below == null ? "" : below,
            tail,
            path.isEmpty() ? name : path + "." + name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> names(JsonNode node, Object value) {
    Set<String> names = new LinkedHashSet<>();
    for (Iterator<String> it = node.path("properties").fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    if (node.path("additionalProperties").isObject() && value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> names.add(String.valueOf(key)));
    }
    return names;
  }

  private static Object element(Object list, int index) {
    return list instanceof List<?> items && index < items.size() && items.get(index) != null
        ? items.get(index)
        : "";
  }

  private void set(String path, String text, String source) {
    layers.said(path, source);
    Object value = value(schema.at(path), text);
    put(
        layers.tree(),
        new ArrayList<>(Arrays.asList(path.replace("[", ".[").split("\\."))),
        value,
        source);
  }

  private static Object value(JsonNode node, String text) {
    if (node.path("type").asText().equals("string") || node.has("enum")) {
      return text;
    }
    if (node.has("items") && !text.startsWith("[")) {
      return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
    try {
      Object loaded = YamlText.load(text);
      return loaded == null ? "" : loaded;
    } catch (YamlText.Unreadable e) {
      return text;
    }
  }

  @SuppressWarnings("unchecked")
  private void put(Object into, List<String> steps, Object value, String source) {
    String step = steps.remove(0);
    if (step.startsWith("[") && into instanceof List<?>) {
      List<Object> list = (List<Object>) into;
      int index = Integer.parseInt(step.substring(1, step.length() - 1));
      if (index > list.size()) {
        problems.add(new ConfProblem(source, "", "the list has only " + list.size() + " entries"));
      } else {
        Object below = index < list.size() ? list.get(index) : new LinkedHashMap<String, Object>();
        Object entry = steps.isEmpty() ? value : copy(below);
        if (index < list.size()) {
          list.set(index, entry);
        } else {
          list.add(entry);
        }
        deeper(entry, steps, value, source);
      }
    } else if (into instanceof Map<?, ?>) {
      Map<String, Object> map = (Map<String, Object>) into;
      Object empty = !steps.isEmpty() && steps.get(0).startsWith("[")
          ? new ArrayList<>()
          : new LinkedHashMap<>();
      Object entry = steps.isEmpty() ? value : copy(map.getOrDefault(step, empty));
      map.put(step, entry);
      deeper(entry, steps, value, source);
    }
  }

  private void deeper(Object entry, List<String> steps, Object value, String source) {
    if (!steps.isEmpty()) {
      put(entry, steps, value, source);
    }
  }

  /** A copy that may be changed: what YAML gave may be shared by anchors. */
  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new LinkedHashMap<>(map);
    }
    return value instanceof List<?> list ? new ArrayList<>(list) : value;
  }
}
