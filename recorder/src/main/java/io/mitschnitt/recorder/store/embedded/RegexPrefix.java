package io.mitschnitt.recorder.store.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import org.jspecify.annotations.Nullable;

/** The literal beginning of an anchored regular expression, which an index can serve. */
final class RegexPrefix {

  private static final String SPECIAL = "\\^$.|?*+()[]{}";
  private static final String MAY_BE_ABSENT = "?*{";

  private RegexPrefix() {}

  /** The encoded beginning that every match has; null where none is known. */
  static byte @Nullable [] of(BsonRegularExpression regex) {
    String pattern = regex.getPattern();
    boolean options = regex.getOptions() != null && !regex.getOptions().isEmpty();
    if (options || !pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
      return null;
    }
    String literal = literal(pattern);
    return literal.isEmpty() ? null : KeyCodec.stringPrefix(literal);
  }

  private static String literal(String pattern) {
    StringBuilder literal = new StringBuilder();
    for (int i = 1; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\'
          && i + 1 < pattern.length()
          && !Character.isLetterOrDigit(pattern.charAt(i + 1))) {
        literal.append(pattern.charAt(++i));
      } else if (SPECIAL.indexOf(c) >= 0) {
        if (MAY_BE_ABSENT.indexOf(c) >= 0 && literal.length() > 0) {
          literal.setLength(literal.length() - 1);
        }
        return literal.toString();
      } else {
        literal.append(c);
      }
    }
    return literal.toString();
  }
}
