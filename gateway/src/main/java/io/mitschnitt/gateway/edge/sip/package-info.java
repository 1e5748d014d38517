/**
 * The SIP stack on Vert.x: JAIN-SIP without a thread of its own. Sockets, timers and every callback run on one context.
 *
 * <p>Knows the wire: sockets, transactions, dialogs, registrations. Must not know what a call means: who is rung, asked
 * or recorded is decided behind {@link io.mitschnitt.gateway.sip.SipDoor}. The only package that imports {@code
 * javax.sip} and {@code gov.nist}; none of their types leaves it.
 *
 * <p>The way in: socket → {@link io.mitschnitt.gateway.edge.sip.SipChannel} (source, front filter, parser, sanity) →
 * the stack's transactions and dialogs → {@code SipCalls} → a {@code Leg} or the {@code Registrar}. Start reading at
 * {@link io.mitschnitt.gateway.edge.sip.SipEdge}.
 */
@NullMarked
package io.mitschnitt.gateway.edge.sip;

import org.jspecify.annotations.NullMarked;
