package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.Keeping;
import io.mitschnitt.recorder.contract.Mode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateway must be told to work. Every value was validated at the door where it came in.
 *
 * @param publicAddress IP literal that is announced in SDP and SIP, where it differs from the bound one (1:1 NAT)
 * @param mediaLoops event loops for media, each with one WebRTC port from {@code webrtcPort} upwards; 0 = cores
 * @param promptDir {@code conf/prompts}
 */
public record GatewayConf(
    String nodeName,
    String publicAddress,
    Sip sip,
    Media media,
    Path promptDir,
    List<Trunk> trunks,
    List<Route> routes,
    List<Agent> agents,
    Policy policy,
    Optional<DemoConf> demo,
    RoutingConf routing) {

  /** With groups and dialling as usual. */
  public GatewayConf(
      String nodeName,
      String publicAddress,
      Sip sip,
      Media media,
      Path promptDir,
      List<Trunk> trunks,
      List<Route> routes,
      List<Agent> agents,
      Policy policy,
      Optional<DemoConf> demo) {
    this(
        nodeName,
        publicAddress,
        sip,
        media,
        promptDir,
        trunks,
        routes,
        agents,
        policy,
        demo,
        RoutingConf.USUAL);
  }

  /**
   * Where SIP listens.
   *
   * @param host IP literal to bind
   * @param udpPort 0 = any free port
   * @param domain the domain of our agents' addresses
   * @param secure where carriers reach us over TLS; empty = no TLS
   * @param maxCalls calls at once; one more is answered with 503
   */
  public record Sip(
      String host,
      int udpPort,
      int tcpPort,
      String domain,
      Optional<SecurePort> secure,
      int maxCalls) {

    public static final int MAX_CALLS = 1_000;

    /** Without TLS, with the usual number of calls. */
    public Sip(String host, int udpPort, int tcpPort, String domain) {
      this(host, udpPort, tcpPort, domain, Optional.empty(), MAX_CALLS);
    }
  }

  /**
   * A TLS port and what is shown on it.
   *
   * @param port 0 = any free port
   * @param tls our certificate and key; {@code ca}: carriers must show a certificate of it
   */
  public record SecurePort(int port, Tls tls) {}

  /**
   * PEM files for one side of a TLS connection.
   *
   * @param ca whom the other side's certificate must come from; empty = at a port no certificate is asked for, towards a
   *     carrier those that the JVM trusts
   * @param cert the certificate that we show, with its chain; present when {@code key} is
   * @param name the name in the other side's certificate, where it is not the host of the peer
   * @param srtp whether the carrier's sound is SRTP, whose keys travel over this connection (RFC 4568); plain sound is
   *     refused then
   */
  public record Tls(
      Optional<Path> ca,
      Optional<Path> cert,
      Optional<Path> key,
      Optional<String> name,
      boolean srtp) {

    public Tls(Optional<Path> ca, Optional<Path> cert, Optional<Path> key, Optional<String> name) {
      this(ca, cert, key, name, false);
    }

    public static final Tls PLAIN =
        new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Where media flows.
   *
   * @param host IP literal to bind
   * @param webrtcPort the first one
   * @param loops 0 = cores
   * @param dscp what our packets are marked with, 0 to 63: RFC 2474
   */
  public record Media(
      String host, int firstRtpPort, int lastRtpPort, int webrtcPort, int loops, int dscp) {

    /** Expedited forwarding, as sound should be marked: RFC 3246, RFC 8837. */
    public static final int EXPEDITED = 46;

    public Media(String host, int firstRtpPort, int lastRtpPort, int webrtcPort, int loops) {
      this(host, firstRtpPort, lastRtpPort, webrtcPort, loops, EXPEDITED);
    }
  }

  /**
   * A SIP carrier.
   *
   * @param peer where its requests come from and ours go to
   * @param transport udp, tcp or tls
   * @param codecs in order of preference: PCMA, PCMU, G722, opus
   * @param others further peers of the same carrier, tried in this order where the ones before fail
   * @param tls what a {@code tls} trunk trusts and shows
   * @param register how we log in there; empty = the carrier knows us by our address
   * @param keepAlive between two OPTIONS to each peer; zero = none are sent
   */
  public record Trunk(
      String name,
      InetSocketAddress peer,
      Transport transport,
      List<String> codecs,
      String fromDomain,
      List<InetSocketAddress> others,
      Tls tls,
      Optional<Register> register,
      Duration keepAlive) {

    /** A carrier at one address that knows us by ours. */
    public Trunk(
        String name,
        InetSocketAddress peer,
        Transport transport,
        List<String> codecs,
        String fromDomain) {
      this(
          name,
          peer,
          transport,
          codecs,
          fromDomain,
          List.of(),
          Tls.PLAIN,
          Optional.empty(),
          Duration.ZERO);
    }

    /** All peers, the first choice first. */
    public List<InetSocketAddress> peers() {
      List<InetSocketAddress> all = new ArrayList<>();
      all.add(peer);
      all.addAll(others);
      return List.copyOf(all);
    }
  }

  /**
   * A login with a carrier; its requests are signed with it when the carrier asks for that.
   *
   * @param user the user part of our address there, and the name in the digest
   * @param realm the only realm that is told what proves the password; empty = whichever the carrier names
   * @param expires how long a registration is asked for
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8760">RFC 8760</a>
   */
  public record Register(String user, String password, Optional<String> realm, Duration expires) {
    @Override
    public String toString() {
      return "Register[***]";
    }
  }

  /** How SIP travels. */
  public enum Transport {
    UDP,
    TCP,
    TLS
  }

  /**
   * Where a call goes.
   *
   * @param match a dialled number, or a prefix of one followed by {@code *}; the longest match wins
   * @param group inbound: the agents to ring
   * @param trunk outbound: the trunk to use
   * @param profile the policy profile for calls of this route; empty = the default profile
   * @param agent inbound: the one agent to ring, where it is no group
   */
  public record Route(
      String match,
      Optional<String> group,
      Optional<String> trunk,
      Optional<String> profile,
      Optional<String> agent) {

    /** To a group or a trunk. */
    public Route(
        String match, Optional<String> group, Optional<String> trunk, Optional<String> profile) {
      this(match, group, trunk, profile, Optional.empty());
    }

    public boolean outbound() {
      return trunk.isPresent();
    }

    public boolean inbound() {
      return group.isPresent() || agent.isPresent();
    }
  }

  /**
   * One who answers calls.
   *
   * @param password for SIP digest; empty where only short-lived credentials are allowed
   * @param number the caller number shown outside
   * @param extension the short number by which other agents call; empty = by the name alone
   */
  public record Agent(
      String name,
      Optional<String> password,
      Set<String> groups,
      Optional<String> number,
      Optional<String> extension) {

    /** Without a short number. */
    public Agent(
        String name, Optional<String> password, Set<String> groups, Optional<String> number) {
      this(name, password, groups, number, Optional.empty());
    }

    @Override
    public String toString() {
      return "Agent[" + name + "]";
    }
  }

  /**
   * The consent rules of this node.
   *
   * @param defaultProfile one of the profiles
   * @param profiles by name
   * @param rules in order: the first that is for a call counts
   * @param law the table of jurisdictions
   * @param zone whose clock the rules' days and hours mean
   * @param version names exactly this set of rules
   */
  public record Policy(
      String defaultProfile,
      Map<String, Profile> profiles,
      List<Rule> rules,
      Law law,
      ZoneId zone,
      String version) {

    public Policy {
      rules = List.copyOf(rules);
    }

    /** Profiles alone, without rules and without a table. */
    public Policy(String defaultProfile, Map<String, Profile> profiles) {
      this(defaultProfile, profiles, List.of(), Law.UNKNOWN, ZoneOffset.UTC, "");
    }
  }

  /**
   * How calls of one kind are asked and kept.
   *
   * @param language BCP 47 tag of the announcement where nothing better is known
   * @param agreeKey the key that agrees, {@code 1}
   * @param objectKey the key that objects, {@code 9}
   * @param askTimeout how long after the announcement a key is awaited before the parties are joined
   * @param ringTimeout how long an agent is rung
   * @param eraseOnWithdrawal whether a withdrawal in mid-call erases what was kept, else it only ends the recording
   * @param followsLaw whether the table of jurisdictions may make it stricter
   * @param keeping by which rules its recordings are kept
   * @param pause whether and how the agent may pause a recording
   */
  public record Profile(
      String name,
      Mode mode,
      String language,
      int retentionDays,
      char agreeKey,
      char objectKey,
      Duration askTimeout,
      Duration ringTimeout,
      boolean eraseOnWithdrawal,
      boolean followsLaw,
      Keeping keeping,
      Pause pause) {

    /** A profile that keeps recordings for some days, with the usual pause. */
    public Profile(
        String name,
        Mode mode,
        String language,
        int retentionDays,
        char agreeKey,
        char objectKey,
        Duration askTimeout,
        Duration ringTimeout,
        boolean eraseOnWithdrawal,
        boolean followsLaw) {
      this(
          name,
          mode,
          language,
          retentionDays,
          agreeKey,
          objectKey,
          askTimeout,
          ringTimeout,
          eraseOnWithdrawal,
          followsLaw,
          Keeping.days(Math.max(1, retentionDays)),
          Pause.USUAL);
    }

    /** A profile that decides alone. */
    public Profile(
        String name,
        Mode mode,
        String language,
        int retentionDays,
        char agreeKey,
        char objectKey,
        Duration askTimeout,
        Duration ringTimeout,
        boolean eraseOnWithdrawal) {
      this(
          name,
          mode,
          language,
          retentionDays,
          agreeKey,
          objectKey,
          askTimeout,
          ringTimeout,
          eraseOnWithdrawal,
          false);
    }
  }

  /**
   * How a running recording may be paused, for card numbers and the like.
   *
   * @param allowed what the profile says; a recording that a law demands is never paused, whatever it says
   * @param key the key that pauses and resumes after a star, {@code 8}
   * @param longest after this it goes on by itself
   */
  public record Pause(boolean allowed, char key, Duration longest) {
    public static final Pause USUAL = new Pause(true, '8', Duration.ofMinutes(2));
  }

  /** The built-in carrier: where it listens, the number that reaches it, the service number it calls. */
  public record DemoConf(
      InetSocketAddress listen, String number, String serviceNumber, String trunk) {}
}
