package io.mitschnitt.webui;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line's words, understood.
 *
 * @param words what stands behind the command, such as {@code add anna}
 * @param roles of {@code --role}
 * @param wish of {@code simulate-policy}
 * @param export of {@code export}
 * @param facts what {@code import} is told of its files
 */
record Arguments(
    Command command,
    List<String> words,
    Path conf,
    Optional<Path> data,
    boolean demo,
    boolean selfTest,
    Optional<Path> keepEvidence,
    List<String> roles,
    SimulatePolicy.Wish wish,
    Export.Wish export,
    Map<String, String> facts,
    boolean help,
    boolean version) {

  /** What the program can do. */
  enum Command {
    RUN,
    CHECK_CONFIG,
    USER,
    RECOVER,
    DOCTOR,
    SIMULATE_POLICY,
    EXPORT,
    ROTATE_EVIDENCE_KEY,
    IMPORT,
    VERIFY_EVIDENCE;

    private static Optional<Command> read(String word) {
      return Arrays.stream(values())
          .filter(command ->
              command.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
          .findFirst();
    }
  }

  private static final Set<Command> TAKE_WORDS =
      Set.of(Command.USER, Command.VERIFY_EVIDENCE, Command.IMPORT);

  private static final Set<String> FACTS_OF_EXPORT = Set.of("number", "agent", "reason");

  /** Understands {@code args}, or says which word it does not. */
  static Arguments read(String... args) {
    return new Reader(args).read();
  }

  private static final class Reader {
    private final Deque<String> rest;
    private final List<String> words = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private Path conf = Path.of("conf", "mitschnitt.yaml");
    private Optional<Path> data = Optional.empty();
    private SimulatePolicy.Wish wish = SimulatePolicy.Wish.NONE;
    private Export.Wish export = Export.Wish.NONE;
    private boolean demo;
    private boolean selfTest;
    private Optional<Path> keepEvidence = Optional.empty();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private boolean help;
    private boolean version;

    Reader(String... args) {
      rest = new ArrayDeque<>(List.of(args));
    }

    Arguments read() {
      while (!rest.isEmpty()) {
        word(rest.removeFirst());
      }
      Command command = words.isEmpty() ? Command.RUN : command(words.remove(0));
      if (!words.isEmpty() && !TAKE_WORDS.contains(command)) {
        throw Sorry.wrongUse("unknown word \"" + words.get(0) + "\"; see --help");
      }
      if (selfTest && !(demo && command == Command.RUN)) {
        throw Sorry.wrongUse("--self-test goes with run --demo");
      }
      if (keepEvidence.isPresent() && !selfTest) {
        throw Sorry.wrongUse("--keep-evidence goes with --self-test");
      }
      wished(command);
      return new Arguments(
          command,
          List.copyOf(words),
          conf,
          data,
          demo,
          selfTest,
          keepEvidence,
          List.copyOf(roles),
          wish,
          export,
          Map.copyOf(facts),
          help,
          version);
    }

    private void wished(Command command) {
      boolean simulates = command == Command.SIMULATE_POLICY;
      boolean exports = command == Command.EXPORT;
      if (command == Command.IMPORT) {
        export = Options.without(export, facts.keySet());
        if (words.isEmpty() && !help && !version) {
          throw Sorry.wrongUse("import wants FILES; see --help");
        }
      } else if (!facts.isEmpty() && !FACTS_OF_EXPORT.containsAll(facts.keySet())) {
        throw Sorry.wrongUse(
            "--started, --keep, --zone, --direction, --name and --left go with import");
      }
      if (exports) {
        export = Options.since(export, wish.since());
        wish = Options.withoutSince(wish);
      }
      if (!simulates && !wish.equals(SimulatePolicy.Wish.NONE)) {
        throw Sorry.wrongUse(
            "--from, --to and --draft go with simulate-policy, --since with export too");
      }
      if (!exports && !export.equals(Export.Wish.NONE)) {
        throw Sorry.wrongUse(
            "--into, --until, --number, --agent, --format and --reason go with export");
      }
      if (exports && !help && !version) {
        export.problem().ifPresent(problem -> {
          throw Sorry.wrongUse(problem);
        });
      }
      if (simulates && !wish.whole() && !help && !version) {
        throw Sorry.wrongUse(
            "simulate-policy wants --from NUMBER --to NUMBER, or --since DATE; see --help");
      }
    }

    private void word(String word) {
      switch (word) {
        case "--conf" -> conf = path(word);
        case "--data" -> data = Optional.of(path(word));
        case "--demo" -> demo = true;
        case "--self-test" -> selfTest = true;
        case "--keep-evidence" -> keepEvidence = Optional.of(path(word));
        case "--role", "--roles" -> roles.addAll(List.of(value(word).split(",")));
        case "--from" ->
          wish = new SimulatePolicy.Wish(
              Optional.of(value(word)), wish.to(), wish.draft(), wish.since());
        case "--to" ->
          wish = new SimulatePolicy.Wish(
              wish.from(), Optional.of(value(word)), wish.draft(), wish.since());
        case "--draft" ->
          wish = new SimulatePolicy.Wish(
              wish.from(), wish.to(), Optional.of(path(word)), wish.since());
        case "--since" ->
          wish =
              new SimulatePolicy.Wish(wish.from(), wish.to(), wish.draft(), Optional.of(day(word)));
        case "--into", "--until", "--format" -> export = Options.with(export, word, value(word));
        case "--number", "--agent", "--reason" -> {
          String said = value(word);
          export = Options.with(export, word, said);
          facts.put(word.substring(2), said);
        }
        case "--started", "--keep", "--zone", "--direction", "--name", "--left" ->
          facts.put(word.substring(2), value(word));
        case "--help", "-h", "help" -> help = true;
        case "--version" -> version = true;
        default -> {
          if (word.startsWith("-")) {
            throw Sorry.wrongUse("unknown option " + word + "; see --help");
          }
          words.add(word);
        }
      }
    }

    private String value(String option) {
      if (rest.isEmpty()) {
        throw Sorry.wrongUse(option + " needs a value; see --help");
      }
      return rest.removeFirst();
    }

    private Path path(String option) {
      return Path.of(value(option));
    }

    private LocalDate day(String option) {
      return Options.day(option, value(option));
    }

    private static Command command(String word) {
      return Command.read(word)
          .orElseThrow(() -> Sorry.wrongUse("unknown command \"" + word + "\"; see --help"));
    }
  }
}
