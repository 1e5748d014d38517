package io.mitschnitt.recorder.evidence;

/** One thing that is not as it was: in which file, and what, for people. */
public record Fault(String file, String what) {

  @Override
  public String toString() {
    return file + ": " + what;
  }
}
