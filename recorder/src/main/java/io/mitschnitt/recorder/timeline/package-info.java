/**
 * Two legs on one clock: payloads as they came become one stereo stream of exactly the recording's length, left customer,
 * right agent, and the spans that are not plain speech. Pure.
 *
 * <p>The sender's clock says how far apart its packets are; only our clock says when. A packet is placed where the
 * fastest packets of its neighbourhood prove that its sender's clock stands ({@link
 * io.mitschnitt.recorder.timeline.DelayFloor}); senders' clocks that run slow or fast are followed by stretching a block
 * here and there by at most one percent, which nobody hears.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.timeline.Timeline}, then {@link
 * io.mitschnitt.recorder.timeline.Stream} and {@link io.mitschnitt.recorder.timeline.Channel}.
 */
@NullMarked
package io.mitschnitt.recorder.timeline;

import org.jspecify.annotations.NullMarked;
