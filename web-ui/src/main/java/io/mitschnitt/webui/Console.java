package io.mitschnitt.webui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The terminal: what was asked for goes to standard output, everything else to standard error. */
final class Console {

  private Console() {}

  @SuppressWarnings("SystemOut") // this is what it is for
  static void say(String text) {
    System.out.println(text);
  }

  static void warn(String text) {
    System.err.println("mitschnitt: " + text);
  }

  /**
   * Ends the program, by a thread of its own: what runs at the end waits for event loops, which therefore must not wait
   * for the end.
   */
  static void exit(int code) {
    new Thread(() -> System.exit(code), "exit").start();
  }

  /** A password, unseen at a terminal, else the next line of standard input. */
  static Optional<String> password(String question) {
    if (System.console() != null) {
      return Optional.ofNullable(System.console().readPassword("%s: ", question))
          .map(String::new);
    }
    try {
      return Optional.ofNullable(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
