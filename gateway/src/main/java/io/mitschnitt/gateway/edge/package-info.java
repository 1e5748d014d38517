/**
 * Sockets, threads and timers of the gateway, and the wiring of its rooms. Whatever decides lives elsewhere.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.edge.GatewayFloor}, then {@link
 * io.mitschnitt.gateway.edge.CallRunner}.
 */
@NullMarked
package io.mitschnitt.gateway.edge;

import org.jspecify.annotations.NullMarked;
