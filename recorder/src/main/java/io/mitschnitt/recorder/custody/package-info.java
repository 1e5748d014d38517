/**
 * How long a recording is kept, and when nobody may delete. Pure; knows dates, not disks.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.custody.Retention}, then {@link
 * io.mitschnitt.recorder.custody.ClockGuard}.
 */
@NullMarked
package io.mitschnitt.recorder.custody;

import org.jspecify.annotations.NullMarked;
