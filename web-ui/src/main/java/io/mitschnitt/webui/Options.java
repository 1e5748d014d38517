package io.mitschnitt.webui;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** Words of the command line put into what a command wishes. Pure. */
final class Options {

  private Options() {}

  static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Sorry.wrongUse(option + " is \"" + text + "\"; wanted: a day such as 2026-11-30");
    }
  }

  static Export.Wish with(Export.Wish w, String option, String text) {
    Optional<String> said = Optional.of(text);
    return switch (option) {
      case "--into" -> wish(w, Optional.of(Path.of(text)), w.until(), w.number(), w.agent());
      case "--until" -> wish(w, w.into(), Optional.of(day(option, text)), w.number(), w.agent());
      case "--number" -> wish(w, w.into(), w.until(), said, w.agent());
      case "--agent" -> wish(w, w.into(), w.until(), w.number(), said);
      case "--format" ->
        new Export.Wish(w.into(), w.since(), w.until(), w.number(), w.agent(), text, w.reason());
      default ->
        new Export.Wish(w.into(), w.since(), w.until(), w.number(), w.agent(), w.format(), said);
    };
  }

  static Export.Wish since(Export.Wish w, Optional<LocalDate> since) {
    return new Export.Wish(
        w.into(), since, w.until(), w.number(), w.agent(), w.format(), w.reason());
  }

  /** The same without what another command was told by these names. */
  static Export.Wish without(Export.Wish w, Set<String> names) {
    return new Export.Wish(
        w.into(),
        w.since(),
        w.until(),
        names.contains("number") ? Optional.empty() : w.number(),
        names.contains("agent") ? Optional.empty() : w.agent(),
        w.format(),
        names.contains("reason") ? Optional.empty() : w.reason());
  }

  static SimulatePolicy.Wish withoutSince(SimulatePolicy.Wish w) {
    return new SimulatePolicy.Wish(w.from(), w.to(), w.draft(), Optional.empty());
  }

  private static Export.Wish wish(
      Export.Wish w,
      Optional<Path> into,
      Optional<LocalDate> until,
      Optional<String> number,
      Optional<String> agent) {
    return new Export.Wish(into, w.since(), until, number, agent, w.format(), w.reason());
  }
}
