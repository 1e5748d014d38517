/**
 * The arithmetic of judging calls: totals of a scorecard, agreement of raters, draws that anybody can repeat, tags and
 * mentions, how a conversation went. Pure: knows the words of the hatch and numbers, not where anything is kept.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.review.Scoring}, then {@link
 * io.mitschnitt.recorder.review.Krippendorff}.
 */
@NullMarked
package io.mitschnitt.recorder.review;

import org.jspecify.annotations.NullMarked;
