/**
 * DTLS-SRTP: certificates, handshakes on a bounded pool, keys for the leg. The only door to
 * {@code org.bouncycastle.tls}. Knows no socket: datagrams are handed in and out.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.edge.dtls.DtlsSession}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5763">RFC 5763</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc5764">RFC 5764</a>, <a
 *     href="https://www.rfc-editor.org/rfc/rfc6347">RFC 6347</a>
 */
@NullMarked
package io.mitschnitt.gateway.edge.dtls;

import org.jspecify.annotations.NullMarked;
