package io.mitschnitt.gateway.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A carrier as it stands.
 *
 * @param transport udp, tcp or tls
 * @param registered whether its registrar has us on its books; empty where we do not register
 * @param peers in the order in which they are tried while all are up
 */
public record TrunkState(
    String name, String transport, Optional<Boolean> registered, List<Peer> peers) {

  /** Whether calls can be expected to go out: some peer is not down, and where we must register, we are. */
  public boolean usable() {
    return registered.orElse(true) && peers.stream().anyMatch(peer -> peer.state() != Reach.DOWN);
  }

  /**
   * One address of the carrier.
   *
   * @param address host and port
   * @param since when it became so
   */
  public record Peer(String address, Reach state, Instant since) {}

  /** Whether an address answers. */
  public enum Reach {
    /** It was not asked, or has not answered yet. */
    UNKNOWN,
    UP,
    DOWN
  }
}
