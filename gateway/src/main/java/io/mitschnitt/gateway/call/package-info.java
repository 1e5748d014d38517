/**
 * The life of a call from the first INVITE to its one {@link io.mitschnitt.recorder.contract.Ending}: an immutable
 * machine that takes inputs and gives orders. Pure: it touches no socket, no timer and no clock; the time comes in as a
 * value. Who carries the orders out is {@code edge.CallRunner}.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.call.Call}, then {@link io.mitschnitt.gateway.call.Talking}.
 */
@NullMarked
package io.mitschnitt.gateway.call;

import org.jspecify.annotations.NullMarked;
