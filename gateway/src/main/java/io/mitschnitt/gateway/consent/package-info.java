/**
 * The gate between a call's sound and the recorder: what the outside party was told and said, and what may therefore be
 * kept. Pure. It knows nothing of phones, clocks or tapes; keys come in already as what they mean.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.consent.ConsentGate}.
 */
@NullMarked
package io.mitschnitt.gateway.consent;

import org.jspecify.annotations.NullMarked;
