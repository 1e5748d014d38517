package io.mitschnitt.webui.api;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words behind an address's question mark, each at most once; what cannot be understood is refused in words. */
public final class AddressWords {

  private static final int LONGEST = 200;

  private final MultiMap words;

  /**
   * @param known every word that may stand there
   * @throws NotUnderstood where another one does
   */
  public AddressWords(MultiMap words, Set<String> known) throws NotUnderstood {
    for (String name : words.names()) {
      if (!known.contains(name)) {
        throw new NotUnderstood(
            "a search knows " + String.join(", ", known.stream().sorted().toList()));
      }
    }
    this.words = words;
  }

  public Optional<String> text(String name) throws NotUnderstood {
    List<String> all = words.getAll(name);
    if (all.size() > 1 || (all.size() == 1 && all.get(0).length() > LONGEST)) {
      throw new NotUnderstood(name + " stands once, with at most " + LONGEST + " characters");
    }
    return all.stream().map(String::strip).filter(text -> !text.isEmpty()).findFirst();
  }

  /** One of the words of {@code type}, spelled as {@link Words} spells them. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) throws NotUnderstood {
    Optional<String> text = text(name);
    Optional<E> read = text.flatMap(word -> Words.read(type, word));
    if (text.isPresent() && read.isEmpty()) {
      throw new NotUnderstood(name + " is one of "
          + String.join(
              ", ", List.of(type.getEnumConstants()).stream().map(Words::of).toList()));
    }
    return read;
  }

  public Optional<Integer> whole(String name, int least, int most) throws NotUnderstood {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int value = text.get().matches("\\d{1,7}") ? Integer.parseInt(text.get()) : -1;
    if (value < least || value > most) {
      throw new NotUnderstood(name + " is a whole number from " + least + " to " + most);
    }
    return Optional.of(value);
  }

  /** A time, or a day in UTC, which begins or, as the {@code last} one, ends. */
  public Optional<Instant> time(String name, boolean last) throws NotUnderstood {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.get().contains("T")
              ? Instant.parse(text.get())
              : LocalDate.parse(text.get())
                  .plusDays(last ? 1 : 0)
                  .atStartOfDay(ZoneOffset.UTC)
                  .toInstant());
    } catch (DateTimeParseException e) {
      throw new NotUnderstood(
          name + " is a day such as 2026-11-25 or a time such as 2026-11-25T08:00:00.000Z");
    }
  }

  /** The words cannot be understood; {@code detail} says what is allowed and repeats nothing. */
  public static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    private final String detail;

    NotUnderstood(String detail) {
      super(detail);
      this.detail = detail;
    }

    public String detail() {
      return detail;
    }
  }
}
