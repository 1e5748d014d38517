package io.mitschnitt.recorder.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection of calls and clips for training, in a trainer's order. It holds no sound: each item is heard from its
 * recording, and is gone with it.
 *
 * @param trainees login names; empty = every trainee
 */
public record Course(
    String id,
    String name,
    String text,
    String author,
    Instant at,
    List<String> trainees,
    List<Item> items) {

  public Course {
    trainees = List.copyOf(trainees);
    items = List.copyOf(items);
  }

  /** Whether {@code user} is among those for whom it is meant. */
  public boolean isFor(String user) {
    return trainees.isEmpty() || trainees.contains(user);
  }

  /**
   * A call or a part of one.
   *
   * @param key unique in its course
   * @param fromMillis where it begins
   * @param toMillis where it ends; empty = with the recording
   * @param note what to listen for
   */
  public record Item(
      String key,
      String title,
      String note,
      RecordingId recording,
      long fromMillis,
      Optional<Long> toMillis,
      List<Question> quiz) {
    public Item {
      quiz = List.copyOf(quiz);
    }
  }

  /**
   * A question with one right answer.
   *
   * @param right index of it, from 0
   * @param why told after the answer
   */
  public record Question(String text, List<String> options, int right, String why) {
    public Question {
      options = List.copyOf(options);
    }
  }

  /**
   * How far a trainee has come.
   *
   * @param heard keys of items heard, each with the moment
   * @param answers by item key and question, {@code key + "/" + index}: the option that was chosen first
   */
  public record Progress(
      String course, String trainee, Map<String, Instant> heard, Map<String, Integer> answers) {
    public Progress {
      heard = Map.copyOf(heard);
      answers = Map.copyOf(answers);
    }
  }
}
