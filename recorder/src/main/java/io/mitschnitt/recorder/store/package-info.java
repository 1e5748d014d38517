/**
 * Where recordings and rows lie: MongoDB by its reactive driver, or the embedded server that speaks the same protocol.
 * Only here are {@code com.mongodb} and {@code org.bson} known.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.store.RecordingStore}.
 */
@NullMarked
package io.mitschnitt.recorder.store;

import org.jspecify.annotations.NullMarked;
