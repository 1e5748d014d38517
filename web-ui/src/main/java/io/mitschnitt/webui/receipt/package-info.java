/**
 * The caller's receipt: who has its code, and no account, sees that a recording exists, is what it was, and what was
 * agreed; and may ask for its erasure. Off unless a profile has it.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.receipt.Receipts}.
 */
@NullMarked
package io.mitschnitt.webui.receipt;

import org.jspecify.annotations.NullMarked;
