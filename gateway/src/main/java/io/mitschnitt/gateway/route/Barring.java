package io.mitschnitt.gateway.route;

import io.mitschnitt.gateway.contract.RoutingConf.Dialling;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.util.List;
import java.util.Optional;

/**
 * Whom agents may not call. Toll fraud lives on premium numbers and on countries that nobody here calls, so both are
 * refused unless the configuration says otherwise; so is what is no telephone number, unless a route names it.
 */
public record Barring(Dialling rules) {

  public static final String NUMBER = "Number Barred";
  public static final String KIND = "Premium Number Barred";
  public static final String COUNTRY = "Country Not Allowed";
  public static final String NO_NUMBER = "Not A Telephone Number";

  /**
   * Why this must not be dialled, as the agent reads it; empty where it may. Emergency numbers always may.
   *
   * @param named whether a route is for this very beginning, and not for everything
   */
  public Optional<String> refusal(Dialled dialled, boolean named) {
    if (dialled.emergency()) {
      return Optional.empty();
    }
    if (any(rules.deny(), dialled.shown())) {
      return Optional.of(NUMBER);
    }
    if (any(rules.allow(), dialled.shown())) {
      return Optional.empty();
    }
    return dialled.number().isPresent()
        ? refusal(dialled.number().get())
        : Optional.of(NO_NUMBER).filter(why -> !named);
  }

  private Optional<String> refusal(PhoneNumber number) {
    if (NumberPlan.costsMore(number)) {
      return Optional.of(KIND);
    }
    boolean allowed =
        NumberPlan.certainCountry(number).filter(rules.countries()::contains).isPresent();
    return allowed ? Optional.empty() : Optional.of(COUNTRY);
  }

  private static boolean any(List<String> patterns, String number) {
    return patterns.stream()
        .anyMatch(pattern -> pattern.endsWith("*")
            ? number.startsWith(pattern.substring(0, pattern.length() - 1))
            : number.equals(pattern));
  }
}
