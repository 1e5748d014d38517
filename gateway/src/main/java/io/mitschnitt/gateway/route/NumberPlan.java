package io.mitschnitt.gateway.route;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The world's telephone numbers, as far as a call needs them. The one door to libphonenumber. */
public final class NumberPlan {

  /** Where a number without a country is read, when nothing better is known. */
  public static final String HOME = "DE";

  /** Numbers and plain names: nothing that could change the meaning of a SIP address. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9+*#._-]{1,64}");

  private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9]{2,24}");

  /** What libphonenumber calls no region, and the whole world. */
  private static final Set<String> NOWHERE = Set.of("ZZ", "001");

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();

  private NumberPlan() {}

  /**
   * Reads what was dialled in {@code region}: with a plus, with 00, or national. What is not a number, such as {@code
   * demo}, stays an address. Empty where it is neither.
   *
   * @param region ISO 3166 country, such as {@code DE}
   */
  public static Optional<Dialled> read(String text, String region) {
    String plain = text.replaceAll("[\\s()/.-]", "");
    String address = DIALLABLE.matcher(plain).matches() ? plain : text;
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    boolean emergency = emergency(address, region);
    return Optional.of(
        new Dialled(address, emergency ? Optional.empty() : e164(address, region), emergency));
  }

  /** The ISO 3166 country of a number; empty where it belongs to none. */
  public static Optional<String> country(PhoneNumber number) {
    try {
      Phonenumber.PhoneNumber parsed = NUMBERS.parse(number.e164(), null);
      String region = NUMBERS.getRegionCodeForNumber(parsed);
      if (region == null) {
        region = NUMBERS.getRegionCodeForCountryCode(parsed.getCountryCode());
      }
      return NOWHERE.contains(region) ? Optional.empty() : Optional.of(region);
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** The largest of the countries that share the number's country code; quickly found. */
  public static Optional<String> mainCountry(PhoneNumber number) {
    try {
      String region =
          NUMBERS.getRegionCodeForCountryCode(NUMBERS.parse(number.e164(), null).getCountryCode());
      return NOWHERE.contains(region) ? Optional.empty() : Optional.of(region);
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /**
   * The ISO 3166 country of a number, where there is no doubt: countries may share a country code, and then a number that
   * nobody has been given belongs to none of them.
   */
  public static Optional<String> certainCountry(PhoneNumber number) {
    try {
      Phonenumber.PhoneNumber parsed = NUMBERS.parse(number.e164(), null);
      List<String> regions = NUMBERS.getRegionCodesForCountryCode(parsed.getCountryCode());
      String region = regions.size() == 1 ? regions.get(0) : NUMBERS.getRegionCodeForNumber(parsed);
      return Optional.ofNullable(region).filter(code -> !NOWHERE.contains(code));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** The country in which one whose own number is {@code number} dials. */
  public static String regionOf(Optional<String> number) {
    return number.flatMap(PhoneNumber::read).flatMap(NumberPlan::country).orElse(HOME);
  }

  /** 112 and 911 are answered by mobile networks everywhere, so they count everywhere. */
  private static boolean emergency(String address, String region) {
    return address.equals("112")
        || address.equals("911")
        || SHORT.isEmergencyNumber(address, region);
  }

  private static Optional<PhoneNumber> e164(String address, String region) {
    if (!DIALLABLE.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      Phonenumber.PhoneNumber parsed = NUMBERS.parse(address, region);
      boolean possible = NUMBERS.isPossibleNumberWithReason(parsed) == ValidationResult.IS_POSSIBLE;
      boolean international = address.startsWith("+") || address.startsWith("00");
      return possible || international
          ? PhoneNumber.read(NUMBERS.format(parsed, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return PhoneNumber.read(address);
    }
  }
}
