/**
 * A stored MP3 as WAV, FLAC or Ogg Opus, made piece by piece as fast as the listener takes it. Knows the file formats;
 * must not know who listens nor where the MP3 lies.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.export.Transcoding}, then {@link
 * io.mitschnitt.recorder.export.SoundWriter}.
 */
@NullMarked
package io.mitschnitt.recorder.export;

import org.jspecify.annotations.NullMarked;
