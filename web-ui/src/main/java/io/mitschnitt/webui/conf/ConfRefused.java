package io.mitschnitt.webui.conf;

import java.util.List;

/** The configuration cannot be used; all of its problems, in the order of the file. */
public final class ConfRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfProblem> problems;

  ConfRefused(List<ConfProblem> problems) {
    super(problems.size() + " problems");
    this.problems = List.copyOf(problems);
  }

  public List<ConfProblem> problems() {
    return problems;
  }
}
