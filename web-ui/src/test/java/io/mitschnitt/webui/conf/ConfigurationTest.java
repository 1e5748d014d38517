package io.mitschnitt.webui.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.recorder.contract.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {

  private static final String SAMPLE = """
      node:    { name: node1, public-address: 127.0.0.1 }
      http:    { host: 127.0.0.1, port: 8080 }
      sip:     { host: 127.0.0.1, udp-port: 5060, tcp-port: 5060 }
      media:   { host: 127.0.0.1, rtp-ports: 20000-29999, webrtc-port: 10000 }
      store:   { uri: "embedded:data/store" }           # or mongodb://… / mongodb+srv://…
      trunks:
        - { name: carrier, peer: "127.0.0.1:5080", transport: udp, codecs: [PCMA, PCMU, G722, opus], from-domain: example.org }
      routes:
        - { match: "+4930*", to: { group: service } }    # inbound, by called number
        - { match: "*", direction: outbound, trunk: carrier }
      agents:
        - { name: anna, password: anna-s-secret, groups: [service], number: "+493012345" }   # or password-hash
      policy: { default-profile: service }
      """;

  @TempDir
  Path directory;

  @Test
  void the_minimal_sample_is_taken_as_it_stands() throws Exception {
    Settings settings = load(SAMPLE);
    GatewayConf gateway = settings.gateway();
    assertThat(gateway.trunks()).singleElement().satisfies(trunk -> {
      assertThat(trunk.peer().getPort()).isEqualTo(5080);
      assertThat(trunk.transport()).isEqualTo(GatewayConf.Transport.UDP);
      assertThat(trunk.codecs()).containsExactly("PCMA", "PCMU", "G722", "opus");
    });
    assertThat(gateway.routes()).hasSize(2);
    assertThat(gateway.routes().get(0).group()).contains("service");
    assertThat(gateway.routes().get(1).outbound()).isTrue();
    assertThat(gateway.agents().get(0).number()).contains("+493012345");
    assertThat(gateway.media().lastRtpPort()).isEqualTo(29_999);
    assertThat(gateway.policy().profiles().get("service").mode()).isEqualTo(Mode.OPT_OUT);
    assertThat(gateway.policy().profiles().get("service").retentionDays()).isEqualTo(30);
    assertThat(gateway.demo()).isEmpty();
    assertThat(settings.recorder().storeUri()).isEqualTo("embedded:data/store");
    assertThat(settings.warnings())
        .singleElement()
        .asString()
        .contains("agents[0].password: stands here in plain text");
  }

  @Test
  void nothing_at_all_is_a_configuration() throws Exception {
    Settings settings = load("");
    assertThat(settings.web().port()).isEqualTo(8080);
    assertThat(settings.gateway().policy().profiles().values())
        .extracting(GatewayConf.Profile::mode)
        .contains(Mode.values());
  }

  @Test
  void our_own_files_say_what_the_defaults_say() throws Exception {
    Settings ours = Configuration.load(
        Path.of("..", "conf", "mitschnitt.yaml"), Optional.empty(), false, Map.of());
    Settings defaults = load("");
    assertThat(ours.recorder()).isEqualTo(defaults.recorder());
    assertThat(ours.web()).isEqualTo(defaults.web());
    assertThat(ours.gateway().sip()).isEqualTo(defaults.gateway().sip());
    assertThat(ours.gateway().media()).isEqualTo(defaults.gateway().media());
    assertThat(ours.gateway().policy()).isEqualTo(defaults.gateway().policy());
  }

  @Test
  void a_demo_brings_carrier_agents_and_people() throws Exception {
    Settings settings =
        load("demo: { sip-port: 6080 }\nsip: { host: 127.0.0.2 }\n", true, Map.of());
    assertThat(settings.gateway().demo().orElseThrow().listen()).hasToString("/127.0.0.2:6080");
    assertThat(settings.gateway().trunks().get(0).peer()).hasToString("/127.0.0.2:6080");
    assertThat(settings.web().demo().orElseThrow().users())
        .extracting(user -> user.name() + "/" + user.password() + " " + user.roles())
        .contains(
            "anna/anna [agent]",
            "ben/ben [agent]",
            "reviewer/reviewer [reviewer]",
            "admin/admin [admin]");
    assertThat(settings.gateway().policy().profiles())
        .containsKeys(settings.gateway().routes().stream()
            .flatMap(route -> route.profile().stream())
            .toArray(String[]::new));
  }

  @Test
  void what_the_own_file_says_wins_over_the_demo_and_its_secrets_are_not_shown() throws Exception {
    Settings settings = load(SAMPLE, true, Map.of("MITSCHNITT_DEMO_SIP_PORT", "5081"));
    assertThat(settings.gateway().agents())
        .filteredOn(agent -> agent.name().equals("anna"))
        .singleElement()
        .satisfies(anna -> assertThat(anna.password()).contains("anna-s-secret"));
    assertThat(settings.web().demo().orElseThrow().users())
        .extracting(WebConf.DemoUser::password)
        .contains("ben")
        .doesNotContain("anna-s-secret");
    assertThat(settings.gateway().routes())
        .filteredOn(route -> route.match().equals("*"))
        .singleElement()
        .satisfies(route -> assertThat(route.trunk()).contains("carrier"));
  }

  @Test
  void without_a_demo_nobody_of_it_exists() throws Exception {
    Settings settings = load("");
    assertThat(settings.gateway().agents()).isEmpty();
    assertThat(settings.web().demo()).isEmpty();
  }

  @Test
  void data_moves_what_lies_under_data_and_nothing_else() throws Exception {
    Path file = write("mitschnitt.yaml", "recorder: { key-file: /etc/kek }\n");
    Settings settings = Configuration.load(file, Optional.of(Path.of("/tmp/x")), false, Map.of());
    assertThat(settings.recorder().data()).hasToString("/tmp/x");
    assertThat(settings.recorder().storeUri()).isEqualTo("embedded:/tmp/x/store");
    assertThat(settings.recorder().keyFile()).hasToString("/etc/kek");
  }

  @Test
  void trunks_and_agents_may_stand_beside() throws Exception {
    write(
        "trunks.yaml",
        "trunks: [ { name: b, peer: \"192.0.2.1:5060\" } ]\nroutes: [ { match: \"*\", trunk: b } ]\n");
    write("agents.yaml", "agents: [ { name: eva, groups: [sales] } ]\n");
    write("policies.yaml", "profiles: { service: { mode: off } }\n");
    Settings settings = load("routes: [ { match: \"+49*\", to: { group: sales } } ]\n");
    assertThat(settings.gateway().trunks())
        .extracting(GatewayConf.Trunk::name)
        .containsExactly("b");
    assertThat(settings.gateway().agents())
        .extracting(GatewayConf.Agent::name)
        .containsExactly("eva");
    assertThat(settings.gateway().policy().profiles().get("service").mode()).isEqualTo(Mode.OFF);
  }

  @Test
  void the_environment_wins_and_finds_lists_and_dashes() throws Exception {
    Path secret = write("secret", "from-a-file\n");
    Settings settings = load(
        SAMPLE,
        false,
        Map.of(
            "MITSCHNITT_HTTP_PORT", "9090",
            "MITSCHNITT_MEDIA_RTP_PORTS", "30000-30099",
            "MITSCHNITT_NODE_PUBLIC_ADDRESS", "192.0.2.7",
            "MITSCHNITT_TRUNKS_0_PEER", "127.0.0.1:7777",
            "MITSCHNITT_TRUNKS_0_CODECS", "PCMU,PCMA",
            "MITSCHNITT_AGENTS_0_PASSWORD_FILE", secret.toString(),
            "MITSCHNITT_PROFILES_SERVICE_RETENTION_DAYS", "7",
            "MITSCHNITT_HEAP", "1g",
            "HOME", "/root"));
    assertThat(settings.web().port()).isEqualTo(9090);
    assertThat(settings.gateway().media().firstRtpPort()).isEqualTo(30_000);
    assertThat(settings.gateway().publicAddress()).isEqualTo("192.0.2.7");
    assertThat(settings.gateway().trunks().get(0).peer().getPort()).isEqualTo(7777);
    assertThat(settings.gateway().trunks().get(0).codecs()).containsExactly("PCMU", "PCMA");
    assertThat(settings.gateway().agents().get(0).password()).contains("from-a-file");
    assertThat(settings.gateway().policy().profiles().get("service").retentionDays())
        .isEqualTo(7);
  }

  @Test
  void a_wrong_variable_is_named_as_such() {
    assertThat(refusal("", Map.of("MITSCHNITT_HTTP_PORT", "many", "MITSCHNITT_HTTP_PROT", "1")))
        .containsExactly(
            "environment variable MITSCHNITT_HTTP_PROT: no setting has this name",
            "environment variable MITSCHNITT_HTTP_PORT: is \"many\"; allowed: a whole number from 0 to 65535");
  }

  @Test
  void a_mistake_beside_is_named_where_it_stands() throws Exception {
    write(
        "trunks.yaml",
        "trunks: [ { name: carrier, peer: \"192.0.2.1:5060\", transport: sctp } ]\n");
    assertThat(refusal(SAMPLE, Map.of()))
        .containsExactly(
            directory.resolve("trunks.yaml")
                + ": trunks[0].transport: is \"sctp\"; allowed: udp, tcp or tls",
            directory.resolve("trunks.yaml")
                + ": trunks[0].name: is \"carrier\", which another of the trunks is called too;"
                + " allowed: each name once");
  }

  @Test
  void a_trunk_says_how_it_is_trusted_and_logged_in_to() throws Exception {
    Path cert = write("cert.pem", certificate());
    Path key = write("key.pem", "-----BEGIN PRIVATE KEY-----\n");
    Path secret = write("secret", "s3cret\n");
    Settings settings = load("""
        sip: { tls-port: 6061, tls: { cert: %1$s, key: %2$s }, max-calls: 50 }
        trunks:
          - { name: a, peer: "192.0.2.1:5061", peers: [ "192.0.2.2:5061" ], transport: tls, tls: { ca: %1$s, name: sip.example.net },
              register: { user: "4930", password-file: %3$s, realm: r, expires: 5m } }
          - { name: b, peer: "192.0.2.3:5060", register: { user: u, password: p }, keep-alive: off }
          - { name: c, peer: "192.0.2.4:5060" }
          - { name: d, peer: "192.0.2.5:5060", keep-alive: 10s }
        """.formatted(cert, key, secret));
    GatewayConf.Sip sip = settings.gateway().sip();
    assertThat(sip.maxCalls()).isEqualTo(50);
    assertThat(sip.secure().orElseThrow().port()).isEqualTo(6061);
    assertThat(sip.secure().orElseThrow().tls().cert()).contains(cert);
    GatewayConf.Trunk a = settings.gateway().trunks().get(0);
    assertThat(a.transport()).isEqualTo(GatewayConf.Transport.TLS);
    assertThat(a.peers()).hasToString("[/192.0.2.1:5061, /192.0.2.2:5061]");
    assertThat(a.tls().ca()).contains(cert);
    assertThat(a.tls().name()).contains("sip.example.net");
    assertThat(a.register())
        .contains(new GatewayConf.Register(
            "4930", "s3cret", Optional.of("r"), java.time.Duration.ofMinutes(5)));
    assertThat(settings.gateway().trunks())
        .extracting(trunk -> trunk.keepAlive().toSeconds())
        .containsExactly(30L, 0L, 0L, 10L);
    assertThat(settings.warnings())
        .singleElement()
        .asString()
        .contains("trunks[1].register.password: stands here in plain text");
  }

  private static String certificate() throws Exception {
    var generator = java.security.KeyPairGenerator.getInstance("EC");
    var keys = generator.generateKeyPair();
    var name = new org.bouncycastle.asn1.x500.X500Name("CN=test");
    var now = java.time.Instant.now();
    var built = new org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder(
            name,
            java.math.BigInteger.ONE,
            java.util.Date.from(now),
            java.util.Date.from(now.plusSeconds(60)),
            name,
            keys.getPublic())
        .build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
            .build(keys.getPrivate()));
    return "-----BEGIN CERTIFICATE-----\n"
        + java.util.Base64.getMimeEncoder().encodeToString(built.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThat(refusal(
            "http: { prot: 1 }\nsip: { udp-port: x }\npolicy: { default-profile: none }\n",
            Map.of()))
        .hasSize(3);
  }

  @Test
  void a_missing_file_is_named() {
    Path missing = directory.resolve("missing.yaml");
    ConfRefused refused = catchThrowableOfType(
        ConfRefused.class, () -> Configuration.load(missing, Optional.empty(), false, Map.of()));
    assertThat(refused.problems())
        .extracting(ConfProblem::toString)
        .containsExactly(missing + ": there is no such file");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        bad("http: { prot: 8080 }", "http.prot: unknown key `prot`; did you mean `port`?"),
        bad("htpp: { port: 8080 }", "htpp: unknown key `htpp`; did you mean `http`?"),
        bad(
            "http: { whatever: 1 }",
            "http.whatever: unknown key `whatever`; allowed: host, origins, port, tls"),
        bad(
            "http: { port: 80800 }",
            "http.port: is 80800; allowed: a whole number from 0 to 65535"),
        bad(
            "http: { port: \"8080\" }",
            "http.port: is \"8080\"; allowed: a whole number from 0 to 65535"),
        bad("http: 8080", "http: is 8080; allowed: a map"),
        bad(
            "http: { host: localhost }",
            "http.host: is \"localhost\"; allowed: an IP address, such as 127.0.0.1"),
        bad(
            "store: { uri: \"mysql://root:geheim@db\" }",
            "store.uri: is ***; allowed: embedded:<directory>, mongodb://… or mongodb+srv://…"),
        bad(
            "recorder: { fsync-every: 200 }",
            "recorder.fsync-every: is 200; allowed: a time with its unit, such as 200ms, 5s or 2m"),
        bad("recorder: { fsync-every: 5s }", "recorder.fsync-every: is 5s; allowed: 10ms to 1s"),
        bad(
            "media: { rtp-ports: 20001-29999 }",
            "media.rtp-ports: is \"20001-29999\"; allowed: an even port, a dash, a higher odd port, such as 20000-29999, up to 65535"),
        bad(
            "media: { rtp-ports: 29998-20001 }",
            "media.rtp-ports: is \"29998-20001\"; allowed: an even port, a dash, a higher odd port, such as 20000-29999, up to 65535"),
        bad(
            "media: { rtp-ports: many }",
            "media.rtp-ports: is \"many\"; allowed: first and last port, such as 20000-29999"),
        bad(
            "media: { webrtc-port: 20010 }",
            "media.rtp-ports: is 20000-29999 (udp), which media.webrtc-port takes already (20010); allowed: ports of its own"),
        bad(
            "http: { port: 5060 }",
            "sip.tcp-port: is 5060 (tcp), which http.port takes already (5060); allowed: ports of its own"),
        bad(
            "trunks: [ { name: a } ]",
            "trunks[0].peer: is missing; allowed: address and port, such as 192.0.2.10:5060"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:99999\" } ]",
            "trunks[0].peer: is \"1.2.3.4:99999\"; allowed: a port from 1 to 65535"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", codecs: [PCMA, G729] } ]",
            "trunks[0].codecs[1]: is \"G729\"; allowed: PCMA, PCMU, G722 or opus"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", peers: [ \"1.2.3.5:0\" ] } ]",
            "trunks[0].peers[0]: is \"1.2.3.5:0\"; allowed: a port from 1 to 65535"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", transport: tls } ]",
            "trunks[0].transport: is tls, yet nothing listens for it; allowed: tls together with sip.tls"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", tls: { ca: nothing.pem } } ]",
            "trunks[0].tls: stands at a trunk whose transport is not tls; allowed: transport: tls, or no tls here",
            "trunks[0].tls.ca: is nothing.pem, which cannot be read or holds no certificate; allowed: a PEM file"),
        bad(
            "sip: { tls-port: 5061 }",
            "sip.tls-port: is set without a certificate; allowed: together with tls: { cert, key }"),
        bad(
            "sip: { tls: { cert: nothing.pem, key: nothing.key } }",
            "sip.tls.cert: is nothing.pem, which cannot be read or holds no certificate; allowed: a PEM file",
            "sip.tls.key: is nothing.key, which cannot be read or holds no private key; allowed: a PEM file"),
        bad("sip: { max-calls: 0 }", "sip.max-calls: is 0; allowed: a whole number from 1 to 2000"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", register: { user: u } } ]",
            "trunks[0].register: has both password and password-file, or neither; allowed: one of them"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", register: { user: u, password: 1 } } ]",
            "trunks[0].register.password: is ***; allowed: a text, in quotes where it could be a number"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", register: { user: u, password: p, expires: 5s } } ]",
            "trunks[0].register.expires: is 5s; allowed: 60s to 24h"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", register: { user: u, password-file: nothing } } ]",
            "trunks[0].register.password-file: is nothing, which cannot be read or is empty; allowed: a file with the password"),
        bad(
            "trunks: [ { name: a, peer: \"1.2.3.4:5060\", keep-alive: never } ]",
            "trunks[0].keep-alive: is \"never\"; allowed: a time with its unit, such as 30s, or off"),
        bad("trunks: { name: a }", "trunks: is a map; allowed: a list of trunks"),
        bad(
            "routes: [ { match: \"*\", direction: outbound, trunk: carrier } ]",
            "routes[0].trunk: is \"carrier\", which is defined nowhere; allowed: nothing, because none is defined"),
        bad(
            "routes: [ { match: \"*\" } ]",
            "routes[0]: leads nowhere; allowed: to: { group: NAME } for calls that come in, trunk: NAME for calls that go out"),
        bad(
            "agents: [ { name: a, groups: [x] } ]\nroutes: [ { match: \"*\", to: { group: y } } ]",
            "routes[0].to.group: is \"y\", which is defined nowhere; allowed: x"),
        bad(
            "agents: [ { name: a, groups: [x] } ]\nroutes: [ { match: \"*\", to: { group: x }, profile: gold } ]",
            "routes[0].profile: is \"gold\", which is defined nowhere; allowed: announced, ask-first, never, one-party, service, statutory, unasked"),
        bad(
            "agents: [ { name: a, groups: [x] } ]\nroutes: [ { match: \"*\", direction: outbound, to: { group: x } } ]",
            "routes[0].direction: is outbound, yet the route leads to a group; allowed: inbound"),
        bad(
            "agents: [ { name: anna }, { name: anna } ]",
            "agents[1].name: is \"anna\", which another of the agents is called too; allowed: each name once"),
        bad(
            "agents: [ { name: anna, password: 123456 } ]",
            "agents[0].password: is ***; allowed: a text, in quotes where it could be a number"),
        bad(
            "agents: [ { name: anna, password: a, password-hash: \"$argon2id$v=19$m=1,t=1,p=1$YWFh$YWFh\" } ]",
            "agents[0]: has both password and password-hash; allowed: one of them"),
        bad(
            "agents: [ { name: anna, number: 030123 } ]",
            "agents[0].number: is \"030123\"; allowed: an E.164 number, such as \"+493012345\""),
        bad(
            "policy: { default-profile: gold }",
            "policy.default-profile: is \"gold\", which is defined nowhere; allowed: announced, ask-first, never, one-party, service, statutory, unasked"),
        bad(
            "profiles: { x: { mode: sometimes } }",
            "profiles.x.mode: is \"sometimes\"; allowed: forbidden, explicit-consent, opt-out, notice, one-party, statutory or off"),
        bad(
            "profiles: { x: { mode: notice, agree-key: 9 } }",
            "profiles.x.object-key: is 9 like agree-key; allowed: another key"),
        bad(
            "profiles: { x: { mode: notice, retention-days: 0 } }",
            "profiles.x.retention-days: is 0; allowed: a whole number from 1 to 36500"),
        bad("http: { port: 1 }\nhttp: { port: 2 }", "line 2, column 1: found duplicate key http"),
        bad("http: { port: 1", "line 1, column 16: expected ',' or '}', but got <stream end>"),
        bad(
            "http: !!java.net.URL [\"http://localhost\"]",
            "line 1, column 7: Global tag is not allowed: tag:yaml.org,2002:java.net.URL"),
        bad("- a\n- b", "is not a map of keys and values"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void each_mistake_is_named_with_place_value_and_what_is_allowed(
      String yaml, java.util.List<String> wanted) {
    assertThat(refusal(yaml, Map.of()))
        .containsExactlyElementsOf(wanted.stream()
            .map(line -> directory.resolve("mitschnitt.yaml") + ": " + line)
            .toList());
  }

  private static Arguments bad(String yaml, String... wanted) {
    return Arguments.of(yaml, java.util.List.of(wanted));
  }

  private java.util.List<String> refusal(String yaml, Map<String, String> environment) {
    ConfRefused refused =
        catchThrowableOfType(ConfRefused.class, () -> load(yaml, false, environment));
    return refused == null
        ? java.util.List.of()
        : refused.problems().stream().map(ConfProblem::toString).toList();
  }

  private Settings load(String yaml) throws Exception {
    return load(yaml, false, Map.of());
  }

  private Settings load(String yaml, boolean demo, Map<String, String> environment)
      throws Exception {
    return Configuration.load(write("mitschnitt.yaml", yaml), Optional.empty(), demo, environment);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
