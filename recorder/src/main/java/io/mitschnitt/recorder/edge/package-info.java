/**
 * Where the recorder touches threads, files and timers: tapes that media loops write to, the one thread that writes
 * journals, the workers that encode, recovery, and the hourly sweep. The floor is put together here. No domain decision
 * is taken here.
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
