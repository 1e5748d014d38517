package io.mitschnitt.gateway.edge.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.mitschnitt.gateway.contract.AgentDoor;
import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.gateway.contract.GatewayConf.Agent;
import io.mitschnitt.gateway.sip.Digest;
import io.mitschnitt.gateway.sip.GuessBrake;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Who of the agents can be rung, and on which connections; and the proof that a softphone is whose it says.
 *
 * <p>Whoever is not known is answered exactly as somebody known with a wrong password, and takes as long.
 */
final class Registrar implements AgentDoor {

  private static final int LONGEST = 600;
  private static final int FAILURES = 5;
  private static final int PASSWORDS = 16;

  /** One phone of an agent: the Contact it registered, with the flow's host in it. */
  record Binding(SipURI contact, String flowHost, Instant until) {}

  private record Password(String text, Instant until) {}

  private final SipTransport sip;
  private final Wire wire;
  private final InstantSource clock;
  private volatile Map<String, Agent> agents;
  private final Map<String, Map<String, Binding>> bound =
      new ConcurrentHashMap<>(); // by agent, then by phone; copied on write
  private final Map<String, List<Password>> passwords = new HashMap<>();
  private final GuessBrake brake = new GuessBrake();
  private final String nobody = Tokens.secret();

  Registrar(SipTransport sip, Wire wire, GatewayConf conf, InstantSource clock) {
    this.sip = sip;
    this.wire = wire;
    this.clock = clock;
    this.agents = named(conf.agents());
  }

  private static Map<String, Agent> named(List<Agent> agents) {
    return agents.stream().collect(Collectors.toUnmodifiableMap(Agent::name, Function.identity()));
  }

  /** From now on these are the agents. Who is none of them any more is rung no more, cannot register and cannot dial. */
  void follow(List<Agent> next) {
    agents = named(next);
    bound.keySet().removeIf(name -> !isAgent(name));
    synchronized (passwords) {
      passwords.keySet().removeIf(name -> !isAgent(name));
    }
  }

  /** Whether what comes on {@code flow} comes from an agent: one that registered there and that still is one. */
  boolean isAgent(WebChannel flow) {
    return flow.agent() != null && isAgent(flow.agent());
  }

  /** The number that an agent shows outside. */
  Optional<String> number(String agent) {
    return Optional.ofNullable(agents.get(agent)).flatMap(Agent::number);
  }

  // ---- the door for the floor above; it may be called from any thread

  @Override
  public void accept(ServerWebSocket socket, Optional<String> agent) {
    sip.accept(socket, agent.filter(this::isAgent));
  }

  @Override
  public boolean isAgent(String name) {
    return agents.containsKey(name);
  }

