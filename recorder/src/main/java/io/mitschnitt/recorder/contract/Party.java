package io.mitschnitt.recorder.contract;

import java.util.Optional;

/**
 * The outside party of a call as far as signalling names it. Personal data: {@link #toString()} shows none of it.
 *
 * @param number the E.164 number, or nothing where it was withheld or is not a number
 * @param address what the wire said: the user part of the SIP address, at most 64 characters; empty when anonymous
 * @param name the display name the other side chose, unverified, at most 128 characters; may be empty
 */
public record Party(Optional<PhoneNumber> number, String address, String name) {

  public static final Party ANONYMOUS = new Party(Optional.empty(), "", "");

  public Party {
    address = address.length() > 64 ? address.substring(0, 64) : address;
    name = name.length() > 128 ? name.substring(0, 128) : name;
  }

  public static Party of(PhoneNumber number) {
    return new Party(Optional.of(number), number.e164(), "");
  }

  /** What a person is shown: the number, else the address; empty when anonymous. */
  public String shown() {
    return number.map(PhoneNumber::e164).orElse(address);
  }

  @Override
  public String toString() {
    return "Party[***]";
  }
}
