/**
 * Teaching by recordings: a trainer's collections of calls and clips, and what trainees hear and answer. A trainee hears
 * what is in a collection that is meant for them, and nothing else; what is gone from the library is gone from here.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.training.Courses}.
 */
@NullMarked
package io.mitschnitt.webui.training;

import org.jspecify.annotations.NullMarked;
