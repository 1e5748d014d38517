package io.mitschnitt.webui;

import io.mitschnitt.webui.conf.ConfRefused;
import io.mitschnitt.webui.conf.Configuration;
import io.mitschnitt.webui.conf.Settings;
import io.mitschnitt.webui.edge.Version;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program's table of contents: words of the command line, configuration, one command. {@link Run} is the product
 * itself. Ends with 0 when all is well, 1 when a check failed, 2 for wrong use or a configuration that cannot be used.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    try {
      Arguments words = Arguments.read(args);
      if (words.help()) {
        Console.say(Help.TEXT);
      } else if (words.version()) {
        Console.say("Mitschnitt " + Version.TEXT);
      } else if (words.command() == Arguments.Command.VERIFY_EVIDENCE) {
        Console.exit(new VerifyEvidence(words.words())
            .run()); // needs no configuration, no store, no network
      } else {
        Settings settings = settings(words);
        settings.warnings().forEach(warning -> Console.warn(warning.toString()));
        command(words, settings)
            .onComplete(
                end -> Console.exit(end.succeeded() ? end.result() : Sorry.explain(end.cause())));
      }
    } catch (Sorry sorry) {
      Console.exit(sorry.tell());
    } catch (ConfRefused refused) {
      refused.problems().forEach(problem -> Console.warn(problem.toString()));
      Console.exit(Sorry.WRONG_USE);
    }
  }

  private static Settings settings(Arguments words) throws ConfRefused {
    Optional<Path> draft = words.wish().draft();
    return draft.isPresent()
        ? Configuration.draft(
            words.conf(), draft.get(), words.data(), words.demo(), System.getenv())
        : Configuration.load(words.conf(), words.data(), words.demo(), System.getenv());
  }

  /** Answers the exit code, and not before the command is done: {@code run} is done when it is told to stop. */
  private static Future<Integer> command(Arguments words, Settings settings) {
    return switch (words.command()) {
      case RUN -> new Run(words, settings).run();
      case CHECK_CONFIG -> new CheckConfig(settings).run();
      case USER -> new UserCommand(words, settings).run();
      case RECOVER -> new Recover(settings).run();
      case DOCTOR -> new Doctor(settings).run();
      case EXPORT -> new Export(words.export(), settings).run();
      case ROTATE_EVIDENCE_KEY -> new RotateKey(settings).run();
      case IMPORT ->
        new Import(
                new Import.Wish(words.words().stream().map(Path::of).toList(), words.facts()),
                settings)
            .run();
      case SIMULATE_POLICY -> new SimulatePolicy(words.wish(), settings).run();
      case VERIFY_EVIDENCE -> Future.succeededFuture(new VerifyEvidence(words.words()).run());
    };
  }
}
