package io.mitschnitt.gateway.route;

import io.mitschnitt.recorder.contract.Party;
import io.mitschnitt.recorder.contract.PhoneNumber;
import java.util.Optional;

/**
 * What somebody dialled, or what names a caller, as the number plan reads it.
 *
 * @param address the user part of a SIP address, as it came
 * @param number the same in E.164, where it is a telephone number
 * @param emergency whether it is an emergency number where it was dialled; then {@code number} is empty
 */
public record Dialled(String address, Optional<PhoneNumber> number, boolean emergency) {

  /** What is sent to a trunk, matched by routes and shown to people. */
  public String shown() {
    return number.map(PhoneNumber::e164).orElse(address);
  }

  /** The same as the outside party of a call. */
  public Party party(String name) {
    return new Party(number, number.map(PhoneNumber::e164).orElse(address), name);
  }

  @Override
  public String toString() {
    return "Dialled[***]";
  }
}
