package io.mitschnitt.recorder.store.embedded;

import org.jspecify.annotations.Nullable;

/** Entries of an index, walked in the order of what follows the given values in their keys: fields, then position. */
interface Posting {

  /** The entry it stands at, without the given values; null at the end. */
  byte @Nullable [] at();

  /** The document that the entry is of. */
  Key position();

  void next();

  /** Goes on to the first entry that is not below {@code rest}. */
  void seek(byte[] rest);
}
