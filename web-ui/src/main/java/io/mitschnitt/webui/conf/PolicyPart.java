package io.mitschnitt.webui.conf;

import io.mitschnitt.gateway.contract.GatewayConf.Asking;
import io.mitschnitt.gateway.contract.GatewayConf.Pause;
import io.mitschnitt.gateway.contract.GatewayConf.Policy;
import io.mitschnitt.gateway.contract.GatewayConf.Profile;
import io.mitschnitt.gateway.contract.Law;
import io.mitschnitt.gateway.contract.Rule;
import io.mitschnitt.recorder.contract.Direction;
import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Mode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Profiles, rules and the table of jurisdictions as typed values. */
final class PolicyPart {

  static final String ZONE = "Europe/Berlin";
  private static final String ASKS = "explicit-consent";
  private static final String NONE = "none";
  private static final int SHOWN_DIGITS = 12;

  private final Section root;

  PolicyPart(Section root) {
    this.root = root;
  }

  Policy policy() {
    Section policy = root.section("policy");
    Map<String, Profile> profiles = new LinkedHashMap<>();
    Section all = root.section("profiles");
    String zone = policy.text("time-zone", ZONE);
    KeepingPart keepings = new KeepingPart(root.section("retention"), zone);
    all.names().forEach(name -> profiles.put(name, profile(name, all.section(name), keepings)));
    String byDefault = policy.text("default-profile", "service");
    return new Policy(
        byDefault,
        Map.copyOf(profiles),
        root.list("rules").stream().map(PolicyPart::rule).toList(),
        law(policy),
        ZoneId.of(zone),
        fingerprint(
            all,
            root.list("rules"),
            byDefault,
            doubtful(policy),
            home(policy),
            zone,
            root.section("retention")));
  }

  private static Profile profile(String name, Section profile, KeepingPart keepings) {
    Keeping keeping = keepings.of(profile);
    return new Profile(
        name,
        keeping.nothing() ? Mode.OFF : mode(profile),
        profile.text("language", "en"),
        keeping.aboutDays(),
        profile.key("agree-key", '1'),
        profile.key("object-key", '9'),
        profile.duration("ask-timeout", Duration.ofSeconds(5)),
        profile.duration("ring-timeout", Duration.ofSeconds(30)),
        profile.yes("erase-on-withdrawal", true),
        profile.text("jurisdiction", "apply").equals("apply"),
        keeping,
        new Pause(
            profile.yes("pause", true),
            profile.key("pause-key", Pause.USUAL.key()),
            profile.duration("pause-longest", Pause.USUAL.longest())),
        new Asking(
            profile.key("repeat-key", '*'),
            profile.duration("late-key", Duration.ofSeconds(5)),
            profile.text("refusal", "").equals("decline"),
            profile.text("start", "").equals("on-demand")));
  }

  private static Rule rule(Section rule) {
    return new Rule(
        rule.text("name", ""),
        rule.text("direction").map(word -> Direction.valueOf(word.toUpperCase(Locale.ROOT))),
        rule.texts("numbers"),
        rule.texts("dialled"),
        Set.copyOf(rule.texts("agents")),
        Set.copyOf(rule.texts("groups")),
        Set.copyOf(rule.texts("trunks")),
        rule.texts("days").stream().map(PolicyPart::weekday).collect(Collectors.toSet()),
        rule.text("hours").map(PolicyPart::hours),
        rule.whole("share", 100),
        new Rule.Then(rule.text("profile"), rule.text("do-not-record")));
  }

  private Law law(Section policy) {
    Section table = root.section("jurisdiction-table");
    Section rows = root.section("jurisdictions");
    Section sources = root.section("jurisdiction-sources");
    Optional<LocalDate> reviewBy = day(table, "review-by");
    Map<String, Law.Row> byCode = new LinkedHashMap<>();
    rows.names().forEach(code -> byCode.put(code, row(code, rows.section(code), reviewBy)));
    return new Law(
        table.text("version", "") + " " + fingerprint(rows, table),
        byCode,
        sources.names().stream()
            .collect(Collectors.toMap(key -> key, key -> sources.text(key, ""))),
        doubtful(policy).equals(ASKS),
        home(policy));
  }

  private static String doubtful(Section policy) {
    return policy.text("doubtful-rows", ASKS);
  }

  private static String home(Section policy) {
    return policy.text("home", "DE");
  }

  private static Law.Row row(String code, Section row, Optional<LocalDate> reviewBy) {
    return new Law.Row(
        code,
        row.text("name", ""),
        mode(row),
        Law.Confidence.valueOf(row.text("confidence", "low").toUpperCase(Locale.ROOT)),
        row.texts("evidence"),
        row.text("note", ""),
        day(row, "reviewed-on"),
        day(row, "review-by").or(() -> reviewBy),
        row.yes("duty-replaces-consent", false));
  }

  private static Mode mode(Section section) {
    return Mode.valueOf(section.text("mode", "").toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static Optional<LocalDate> day(Section section, String key) {
    return section.text(key).filter(text -> !text.equals(NONE)).map(LocalDate::parse);
  }

  /** Whether the calendar has no such day. */
  static boolean wrongDay(Section section, String key) {
    try {
      day(section, key);
      return false;
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  static DayOfWeek weekday(String word) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(word))
        .findFirst()
        .orElseThrow();
  }

  private static Rule.Hours hours(String text) {
    String[] times = text.split("-", 2);
    return new Rule.Hours(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
  }

  /** Names these contents: what differs is called differently. */
  private static String fingerprint(Object... contents) {
    try {
      byte[] text = List.of(contents).toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash).substring(0, SHOWN_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
