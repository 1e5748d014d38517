/**
 * Evidence: a Merkle tree over what was done, its proofs, its signed heads, and the checks that an outsider makes with
 * them. Pure: bytes in, bytes and verdicts out, nothing but {@code java.security} behind it, so that the same code
 * writes the log and judges a copy of it far away.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.evidence.LogEntry}, what is noted, then {@link
 * io.mitschnitt.recorder.evidence.Merkle}, how it is bound, then {@link io.mitschnitt.recorder.evidence.Verifier}.
 */
@NullMarked
package io.mitschnitt.recorder.evidence;

import org.jspecify.annotations.NullMarked;
