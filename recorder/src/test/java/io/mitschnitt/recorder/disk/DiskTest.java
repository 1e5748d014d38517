package io.mitschnitt.recorder.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mitschnitt.recorder.disk.Watermarks.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTest {

  @ParameterizedTest
  @CsvSource({"0,ENOUGH", "79,ENOUGH", "80,WARN", "94,WARN", "95,STOP", "100,STOP"})
  void a_filling_disk_warns_and_then_stops(int used, Level level) {
    assertThat(new Watermarks(80, 95).of(new Space(1_000, 1_000 - 10L * used))).isEqualTo(level);
  }

  @Test
  void a_disk_of_unknown_size_is_not_full_and_a_hundred_percent_never_stop() {
    assertThat(new Watermarks(80, 95).of(Space.UNKNOWN)).isEqualTo(Level.ENOUGH);
    assertThat(new Watermarks(80, 100).of(new Space(1_000, 0))).isEqualTo(Level.WARN);
  }

  @Test
  void ten_gigabytes_a_day_fill_a_hundred_in_ten_days() {
    Forecast forecast = new Forecast();
    long hour = Duration.ofHours(1).toNanos();
    assertThat(forecast.daysToFull()).isEmpty();
    for (int i = 0; i <= 24; i++) {
      forecast.add(i * hour, 110_000_000_000L - i * 10_000_000_000L / 24);
    }
    assertThat(forecast.daysToFull().orElseThrow()).isCloseTo(10, within(0.1));
  }

  @Test
  void a_disk_that_empties_is_never_full() {
    Forecast forecast = new Forecast();
    forecast.add(0, 100);
    forecast.add(Duration.ofHours(1).toNanos(), 200);
    assertThat(forecast.daysToFull()).isEmpty();
  }
}
