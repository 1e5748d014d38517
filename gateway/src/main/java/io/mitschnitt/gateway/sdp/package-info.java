/**
 * Session descriptions: reading what the other side says of its sound, choosing one format, saying what we say. Pure;
 * never trusts a length, a number or an order. Must not know how sound travels.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.sdp.RemoteAudio}; {@link io.mitschnitt.gateway.sdp.OurAudio} writes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8866">RFC 8866</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc3264">RFC 3264</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc8829">RFC 8829</a>
 */
@NullMarked
package io.mitschnitt.gateway.sdp;

import org.jspecify.annotations.NullMarked;
