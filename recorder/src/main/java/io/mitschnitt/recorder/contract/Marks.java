package io.mitschnitt.recorder.contract;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What people have put on a recording, as lists show it and searches find it.
 *
 * @param tags in lower case, sorted, each once
 * @param score of the newest evaluation that counts, 0 to 100; empty where nobody judged
 * @param comments how many there are
 */
public record Marks(List<String> tags, OptionalDouble score, int comments) {

  public static final Marks NONE = new Marks(List.of(), OptionalDouble.empty(), 0);

  public Marks {
    tags = List.copyOf(tags);
  }
}
