package io.mitschnitt.webui.conf;

import io.mitschnitt.recorder.contract.RecorderConf;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What no schema can say: names that must exist, ports that must not meet. Pure. */
final class CrossChecks {

  private final Section root;
  private final boolean demo;
  private final Map<String, String> problems = new LinkedHashMap<>();

  CrossChecks(Section root, boolean demo) {
    this.root = root;
    this.demo = demo;
  }

  /** All that does not fit together, by path. */
  Map<String, String> problems() {
    twice("trunks", "name");
    twice("agents", "name");
    twice("groups", "name");
    Set<String> profiles = new TreeSet<>(root.section("profiles").names());
    root.list("routes").forEach(route -> route(route, profiles));
    twiceRouted();
    known(
        root.section("policy"),
        "default-profile",
        root.section("policy").text("default-profile", "service"),
        profiles);
    root.section("profiles")
        .names()
        .forEach(name -> keys(root.section("profiles").section(name)));
    root.list("agents").forEach(this::oneSecret);
    root.list("trunks").forEach(this::trunk);
    securePort();
    fsync();
    disk();
    purposes(profiles);
    if (demo) {
      known(root.section("demo"), "trunk", root.section("demo").text("trunk", "demo"), trunks());
      demoPeople();
    }
    problems.putAll(new Ports(root, demo).problems());
    new PolicyChecks(root).problems().forEach(problems::putIfAbsent);
    new RoutingChecks(root).problems().forEach(problems::putIfAbsent);
    return problems;
  }

  /** What works and is unwise, by path. */
  static Map<String, String> warnings(Section root, boolean demo) {
    Map<String, String> found = new LinkedHashMap<>(PolicyChecks.conflicts(root));
    for (Section agent : demo ? List.<Section>of() : root.list("agents")) {
      if (agent.text("password").isPresent()) {
        found.put(
            agent.at("password"),
            "stands here in plain text; password-hash, or MITSCHNITT_…_FILE, is safer");
      }
    }
    for (Section trunk : root.list("trunks")) {
      if (trunk.section("register").text("password").isPresent()) {
        found.put(
            trunk.section("register").at("password"),
            "stands here in plain text; password-file, or MITSCHNITT_…_FILE, is safer");
      }
    }
    return found;
  }

  private void twice(String list, String key) {
    Set<String> seen = new HashSet<>();
    for (Section entry : root.list(list)) {
      entry
          .text(key)
          .filter(name -> !seen.add(name))
          .ifPresent(name -> problems.put(
              entry.at(key),
              "is \"" + name + "\", which another of the " + list
                  + " is called too; allowed: each name once"));
    }
  }

  private void twiceRouted() {
    Map<String, String> seen = new HashMap<>();
    for (Section route : root.list("routes")) {
      String match = route.text("match", "");
      String other = seen.putIfAbsent(match + route.text("trunk").isPresent(), route.path());
      if (other != null) {
        problems.put(
            route.at("match"),
            "is \"" + match + "\" as in " + other + "; allowed: each pattern once in a direction");
      }
    }
  }

  private void route(Section route, Set<String> profiles) {
    boolean trunk = route.map().containsKey("trunk");
    boolean group = route.map().containsKey("to");
    if (trunk == group) {
      problems.put(
          route.path(),
          (trunk ? "has both trunk and to" : "leads nowhere")
              + "; allowed: to: { group: NAME } for calls that come in, trunk: NAME for calls that go out");
    }
    String direction = route.text("direction", trunk ? "outbound" : "inbound");
    if (trunk != group && direction.equals("outbound") != trunk) {
      problems.put(
          route.at("direction"),
          "is " + direction + ", yet the route leads to a "
              + (trunk ? "trunk; allowed: outbound" : "group; allowed: inbound"));
    }
    route.text("trunk").ifPresent(name -> known(route, "trunk", name, trunks()));
    Section to = route.section("to");
    to.text("group").ifPresent(name -> known(to, "group", name, groups()));
    to.text("agent").ifPresent(name -> known(to, "agent", name, agents()));
    if (group && to.map().size() != 1) {
      problems.put(to.path(), "names both or neither; allowed: { group: NAME } or { agent: NAME }");
    }
    route.text("profile").ifPresent(name -> known(route, "profile", name, profiles));
  }

  private void known(Section section, String key, String name, Set<String> names) {
    if (!names.contains(name)) {
      String all = names.isEmpty() ? "nothing, because none is defined" : String.join(", ", names);
      problems.put(
          section.at(key), "is \"" + name + "\", which is defined nowhere; allowed: " + all);
    }
  }

  private Set<String> trunks() {
    Set<String> names = new TreeSet<>();
    root.list("trunks").forEach(trunk -> trunk.text("name").ifPresent(names::add));
    return names;
  }

