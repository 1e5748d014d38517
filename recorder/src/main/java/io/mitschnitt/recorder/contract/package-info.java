/**
 * The hatch of the recorder: the words in which the upper floors ask it to keep a call, and in which it answers.
 *
 * <p>Values live here, and the doors through which questions are asked: plain interfaces that answer with a future.
 * What lies behind the hatch, nobody upstairs can name. The one other room that may be used from above is {@code
 * recorder.codec}, pure sound arithmetic that both floors need and that must exist only once.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.contract.Recorder}, then {@link
 * io.mitschnitt.recorder.contract.Tape}.
 */
@NullMarked
package io.mitschnitt.recorder.contract;

import org.jspecify.annotations.NullMarked;
