package io.mitschnitt.gateway.route;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The world's telephone numbers, as far as a call needs them. The one door to libphonenumber. */
public final class NumberPlan {

  /** Where a number without a country is read, when nothing better is known. */
  public static final String HOME = "DE";

  /** Numbers and plain names: nothing that could change the meaning of a SIP address. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9+*#._-]{1,64}");

  /** How people and tel URIs write an extension (RFC 3966): it is dialled once the call is up, not with the number. */
  private static final Pattern EXTENSION =
      Pattern.compile("(?<=[0-9])\\s*(?:;ext=|ext\\.?\\s*|[xX]\\s*)[0-9]{1,7}$");

  private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9]{2,24}");

  /** What libphonenumber calls no region, and the whole world. */
  private static final Set<String> NOWHERE = Set.of("ZZ", "001");

  /** Kinds that cost more than a call to their country, or hide where they lead. */
  private static final Set<PhoneNumberType> COSTLY = EnumSet.of(
      PhoneNumberType.PREMIUM_RATE,
      PhoneNumberType.SHARED_COST,
      PhoneNumberType.PERSONAL_NUMBER,
      PhoneNumberType.PAGER,
      PhoneNumberType.VOICEMAIL);

  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();

  private NumberPlan() {}

  /**
   * Reads what was dialled in {@code region}: with a plus, with 00, or national; an extension behind it is left out. What
   * is not a number, such as {@code demo}, stays an address. Empty where it is neither.
   *
   * @param region ISO 3166 country, such as {@code DE}
   */
  public static Optional<Dialled> read(String text, String region) {
    return read(text, region, region);
  }

  /** The same in {@code region}; the emergency numbers of {@code home}, where the node stands, count beside. */
  public static Optional<Dialled> read(String text, String region, String home) {
    String plain = EXTENSION.matcher(text).replaceFirst("").replaceAll("[\\s()/.-]", "");
    String address = DIALLABLE.matcher(plain).matches() ? plain : text;
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    Optional<String> help = help(address, region)
        .or(() -> home.equals(region) ? Optional.empty() : help(address, home));
    return Optional.of(help.map(number -> new Dialled(number, Optional.empty(), true))
        .orElseGet(() -> new Dialled(address, e164(address, region), false)));
  }

  /** Whether a call there costs more than others to its country: premium and such, services by short numbers. */
  public static boolean costsMore(PhoneNumber number) {
    try {
      Phonenumber.PhoneNumber parsed = NUMBERS.parse(number.e164(), null);
      boolean shortOne = !NUMBERS.isValidNumber(parsed) && SHORT.isValidShortNumber(parsed);
      return shortOne || COSTLY.contains(NUMBERS.getNumberType(parsed));
    } catch (NumberParseException e) {
      return false;
    }
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
    return regionOf(number, HOME);
  }

  /** The same; {@code home} where the number does not say. */
  public static String regionOf(Optional<String> number, String home) {
    return number.flatMap(PhoneNumber::read).flatMap(NumberPlan::country).orElse(home);
  }

  /** The emergency number that was meant: as it is, or with the country's code before it, as some phones complete it. */
  private static Optional<String> help(String address, String region) {
    if (emergency(address, region)) {
      return Optional.of(address);
    }
    String code = String.valueOf(NUMBERS.getCountryCodeForRegion(region));
    return Stream.of("+" + code, "00" + code)
        .filter(address::startsWith)
        .map(prefix -> address.substring(prefix.length()))
        .filter(rest -> rest.length() == 3 && SHORT.isEmergencyNumber(rest, region))
        .findFirst();
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
      if (!international && SHORT.isValidShortNumberForRegion(parsed, region)) {
        return Optional.empty();
      }
      return possible || international
          ? PhoneNumber.read(NUMBERS.format(parsed, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return PhoneNumber.read(address);
    }
  }
}
