package io.mitschnitt.webui.api;

import java.util.Optional;

/** Why somebody takes sound or evidence away, in words that are kept: one rule for page, API and command line. */
public final class Reason {

  public static final int SHORTEST = 3;
  public static final int LONGEST = 500;

  /** What a reason must be, for people. */
  public static final String WANTED =
      "say in " + SHORTEST + " to " + LONGEST + " characters why it is taken away";

  private Reason() {}

  /** {@code text} without its outer spaces; empty where it says nothing, or too much. */
  public static Optional<String> of(String text) {
    String said = text.strip();
    return said.length() >= SHORTEST && said.length() <= LONGEST
        ? Optional.of(said)
        : Optional.empty();
  }

  /** The parameter {@code reason} of a request; where it is none the request is answered. */
  public static Optional<String> of(Visit visit) {
    Optional<String> reason = of(String.join(" ", visit.http().queryParam("reason")));
    if (reason.isEmpty()) {
      Problem.badRequest("reason: " + WANTED).answer(visit.http());
    }
    return reason;
  }
}
