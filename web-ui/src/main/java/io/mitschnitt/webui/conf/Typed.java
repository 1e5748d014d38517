package io.mitschnitt.webui.conf;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.contract.GatewayConf.DemoConf;
import io.mitschnitt.gateway.contract.GatewayConf.Media;
import io.mitschnitt.gateway.contract.GatewayConf.Route;
import io.mitschnitt.gateway.contract.GatewayConf.Sip;
import io.mitschnitt.gateway.contract.GatewayConf.Transport;
import io.mitschnitt.gateway.contract.GatewayConf.Trunk;
import io.mitschnitt.recorder.contract.Outside;
import io.mitschnitt.recorder.contract.PurposeLock;
import io.mitschnitt.recorder.contract.RecorderConf;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A checked tree as typed values; the defaults stand here, and in {@code conf/mitschnitt.yaml} for people. */
final class Typed {

  static final String HERE = "127.0.0.1";
  static final Duration FSYNC = Duration.ofMillis(200);

  private final Section root;
  private final Path file;
  private final Optional<Path> data;
  private final boolean demo;
  private final Set<String> demoAgents;

  /** @param demoAgents agents that the demo brought, whose passwords are no secret; empty outside a demo */
  Typed(Section root, Path file, Optional<Path> data, boolean demo, Set<String> demoAgents) {
    this.root = root;
    this.file = file;
    this.data = data;
    this.demo = demo;
    this.demoAgents = demoAgents;
  }

  Settings settings(List<ConfProblem> warnings) {
    return new Settings(file.toString(), recorder(), gateway(), web(), warnings);
  }

  private RecorderConf recorder() {
    Section recorder = root.section("recorder");
    return new RecorderConf(
        Path.of(rebased(recorder.text("data", "data"))),
        storeUri(root.section("store").text("uri", "embedded:data/store")),
        Path.of(rebased(recorder.text("key-file", "data/keys/kek"))),
        recorder.duration("fsync-every", FSYNC),
        recorder.whole("encoders", 1),
        root.section("node").text("name", "node1"),
        recorder.whole("disk-warn-percent", RecorderConf.DISK_WARN_PERCENT),
        recorder.whole("disk-stop-percent", RecorderConf.DISK_STOP_PERCENT),
        outside(),
        locks());
  }

  private List<PurposeLock> locks() {
    Section purposes = root.section("purposes");
    return purposes.names().stream()
        .map(name -> {
          Section lock = purposes.section(name);
          return new PurposeLock(
              name,
              Set.copyOf(lock.texts("profiles")),
              Path.of(rebased(lock.text("key-file", "data/keys/" + name))),
              Set.copyOf(lock.texts("roles")));
        })
        .toList();
  }

  private Outside outside() {
    Section evidence = root.section("evidence");
    return new Outside(
        evidence.text("copy-to"),
        evidence.text("timestamp-url"),
        evidence.duration("timestamp-every", Outside.NONE.timestampEvery()));
  }

  private GatewayConf gateway() {
    Section node = root.section("node");
    return new GatewayConf(
        node.text("name", "node1"),
        node.text("public-address", HERE),
        sip(),
        media(),
        prompts(),
        root.list("trunks").stream().map(this::trunk).toList(),
        root.list("routes").stream().map(Typed::route).toList(),
        root.list("agents").stream().map(Typed::agent).toList(),
        new PolicyPart(root).policy(),
        demo ? Optional.of(demoConf()) : Optional.empty(),
        new RoutingPart(root).routing());
  }

  private Sip sip() {
    Section sip = root.section("sip");
    return new Sip(
        sip.text("host", HERE),
        sip.whole("udp-port", 5060),
        sip.whole("tcp-port", 5060),
        sip.text("domain", "mitschnitt.local"),
        sip.map().containsKey("tls")
            ? Optional.of(new GatewayConf.SecurePort(
                sip.whole("tls-port", 5061), TrunkConf.tls(sip.section("tls"))))
            : Optional.empty(),
        sip.whole("max-calls", Sip.MAX_CALLS));
  }

