package io.mitschnitt.webui.conf;

import io.mitschnitt.webui.conf.WebConf.AgentLogin;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The door to reading the configuration again while the product runs. */
public interface Reload {

  /** Reads it again. Where it cannot be used, the old one stays in force, whole. */
  Future<Outcome> again();

  /** How agents log in to the page, as the configuration in force says. */
  List<AgentLogin> agents();

  /** All that is in force now; empty where nothing was read from files. */
  default Optional<Settings> inForce() {
    return Optional.empty();
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * It is in force.
     *
     * @param changed top keys whose new values hold from now on
     * @param restart top keys that have changed too and are looked at when the product starts
     */
    record Done(List<String> changed, List<String> restart) implements Outcome {}

    /** All that is wrong with it. */
    record Refused(List<ConfProblem> problems) implements Outcome {}
  }

  /** A configuration that stays as it is. */
  static Reload never(WebConf conf) {
    return new Reload() {
      @Override
      public Future<Outcome> again() {
        return Future.succeededFuture(new Outcome.Done(List.of(), List.of()));
      }

      @Override
      public List<AgentLogin> agents() {
        return conf.agents();
      }
    };
  }
}
