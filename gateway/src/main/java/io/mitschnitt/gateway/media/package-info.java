/**
 * The packet's path, the mixing of what parties hear, and the tap. Pure rooms do the work; sockets and loops live in
 * {@code edge}, {@code edge.ice} and {@code edge.dtls}, which implement {@link io.mitschnitt.gateway.media.MediaPlane}.
 */
@NullMarked
package io.mitschnitt.gateway.media;

import org.jspecify.annotations.NullMarked;
