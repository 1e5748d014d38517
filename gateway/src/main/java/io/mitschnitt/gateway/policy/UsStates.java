package io.mitschnitt.gateway.policy;

import io.mitschnitt.recorder.contract.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which state of the US an area code belongs to: a hint, because numbers move with their owners. */
final class UsStates {

  private static final String NORTH_AMERICA = "+1";
  private static final int LENGTH = 12;
  private static final int AREA_FROM = 2;
  private static final int AREA_UNTIL = 5;
  private static final Map<String, String> STATES = read();

  private UsStates() {}

  /** {@code US-CA} for a Californian number; empty for an area code that belongs to no state. */
  static Optional<String> of(PhoneNumber number) {
    String e164 = number.e164();
    return e164.length() == LENGTH && e164.startsWith(NORTH_AMERICA)
        ? Optional.ofNullable(STATES.get(e164.substring(AREA_FROM, AREA_UNTIL)))
        : Optional.empty();
  }

  private static Map<String, String> read() {
    Map<String, String> states = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(UsStates.class.getResourceAsStream("us-area-codes.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(words -> {
            for (int i = 1; i < words.length; i++) {
              if (states.put(words[i], "US-" + words[0]) != null) {
                throw new IllegalStateException("the area code " + words[i] + " stands twice");
              }
            }
          });
      return Map.copyOf(states);
    } catch (IOException e) {
      throw new UncheckedIOException("the area codes are part of the program", e);
    }
  }
}
