package io.mitschnitt.webui.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The word with which the first administrator is made: printed at a start without any account, good once, for an hour. */
public final class SetupToken {

  private static final Duration GOOD_FOR = Duration.ofMinutes(60);

  private final Instant until;
  private Optional<String> token;

  private SetupToken(Optional<String> token, Instant until) {
    this.token = token;
    this.until = until;
  }

  /** No set-up is needed. */
  public static SetupToken none() {
    return new SetupToken(Optional.empty(), Instant.MIN);
  }

  public static SetupToken fresh(Instant now) {
    return new SetupToken(Optional.of(Secrets.token()), now.plus(GOOD_FOR));
  }

  /** To be printed; empty where no set-up is needed. */
  public Optional<String> token() {
    return token;
  }

  boolean accepts(String word, Instant now) {
    return now.isBefore(until)
        && token.filter(wanted -> Secrets.same(word, wanted)).isPresent();
  }

  void spend() {
    token = Optional.empty();
  }

  @Override
  public String toString() {
    return "SetupToken[***]";
  }
}
