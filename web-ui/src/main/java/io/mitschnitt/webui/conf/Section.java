package io.mitschnitt.webui.conf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map of the configuration and its path. Forgiving: what is missing or of the wrong type is the default, because the
 * schema names it elsewhere and all mistakes are to be told at once.
 */
record Section(Map<?, ?> map, String path) {

  Section section(String key) {
    return new Section(map.get(key) instanceof Map<?, ?> below ? below : Map.of(), at(key));
  }

  /** The maps of a list, with their own paths. */
  List<Section> list(String key) {
    List<Section> all = new ArrayList<>();
    if (map.get(key) instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        all.add(new Section(
            list.get(i) instanceof Map<?, ?> below ? below : Map.of(), at(key) + "[" + i + "]"));
      }
    }
    return all;
  }

  /** Names and maps of a map of maps. */
  List<String> names() {
    return map.keySet().stream().map(String::valueOf).toList();
  }

  List<String> texts(String key) {
    return map.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  Optional<String> text(String key) {
    return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  int whole(String key, int otherwise) {
    return map.get(key) instanceof Number number ? number.intValue() : otherwise;
  }

  boolean yes(String key, boolean otherwise) {
    return map.get(key) instanceof Boolean yes ? yes : otherwise;
  }

  /** A key of a telephone. */
  char key(String key, char otherwise) {
    String text = String.valueOf(map.get(key));
    return text.length() == 1 ? text.charAt(0) : otherwise;
  }

  /** A time such as {@code 200ms}. */
  Duration duration(String key, Duration otherwise) {
    return text(key)
        .filter(text -> text.matches("[1-9][0-9]{0,5}(ms|s|m|h)"))
        .map(Section::time)
        .orElse(otherwise);
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Duration time(String text) {
    int digits = (int) text.chars().filter(Character::isDigit).count();
    long amount = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
