package io.mitschnitt.webui.conf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the top floor must be told to work.
 *
 * @param host IP literal to listen on
 * @param port TCP; 0 = any free one
 * @param origins further web origins from which browsers may come, such as {@code https://calls.example.org}
 * @param agents how agents log in to the page
 * @param demo present in a demo
 * @param receiptProfiles whose callers may have a receipt
 */
public record WebConf(
    String nodeName,
    String host,
    int port,
    Optional<Tls> tls,
    Set<String> origins,
    List<AgentLogin> agents,
    Optional<Demo> demo,
    Set<String> receiptProfiles) {

  /** A node without receipts. */
  public WebConf(
      String nodeName,
      String host,
      int port,
      Optional<Tls> tls,
      Set<String> origins,
      List<AgentLogin> agents,
      Optional<Demo> demo) {
    this(nodeName, host, port, tls, origins, agents, demo, Set.of());
  }

  /** The address that a person on this machine types. */
  public String url(int boundPort) {
    boolean here = host.startsWith("127.")
        || host.equals("0.0.0.0")
        || host.equals("::")
        || host.equals("::1");
    String name = here ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return (tls.isPresent() ? "https://" : "http://") + name + ":" + boundPort;
  }

  /** Certificate chain and private key as PEM files. */
  public record Tls(Path certificate, Path key) {}

  /** An agent's login: a password in plain, the hash of one, or neither. */
  public record AgentLogin(String name, Optional<String> password, Optional<String> hash) {
    @Override
    public String toString() {
      return "AgentLogin[" + name + "]";
    }
  }

  /**
   * A demo: its people, whose passwords are no secret, and the number that reaches the built-in carrier.
   *
   * @param users people and the demo's own agents
   */
  public record Demo(String number, String serviceNumber, List<DemoUser> users) {}

  /** One of the demo's people; {@code roles} as the API spells them. */
  public record DemoUser(String name, String password, List<String> roles) {}
}
