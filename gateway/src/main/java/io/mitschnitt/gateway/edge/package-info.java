/**
 * Where calls meet the machine: sockets, event loops, timers, worker threads. Wiring only; what a packet, a description
 * or a call means, the pure rooms know.
 *
 * <p>Start: {@link io.mitschnitt.gateway.edge.GatewayFloor}. Calls: {@link io.mitschnitt.gateway.edge.CallRunner} keeps
 * them, {@link io.mitschnitt.gateway.edge.RunningCall} is one, {@link io.mitschnitt.gateway.edge.CallHands} does what it
 * orders. Media: {@link io.mitschnitt.gateway.edge.MediaHouse} owns the loops, {@link
 * io.mitschnitt.gateway.edge.MediaLoop} is one of them, {@link io.mitschnitt.gateway.edge.MediaCall} one call on it.
 */
@NullMarked
package io.mitschnitt.gateway.edge;

import org.jspecify.annotations.NullMarked;
