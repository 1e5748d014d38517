/**
 * Where the recorder meets time and threads: it is put together, started, swept and stopped here. No rules of the domain.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.edge.RecorderFloor}.
 */
@NullMarked
package io.mitschnitt.recorder.edge;

import org.jspecify.annotations.NullMarked;
