/**
 * Finding, reading about and hearing recordings. Every listening is an entry before the first byte; the recorder sees to
 * that, this room says who listens.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.review.SearchRecordings}, then {@link
 * io.mitschnitt.webui.review.StreamAudio}.
 */
@NullMarked
package io.mitschnitt.webui.review;

import org.jspecify.annotations.NullMarked;
