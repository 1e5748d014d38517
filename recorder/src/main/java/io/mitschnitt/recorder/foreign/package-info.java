/**
 * Sound files that were made elsewhere: WAV, MP3 and Ogg Opus to samples of two channels. Believes nothing that a file
 * says of itself; what cannot be read is {@link io.mitschnitt.recorder.contract.Refused} with a reason for people. Knows
 * the codecs, not what becomes of the sound.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.foreign.SoundFile}.
 */
@NullMarked
package io.mitschnitt.recorder.foreign;

import org.jspecify.annotations.NullMarked;
