package io.mitschnitt.webui.account;

import java.util.Locale;
import java.util.Optional;

/** What a password must be: long, and not the first thing that comes to mind. No rules about kinds of letters. */
public final class PasswordRules {

  static final int SHORTEST = 12;
  static final int LONGEST = 256;

  private PasswordRules() {}

  /** What is wrong with {@code password} for {@code user}, for people; empty when nothing is. */
  public static Optional<String> objection(String user, String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of("a password has at least " + SHORTEST + " characters");
    }
    if (password.length() > LONGEST) {
      return Optional.of("a password has at most " + LONGEST + " characters");
    }
    if (lower.contains(user.toLowerCase(Locale.ROOT)) || lower.contains("mitschnitt")) {
      return Optional.of("a password contains neither the user's name nor the product's");
    }
    if (lower.chars().distinct().count() < 5
        || lower.contains("password")
        || lower.contains("123456789")) {
      return Optional.of("this password is too easy to guess");
    }
    return Optional.empty();
  }
}
