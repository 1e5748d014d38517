package io.mitschnitt.gateway.policy;

import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.contract.Policies.Place;
import io.mitschnitt.recorder.contract.Decision;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A decision with all that led to it.
 *
 * @param profile the one that counts: the route's, or a rule's
 */
public record Ruling(Decision decision, Profile profile, List<Finding> findings, Law law) {

  public Ruling {
    findings = List.copyOf(findings);
  }

  /** The places whose law was looked at, strictest first. */
  public List<Place> places() {
    return findings.stream().map(this::place).toList();
  }

  private Place place(Finding finding) {
    Stream<String> evidence = finding.row().stream().flatMap(row -> row.evidence().stream());
    return new Place(
        finding.whose().name().toLowerCase(Locale.ROOT),
        finding.code(),
        finding.row().map(Law.Row::name).orElse(""),
        finding.row().map(Law.Row::mode),
        finding.counts(),
        finding.doubt(),
        finding
            .row()
            .map(row -> row.confidence().name().toLowerCase(Locale.ROOT))
            .orElse(""),
        evidence
            .map(key -> key + ": " + law.sources().getOrDefault(key, "?"))
            .collect(Collectors.toList()),
        finding.row().map(Law.Row::note).orElse(""),
        finding.row().flatMap(Law.Row::reviewedOn));
  }
}
