/**
 * The door for listeners: search, look, hear; and the access log that is written before the first byte. Knows the book
 * and the store, not who listens beyond name and role.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.library.ReadingRoom}.
 */
@NullMarked
package io.mitschnitt.recorder.library;

import org.jspecify.annotations.NullMarked;