  @Override
  public Optional<Credentials> credentials(String agent) {
    if (!isAgent(agent)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Password made = new Password(Tokens.secret(), now.plus(sip.times.credentials()));
    synchronized (passwords) { // asked for from HTTP's loops, once per login
      List<Password> all = passwords.computeIfAbsent(agent, a -> new ArrayList<>());
      all.removeIf(p -> p.until().isBefore(now));
      if (all.size() >= PASSWORDS) {
        all.remove(0);
      }
      all.add(made);
    }
    return Optional.of(
        new Credentials("sip:" + agent + "@" + wire.domain, agent, made.text(), made.until()));
  }

  // ---- who can be rung

  int agentsRegistered() {
    return (int)
        bound.keySet().stream().filter(agent -> !bindings(agent).isEmpty()).count();
  }

  /** The phones of an agent that are reachable now. */
  Collection<Binding> bindings(String agent) {
    Instant now = clock.instant();
    return bound.getOrDefault(agent, Map.of()).values().stream()
        .filter(b -> now.isBefore(b.until()) && sip.flow(b.flowHost()).isPresent())
        .toList();
  }

  /** A connection closed: its phone cannot be rung. It stays known for a while, so that it may come back. */
  void lost(WebChannel flow) {
    String agent = flow.agent();
    if (agent != null) {
      sip.vertx.setTimer(2 * sip.times.grace().toMillis(), t -> forget(agent, flow.flowHost));
    }
  }

  private void forget(String agent, String flowHost) {
    Map<String, Binding> phones = phones(agent);
    phones.values().removeIf(b -> b.flowHost().equals(flowHost));
    keep(agent, phones);
  }

  private Map<String, Binding> phones(String agent) {
    return new LinkedHashMap<>(bound.getOrDefault(agent, Map.of()));
  }

  private void keep(String agent, Map<String, Binding> phones) {
    if (phones.isEmpty()) {
      bound.remove(agent);
    } else {
      bound.put(agent, phones);
    }
  }

  // ---- REGISTER (RFC 3261, section 10)

  void register(ServerTransaction tx, SIPRequest request, WebChannel flow) throws Exception {
    String agent = Invitation.user(request.getTo().getAddress().getURI());
    boolean trusted = flow.trusted().isPresent();
    if (trusted && !flow.trusted().get().equals(agent)
        || flow.agent() != null && !agent.equals(flow.agent())
        || trusted && !isAgent(agent)) { // an agent no more, whose session is about to end
      wire.reply(tx, request, 403);
    } else if (trusted || proved(tx, request, flow, agent)) {
      flow.registered(agent);
      bind(tx, request, flow, agent);
    }
  }

  private void bind(ServerTransaction tx, SIPRequest request, WebChannel flow, String agent)
      throws Exception {
    ContactHeader contact = (ContactHeader) request.getHeader(ContactHeader.NAME);
    if (contact == null) {
      wire.reply(tx, request, 200);
      return;
    }
    int seconds = expires(request, contact);
    if (contact.isWildCard()) {
      bound.remove(agent);
      wire.reply(tx, request, seconds == 0 ? 200 : 400);
    } else if (contact.getAddress().getURI() instanceof SipURI uri) {
      bind(agent, flow, instance(contact).orElse(flow.flowHost), (SipURI) uri.clone(), seconds);
      ContactHeader kept = (ContactHeader) contact.clone();
      kept.setExpires(seconds);
      wire.reply(tx, request, 200, seconds == 0 ? new Header[0] : new Header[] {kept});
    } else {
      wire.reply(tx, request, 400);
    }
  }

  private void bind(String agent, WebChannel flow, String phone, SipURI contact, int seconds) {
    Map<String, Binding> phones = phones(agent);
    Binding before = phones.remove(phone);
    if (before != null) {
      sip.adopt(before.flowHost(), flow);
    }
    if (seconds > 0) {
      phones.put(phone, new Binding(contact, flow.flowHost, clock.instant().plusSeconds(seconds)));
    }
    keep(agent, phones);
  }

  private static int expires(SIPRequest request, ContactHeader contact) {
    int own = contact.isWildCard() ? -1 : contact.getExpires();
    int asked = own >= 0
        ? own
        : request.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader header
            ? header.getExpires()
            : LONGEST;
    return Math.min(asked, LONGEST);
  }

  /** RFC 5626: the same phone, whatever connection it comes on. */
  private static Optional<String> instance(ContactHeader contact) {
    return Optional.ofNullable(contact.getParameter("+sip.instance"))
        .filter(i -> i.length() <= 128);
  }

  // ---- proof

  private boolean proved(ServerTransaction tx, SIPRequest request, WebChannel flow, String agent)
      throws Exception {
    Digest.Claim claim = claim((AuthorizationHeader) request.getHeader(AuthorizationHeader.NAME));
    if (claim == null) {
      challenge(tx, request, flow, false);
      return false;
    }
    Instant now = clock.instant();
    String address = flow.getPeerAddress();
    boolean fresh = flow.redeem(claim.nonce(), now);
    boolean free = brake.free(address, agent, now);
    boolean right = rightPassword(claim, request.getMethod(), agent, now)
        && claim.username().equals(agent)
        && claim.realm().equals(wire.domain);
    if (free && right && fresh) {
      flow.failures = 0;
      brake.passed(address, agent);
      return true;
    }
    boolean stale = free && right;
    if (!stale) {
      brake.failed(address, agent, now);
    }
    if (!stale && ++flow.failures > FAILURES) {
      flow.close();
    } else if (!stale && flow.failures == FAILURES) {
      sip.vertx.setTimer(1_000, t -> later(tx, request, flow));
    } else {
      challenge(tx, request, flow, stale);
    }
    return false;
  }

  private void later(ServerTransaction tx, SIPRequest request, WebChannel flow) {
    try {
      challenge(tx, request, flow, false);
    } catch (Exception e) {
      flow.close();
    }
  }

  /** Every password is tried, also for nobody: the time says nothing. */
  private boolean rightPassword(Digest.Claim claim, String method, String agent, Instant now) {
    List<String> candidates = new ArrayList<>();
    candidates.add(
        Optional.ofNullable(agents.get(agent)).flatMap(Agent::password).orElse(nobody));
    synchronized (passwords) {
      passwords.getOrDefault(agent, List.of()).stream()
          .filter(p -> now.isBefore(p.until()))
          .forEach(p -> candidates.add(p.text()));
    }
    boolean right = false;
    for (String candidate : candidates) {
      right |= Digest.proves(claim, method, candidate);
    }
    return right;
  }

  private static Digest.@Nullable Claim claim(@Nullable AuthorizationHeader a) {
    if (a == null
        || !"Digest".equalsIgnoreCase(a.getScheme())
        || a.getUsername() == null
        || a.getRealm() == null
        || a.getURI() == null
        || a.getNonce() == null
        || a.getResponse() == null) {
      return null;
    }
    String nc = a.getNonceCount() < 0 ? null : String.format("%08x", a.getNonceCount());
    return new Digest.Claim(
        a.getAlgorithm(),
        a.getUsername(),
        a.getRealm(),
        a.getURI().toString(),
        a.getNonce(),
        nc,
        a.getCNonce(),
        a.getQop(),
        a.getResponse());
  }

  /** MD5 comes first: the browsers' SIP libraries look at the first challenge only, and know nothing else. */
  private void challenge(ServerTransaction tx, SIPRequest request, WebChannel flow, boolean stale)
      throws Exception {
    Response response = wire.response(request, Response.UNAUTHORIZED, Tokens.tag());
    Instant until = clock.instant().plus(sip.times.nonce());
    for (String algorithm : List.of("MD5", "SHA-256")) {
      WWWAuthenticateHeader header = wire.headers.createWWWAuthenticateHeader("Digest");
      header.setRealm(wire.domain);
      header.setNonce(flow.challenge(until));
      header.setAlgorithm(algorithm);
      header.setQop("auth");
      if (stale) {
        header.setStale(true);
      }
      response.addHeader(header);
    }
    tx.sendResponse(response);
  }
}
