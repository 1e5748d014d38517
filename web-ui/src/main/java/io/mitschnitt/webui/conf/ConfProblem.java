package io.mitschnitt.webui.conf;

/**
 * One thing that is wrong with the configuration.
 *
 * @param source the file, or the environment variable, that says it
 * @param path where in it, such as {@code trunks[0].transport}; empty for the file as a whole
 * @param what value and what is allowed instead, as the rest of a sentence
 */
public record ConfProblem(String source, String path, String what) {

  @Override
  public String toString() {
    return source + ": " + (path.isEmpty() ? "" : path + ": ") + what;
  }
}