  private Media media() {
    Section media = root.section("media");
    int[] rtp = Ports.range(media.text("rtp-ports", Ports.FIRST_RTP + "-" + Ports.LAST_RTP));
    return new Media(
        media.text("host", HERE),
        rtp[0],
        rtp[1],
        media.whole("webrtc-port", 10_000),
        media.whole("loops", 0),
        media.whole("dscp", Media.EXPEDITED));
  }

  /** As configured; else beside the configuration, else the ones that came with the program. */
  private Path prompts() {
    Path beside = file.resolveSibling("prompts");
    return root.section("prompts")
        .text("dir")
        .map(Path::of)
        .orElse(Files.isDirectory(beside) ? beside : Path.of("conf", "prompts"));
  }

  private Trunk trunk(Section trunk) {
    String name = trunk.text("name", "");
    boolean ours = demo && name.equals(root.section("demo").text("trunk", "demo"));
    return new Trunk(
        name,
        ours ? demoListen() : TrunkConf.address(trunk.text("peer", "")),
        Transport.valueOf(trunk.text("transport", "udp").toUpperCase(Locale.ROOT)),
        trunk.texts("codecs").isEmpty() ? List.of("PCMA", "PCMU") : trunk.texts("codecs"),
        trunk.text("from-domain", sip().domain()),
        trunk.texts("peers").stream().map(TrunkConf::address).toList(),
        TrunkConf.tls(trunk.section("tls")),
        TrunkConf.register(trunk),
        TrunkConf.keepAlive(trunk),
        trunk.yes("in-band-keys", false));
  }

  private static Route route(Section route) {
    return new Route(
        route.text("match", ""),
        route.section("to").text("group"),
        route.text("trunk"),
        route.text("profile"),
        route.section("to").text("agent"));
  }

  private static Agent agent(Section agent) {
    return new Agent(
        agent.text("name", ""),
        agent.text("password"),
        Set.copyOf(agent.texts("groups")),
        agent.text("number"),
        agent.text("extension"));
  }

  private DemoConf demoConf() {
    Section section = root.section("demo");
    return new DemoConf(
        demoListen(),
        section.text("number", ""),
        section.text("service-number", ""),
        section.text("trunk", "demo"));
  }

  private InetSocketAddress demoListen() {
    String host = sip().host();
    return new InetSocketAddress(
        host.equals("0.0.0.0") ? HERE : host, root.section("demo").whole("sip-port", 5080));
  }

  private WebConf web() {
    Section http = root.section("http");
    Optional<WebConf.Tls> tls = http.map().containsKey("tls")
        ? Optional.of(new WebConf.Tls(
            Path.of(http.section("tls").text("certificate", "")),
            Path.of(http.section("tls").text("key", ""))))
        : Optional.empty();
    return new WebConf(
        root.section("node").text("name", "node1"),
        http.text("host", HERE),
        http.whole("port", 8080),
        tls,
        Set.copyOf(http.texts("origins")),
        root.list("agents").stream()
            .map(agent -> new WebConf.AgentLogin(
                agent.text("name", ""), agent.text("password"), agent.text("password-hash")))
            .toList(),
        demo ? Optional.of(webDemo()) : Optional.empty(),
        Set.copyOf(root.section("receipts").texts("profiles")));
  }

  private WebConf.Demo webDemo() {
    Section section = root.section("demo");
    List<WebConf.DemoUser> users = new ArrayList<>();
    root.list("agents").stream()
        .filter(agent -> demoAgents.contains(agent.text("name", "")))
        .forEach(agent -> users.add(new WebConf.DemoUser(
            agent.text("name", ""), agent.text("password", ""), List.of("agent"))));
    section
        .list("users")
        .forEach(user -> users.add(new WebConf.DemoUser(
            user.text("name", ""), user.text("password", ""), user.texts("roles"))));
    return new WebConf.Demo(
        section.text("number", ""), section.text("service-number", ""), List.copyOf(users));
  }

  private String storeUri(String uri) {
    String embedded = "embedded:";
    return uri.startsWith(embedded) ? embedded + rebased(uri.substring(embedded.length())) : uri;
  }

  /** {@code data} and what lies under it, moved to where {@code --data} says. */
  private String rebased(String path) {
    if (data.isEmpty() || !(path.equals("data") || path.startsWith("data/"))) {
      return path;
    }
    return data.get() + path.substring("data".length());
  }
}
