package io.mitschnitt.webui.conf;

import io.mitschnitt.recorder.contract.Imports;
import io.mitschnitt.recorder.contract.RetentionPresets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What no schema can say of rules and jurisdictions. Pure. */
final class PolicyChecks {

  private static final List<String> DAYS = List.of("reviewed-on", "review-by");

  private final Section root;
  private final Map<String, String> problems = new LinkedHashMap<>();

  PolicyChecks(Section root) {
    this.root = root;
  }

  /** All that does not fit together, by path. */
  Map<String, String> problems() {
    Section policy = root.section("policy");
    policy
        .text("time-zone")
        .filter(PolicyChecks::noZone)
        .ifPresent(zone -> problems.put(
            policy.at("time-zone"),
            "is \"" + zone + "\"; allowed: a time zone, such as Europe/Berlin"));
    Set<String> seen = new HashSet<>();
    root.list("rules").forEach(rule -> rule(rule, seen));
    retention();
    days(root.section("jurisdiction-table"));
    Section rows = root.section("jurisdictions");
    Set<String> sources = Set.copyOf(root.section("jurisdiction-sources").names());
    rows.names().forEach(code -> row(rows.section(code), sources));
    return problems;
  }

  private void rule(Section rule, Set<String> seen) {
    rule.text("name")
        .filter(name -> !seen.add(name))
        .ifPresent(name -> problems.put(
            rule.at("name"),
            "is \"" + name
                + "\", which another of the rules is called too; allowed: each name once"));
    if (rule.map().containsKey("profile") == rule.map().containsKey("do-not-record")) {
      problems.put(
          rule.path(),
          (rule.map().containsKey("profile")
                  ? "has both profile and do-not-record"
                  : "does nothing")
              + "; allowed: profile: NAME, or do-not-record: REASON");
    }
    rule.text("profile")
        .ifPresent(
            name -> known(rule.at("profile"), name, root.section("profiles").names()));
    each(rule, "agents", named("agents"));
    each(rule, "trunks", named("trunks"));
    each(
        rule,
        "groups",
        root.list("agents").stream()
            .flatMap(agent -> agent.texts("groups").stream())
            .toList());
    String[] hours = rule.text("hours", "").split("-", -1);
    if (hours.length == 2 && hours[0].equals(hours[1])) {
      problems.put(
          rule.at("hours"),
          "is " + rule.text("hours", "") + "; allowed: two different times of day");
    }
  }

  private void retention() {
    Section own = root.section("retention");
    Set<String> known = new TreeSet<>(own.names());
    RetentionPresets.all().forEach(rule -> known.add(rule.name()));
    own.names().stream().map(own::section).forEach(rule -> {
      if (!rule.map().containsKey("least") && !rule.map().containsKey("most")) {
        problems.put(
            rule.path(), "keeps nothing and deletes nothing; allowed: least, most, or both");
      }
    });
    each(root.section("receipts"), "profiles", root.section("profiles").names());
    Section profiles = root.section("profiles");
    for (String name : profiles.names()) {
      Section profile = profiles.section(name);
      if (name.equals(Imports.PROFILE)) {
        problems.put(
            profile.path(), "is the name that imported recordings have; allowed: any other");
      }
      each(profile, "retention", List.copyOf(known));
      if (profile.map().containsKey("retention") && profile.map().containsKey("retention-days")) {
        problems.put(
            profile.at("retention-days"), "stands beside retention; allowed: one of the two");
      }
    }
  }

  /** Profiles whose rules cannot all be obeyed; such a recording is kept to the longer time and raises an alarm. */
  static Map<String, String> conflicts(Section root) {
    Map<String, String> found = new LinkedHashMap<>();
    Section profiles = root.section("profiles");
    KeepingPart keepings = new KeepingPart(root.section("retention"), "UTC");
    for (String name : profiles.names()) {
      Section profile = profiles.section(name);
      if (keepings.clash(profile)) {
        found.put(
            profile.at("retention"),
            "one rule demands a longer time than another allows; recordings are kept to the longer one");
      }
    }
    return found;
  }

  private List<String> named(String list) {
    return root.list(list).stream()
        .flatMap(entry -> entry.text("name").stream())
        .toList();
  }

  private void each(Section rule, String key, List<String> names) {
    List<String> said = rule.texts(key);
    for (int i = 0; i < said.size(); i++) {
      known(rule.at(key) + "[" + i + "]", said.get(i), names);
    }
  }

  private void row(Section row, Set<String> sources) {
    days(row);
    List<String> evidence = row.texts("evidence");
    for (int i = 0; i < evidence.size(); i++) {
      if (!sources.contains(evidence.get(i))) {
        problems.put(
            row.at("evidence") + "[" + i + "]",
            "is \"" + evidence.get(i)
                + "\", which is defined nowhere; allowed: a key of jurisdiction-sources");
      }
    }
  }

  private void days(Section section) {
    for (String key : DAYS) {
      if (PolicyPart.wrongDay(section, key)) {
        problems.put(
            section.at(key),
            "is \"" + section.text(key, "") + "\"; allowed: a day such as 2026-11-30, or none");
      }
    }
  }

  private void known(String path, String name, List<String> names) {
    if (!names.contains(name)) {
      String all = names.isEmpty()
          ? "nothing, because none is defined"
          : String.join(", ", new TreeSet<>(names));
      problems.put(path, "is \"" + name + "\", which is defined nowhere; allowed: " + all);
    }
  }

  private static boolean noZone(String zone) {
    try {
      ZoneId.of(zone);
      return false;
    } catch (DateTimeException e) {
      return true;
    }
  }
}
