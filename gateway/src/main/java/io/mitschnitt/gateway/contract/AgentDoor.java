package io.mitschnitt.gateway.contract;

import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Optional;

/**
 * Where agents' softphones come in: SIP over WebSocket.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7118">RFC 7118</a>
 */
public interface AgentDoor {

  /**
   * Takes over an accepted WebSocket whose subprotocol is {@code sip}. The socket may come from any event loop.
   *
   * @param agent the agent whose web session opened it, or empty: then REGISTER must prove who it is by digest
   */
  void accept(ServerWebSocket socket, Optional<String> agent);

  /** Short-lived SIP credentials for a logged-in agent. Empty where nobody of that name is an agent. */
  Optional<Credentials> credentials(String agent);

  /** Whether somebody of that login name is an agent. */
  boolean isAgent(String name);

  /**
   * What a softphone registers with.
   *
   * @param uri the SIP address of record, such as {@code sip:anna@example.org}
   * @param username for the digest
   * @param password random, valid until {@code expires}
   */
  record Credentials(String uri, String username, String password, Instant expires) {
    @Override
    public String toString() {
      return "Credentials[***]";
    }
  }
}
