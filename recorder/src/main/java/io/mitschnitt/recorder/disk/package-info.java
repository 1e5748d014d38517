/**
 * How full a disk is, what follows from it, and when it will be full. Knows figures; must not know files, timers or
 * recordings.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.disk.Watermarks}.
 */
@NullMarked
package io.mitschnitt.recorder.disk;

import org.jspecify.annotations.NullMarked;
