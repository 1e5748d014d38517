/**
 * The built-in carrier of {@code ./start --demo}: a SIP telephone network in one room, on its own UDP port, so that a
 * newcomer and every test can place real calls. It reaches our gateway as a foreign carrier would, over the wire.
 *
 * <p>Knows SIP through {@link io.mitschnitt.gateway.sip.SipDoor}, plain RTP, and what each of its numbers does. Must not
 * know: what the gateway, the gate or the recorder think of a call.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.demo.Habit}, the table of numbers.
 */
@NullMarked
package io.mitschnitt.gateway.demo;

import org.jspecify.annotations.NullMarked;
