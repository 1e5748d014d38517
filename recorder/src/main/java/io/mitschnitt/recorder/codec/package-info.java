/**
 * Sound arithmetic: payloads to samples and back, and from one sampling rate to another. Pure; knows the codec library
 * and nothing else. The gateway may use this room too, since there must be only one of it.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.codec.Codecs}, then {@link
 * io.mitschnitt.recorder.codec.Resampler}.
 */
@NullMarked
package io.mitschnitt.recorder.codec;

import org.jspecify.annotations.NullMarked;
