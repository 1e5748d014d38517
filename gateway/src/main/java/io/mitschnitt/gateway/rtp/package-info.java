/**
 * What lies in an RTP packet and what a stream of them means: headers, order, loss, keys, reports. Pure: bytes and
 * numbers come in, bytes and numbers go out; a moment is a value. Knows no socket, no cipher, no call.
 *
 * <p>Code that runs for each packet is mutable, belongs to one event loop and allocates nothing.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.rtp.RtpPacket}, then {@link io.mitschnitt.gateway.rtp.RtpOut}.
 */
@NullMarked
package io.mitschnitt.gateway.rtp;

import org.jspecify.annotations.NullMarked;
