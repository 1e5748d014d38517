/**
 * Where the recorder meets time, threads and files: it is put together, started, swept and stopped here; media loops
 * write to its tapes, one thread writes journals, workers encode, and what a crash cut off is finished. No rules of the
 * domain.
 *
 * <p>Threads: a tape's writing half belongs to its call's media loop. Journal files belong to the thread {@code
 * mitschnitt-journal}. Everything that orders the steps of a recording's life runs on one Vert.x context, the
 * capture's own; reading, encoding and verifying run on the worker pool {@code mitschnitt-encoder}.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.edge.RecorderFloor}, then {@link
 * io.mitschnitt.recorder.edge.Capture}.
 */
@NullMarked
package io.mitschnitt.recorder.edge;

import org.jspecify.annotations.NullMarked;
