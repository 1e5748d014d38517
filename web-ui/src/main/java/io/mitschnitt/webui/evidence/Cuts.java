package io.mitschnitt.webui.evidence;

import io.mitschnitt.recorder.contract.Evidence.Cut;
import io.mitschnitt.recorder.contract.Leg;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be cut out of a copy, as people write it: {@code agent}, or {@code customer:12.5-15} in seconds. */
final class Cuts {

  static final String WANTED =
      "customer or agent, or a stretch of one in seconds such as customer:12.5-15";

  private static final Pattern FORM =
      Pattern.compile("(customer|agent)(?::(\\d{1,5}(?:\\.\\d{1,3})?)-(\\d{1,5}(?:\\.\\d{1,3})?))?");

  private Cuts() {}

  /** @throws IllegalArgumentException where {@code text} is none */
  static Cut read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(WANTED);
    }
    Leg leg = Leg.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    return form.group(2) == null
        ? Cut.all(leg)
        : new Cut(leg, millis(form.group(2)), OptionalLong.of(millis(form.group(3))));
  }

  private static long millis(String seconds) {
    return new BigDecimal(seconds).movePointRight(3).longValueExact();
  }
}
