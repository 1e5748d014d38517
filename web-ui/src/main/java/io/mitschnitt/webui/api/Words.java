package io.mitschnitt.webui.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values are spelled in JSON: {@code ENDED_BEFORE_GATE} as {@code ended-before-gate}, times in UTC with milliseconds. */
public final class Words {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
          "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  private Words() {}

  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value of {@code type} that {@code word} spells. */
  public static <E extends Enum<E>> Optional<E> read(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> of(value).equals(word))
        .findFirst();
  }

  public static String of(Instant time) {
    return TIME.format(time);
  }

  public static @Nullable String ofNullable(Optional<Instant> time) {
    return time.map(TIME::format).orElse(null);
  }
}
