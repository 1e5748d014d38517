package io.mitschnitt.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HabitTest {

  @ParameterizedTest(name = "{0} is somebody who {1} with {2}")
  @CsvSource({
    "+493023125001, TALKS, SPEECH",
    "+493023125002, SOUNDS, TONE_AFTER_ANOTHER",
    "+493023125003, OBJECTS, SPEECH",
    "+493023125204, AGREES, SPEECH",
    "+493023125006, BUSY, SPEECH",
    "+493023125007, NEVER_ANSWERS, SPEECH",
    "+493023125010, WITHDRAWS, SPEECH",
    "+493023125323, OBJECTS, TONE_AFTER_ANOTHER",
    "+493023125521, TALKS, TONE_AFTER_ANOTHER",
    "+493023125541, TALKS, TONE",
    "+493023125050, WITHDRAWS, TONE",
    "+493023125100, TALKS, SPEECH",
    "anonymous, TALKS, SPEECH",
    "'', TALKS, SPEECH"
  })
  void the_last_two_digits_say_what_a_person_does(String number, Habit habit, Habit.Sound sound) {
    assertThat(Habit.of(number)).isEqualTo(habit);
    assertThat(Habit.sound(number)).isEqualTo(sound);
  }
}
