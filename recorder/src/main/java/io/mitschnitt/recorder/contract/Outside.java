package io.mitschnitt.recorder.contract;

import java.time.Duration;
import java.util.Optional;

/**
 * Who outside is told of the evidence log's signed heads.
 *
 * @param copyTo an address that each new head is posted to, as text; empty = none
 * @param timestampUrl of a time-stamping authority (RFC 3161); empty = none
 * @param timestampEvery heads are stamped no oftener, but for those of bundles, which all are
 */
public record Outside(
    Optional<String> copyTo, Optional<String> timestampUrl, Duration timestampEvery) {

  public static final Outside NONE =
      new Outside(Optional.empty(), Optional.empty(), Duration.ofHours(1));
}
