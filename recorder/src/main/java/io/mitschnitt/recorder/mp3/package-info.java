/**
 * Stereo samples to MP3 and back. Pure; knows the MP3 library, which has its only door here, and the layout of frames.
 * Knows nothing of calls, legs or clocks: left is left.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.mp3.Mp3Format}, then {@link
 * io.mitschnitt.recorder.mp3.Mp3Encoder}.
 */
@NullMarked
package io.mitschnitt.recorder.mp3;

import org.jspecify.annotations.NullMarked;
