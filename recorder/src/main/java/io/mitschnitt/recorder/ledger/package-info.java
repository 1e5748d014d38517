/**
 * The book: one entry for every answered call and all that is kept of it. The rules are pure; where the entries lie is
 * the store's business, which this room knows only as {@link io.mitschnitt.recorder.ledger.Entries}.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.ledger.Entry}, then {@link
 * io.mitschnitt.recorder.ledger.Reconciler}.
 */
@NullMarked
package io.mitschnitt.recorder.ledger;

import org.jspecify.annotations.NullMarked;
