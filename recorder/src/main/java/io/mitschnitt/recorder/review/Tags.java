package io.mitschnitt.recorder.review;

import io.mitschnitt.recorder.contract.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write on recordings: tags, and names in a text. */
public final class Tags {

  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39}");
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\w.@-])@([a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?)");
  private static final int MOST = 20;
  private static final int MOST_MENTIONS = 20;

  private Tags() {}

  /**
   * {@code tags} in lower case, sorted, each once.
   *
   * @throws Refused where one is no tag, or there are too many
   */
  public static List<String> tidy(Collection<String> tags) {
    List<String> tidy = tags.stream()
        .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .toList();
    if (tidy.size() > MOST) {
      throw new Refused("a recording has at most " + MOST + " tags");
    }
    if (!tidy.stream().allMatch(tag -> TAG.matcher(tag).matches())) {
      throw new Refused("a tag has 1 to 40 letters, digits, spaces, dots or dashes");
    }
    return tidy;
  }

  /** Login names that {@code text} names with an @, in order, each once. */
  public static List<String> mentions(String text) {
    Matcher found = MENTION.matcher(text);
    return found.results().map(m -> m.group(1)).distinct().limit(MOST_MENTIONS).toList();
  }
}
