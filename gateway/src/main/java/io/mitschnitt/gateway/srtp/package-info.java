/**
 * Protecting and opening SRTP and SRTCP packets, in place. The only door to {@code org.jitsi.srtp} and its
 * {@code org.jitsi.utils}. Knows keys and packets; must not know where either comes from.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.srtp.SrtpLeg}.
 */
@NullMarked
package io.mitschnitt.gateway.srtp;

import org.jspecify.annotations.NullMarked;