  private Set<String> agents() {
    Set<String> names = new TreeSet<>();
    root.list("agents").forEach(agent -> agent.text("name").ifPresent(names::add));
    return names;
  }

  private Set<String> groups() {
    Set<String> names = new TreeSet<>();
    root.list("agents").forEach(agent -> names.addAll(agent.texts("groups")));
    return names;
  }

  private void keys(Section profile) {
    char agree = profile.key("agree-key", '1');
    if (agree == profile.key("object-key", '9')) {
      problems.put(
          profile.at("object-key"), "is " + agree + " like agree-key; allowed: another key");
    }
  }

  private void oneSecret(Section agent) {
    if (agent.map().containsKey("password") && agent.map().containsKey("password-hash")) {
      problems.put(agent.path(), "has both password and password-hash; allowed: one of them");
    }
  }

  private void trunk(Section trunk) {
    trunk.text("peer").ifPresent(peer -> port(trunk.at("peer"), peer));
    List<String> more = trunk.texts("peers");
    for (int i = 0; i < more.size(); i++) {
      port(trunk.at("peers") + "[" + i + "]", more.get(i));
    }
    boolean secure = trunk.text("transport", "udp").equals("tls");
    Section tls = trunk.section("tls");
    if (secure && !root.section("sip").map().containsKey("tls")) {
      problems.put(
          trunk.at("transport"),
          "is tls, yet nothing listens for it; allowed: tls together with sip.tls");
    }
    if (!secure && trunk.map().containsKey("tls")) {
      problems.put(
          tls.path(),
          "stands at a trunk whose transport is not tls; allowed: transport: tls, or no tls here");
    }
    if (tls.map().containsKey("cert") != tls.map().containsKey("key")) {
      problems.put(tls.path(), "has one of cert and key; allowed: both of them or none");
    }
    login(trunk.section("register"));
  }

  private void port(String path, String peer) {
    if (peer.matches(".+:[0-9]{1,5}")) {
      int port = Integer.parseInt(peer.substring(peer.lastIndexOf(':') + 1));
      if (port < 1 || port > 65_535) {
        problems.put(path, "is \"" + peer + "\"; allowed: a port from 1 to 65535");
      }
    }
  }

  private void login(Section register) {
    if (register.map().isEmpty()) {
      return;
    }
    if (register.map().containsKey("password") == register.map().containsKey("password-file")) {
      problems.put(
          register.path(), "has both password and password-file, or neither; allowed: one of them");
    }
    long seconds = register.duration("expires", TrunkConf.EXPIRES).toSeconds();
    if (seconds < 60 || seconds > 86_400) {
      problems.put(
          register.at("expires"), "is " + register.text("expires", "") + "; allowed: 60s to 24h");
    }
  }

  private void securePort() {
    Section sip = root.section("sip");
    if (sip.map().containsKey("tls-port") && !sip.map().containsKey("tls")) {
      problems.put(
          sip.at("tls-port"),
          "is set without a certificate; allowed: together with tls: { cert, key }");
    }
  }

  private void fsync() {
    Section recorder = root.section("recorder");
    long millis = recorder.duration("fsync-every", Typed.FSYNC).toMillis();
    if (millis < 10 || millis > 1000) {
      problems.put(
          recorder.at("fsync-every"),
          "is " + recorder.text("fsync-every", "") + "; allowed: 10ms to 1s");
    }
  }

  private void disk() {
    Section recorder = root.section("recorder");
    int warn = recorder.whole("disk-warn-percent", RecorderConf.DISK_WARN_PERCENT);
    int stop = recorder.whole("disk-stop-percent", RecorderConf.DISK_STOP_PERCENT);
    if (warn > stop) {
      problems.put(
          recorder.at("disk-warn-percent"),
          "is " + warn + ", above disk-stop-percent, " + stop + "; allowed: 1 to " + stop);
    }
  }

  private void purposes(Set<String> profiles) {
    Set<String> seen = new HashSet<>();
    Section all = root.section("purposes");
    for (String name : all.names()) {
      Section purpose = all.section(name);
      for (String profile : purpose.texts("profiles")) {
        known(purpose, "profiles", profile, profiles);
        if (!seen.add(profile)) {
          problems.put(
              purpose.at("profiles"),
              "has \"" + profile + "\", which another purpose has too; allowed: each profile once");
        }
      }
    }
  }

  private void demoPeople() {
    Set<String> agents = new HashSet<>();
    root.list("agents").forEach(agent -> agent.text("name").ifPresent(agents::add));
    for (Section user : root.section("demo").list("users")) {
      user.text("name")
          .filter(agents::contains)
          .ifPresent(name -> problems.put(
              user.at("name"),
              "is \"" + name + "\", which an agent is called too; allowed: each name once"));
    }
  }
}
