/**
 * Interactive connectivity establishment, the lite side of it, without sockets: messages in, messages out. The only door
 * to {@code org.ice4j}, of which the STUN codec alone is used: no agent, no harvester, no thread.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.edge.ice.IceLite}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8445#section-2.5">RFC 8445, section 2.5</a>
 */
@NullMarked
package io.mitschnitt.gateway.edge.ice;

import org.jspecify.annotations.NullMarked;
