package io.mitschnitt.webui.conf;

import io.mitschnitt.gateway.contract.GatewayConf.Register;
import io.mitschnitt.gateway.contract.GatewayConf.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts of a trunk: how it is reached, trusted and logged in to, and the files that are named for that. */
final class TrunkConf {

  static final Duration EXPIRES = Duration.ofMinutes(10);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private TrunkConf() {}

  static InetSocketAddress address(String peer) {
    int colon = peer.lastIndexOf(':');
    return new InetSocketAddress(
        peer.substring(0, colon).replaceAll("[\\[\\]]", ""),
        Integer.parseInt(peer.substring(colon + 1)));
  }

  static Tls tls(Section tls) {
    return new Tls(
        tls.text("ca").map(Path::of),
        tls.text("cert").map(Path::of),
        tls.text("key").map(Path::of),
        tls.text("name"),
        tls.yes("srtp", false));
  }

  static Optional<Register> register(Section trunk) {
    if (!trunk.map().containsKey("register")) {
      return Optional.empty();
    }
    Section register = trunk.section("register");
    String password =
        register.text("password-file").map(TrunkConf::secret).orElse(register.text("password", ""));
    return Optional.of(new Register(
        register.text("user", ""),
        password,
        register.text("realm"),
        register.duration("expires", EXPIRES)));
  }

  /** A carrier with one address that knows us by ours is not asked: there is no other to turn to. */
  static Duration keepAlive(Section trunk) {
    boolean asks = !trunk.texts("peers").isEmpty() || trunk.map().containsKey("register");
    return trunk.text("keep-alive", "").equals("off")
        ? Duration.ZERO
        : trunk.duration("keep-alive", asks ? KEEP_ALIVE : Duration.ZERO);
  }

  /** What is wrong with the files that {@code sip.tls} and the trunks name, by path. Reads them. */
  static Map<String, String> files(Section root) {
    Map<String, String> problems = new LinkedHashMap<>();
    certificates(root.section("sip").section("tls"), problems);
    for (Section trunk : root.list("trunks")) {
      certificates(trunk.section("tls"), problems);
      Section register = trunk.section("register");
      register
          .text("password-file")
          .filter(file -> secret(file).isEmpty())
          .ifPresent(file -> problems.put(
              register.at("password-file"),
              "is " + file
                  + ", which cannot be read or is empty; allowed: a file with the password"));
    }
    return problems;
  }

  private static void certificates(Section tls, Map<String, String> problems) {
    for (String key : List.of("ca", "cert")) {
      tls.text(key)
          .filter(file -> !holdsCertificates(Path.of(file)))
          .ifPresent(file -> problems.put(
              tls.at(key),
              "is " + file
                  + ", which cannot be read or holds no certificate; allowed: a PEM file"));
    }
    tls.text("key")
        .filter(file -> !text(file).contains("PRIVATE KEY-----"))
        .ifPresent(file -> problems.put(
            tls.at("key"),
            "is " + file + ", which cannot be read or holds no private key; allowed: a PEM file"));
  }

  private static boolean holdsCertificates(Path file) {
    try (var in = Files.newInputStream(file)) {
      return !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static String secret(String file) {
    return text(file).strip();
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
