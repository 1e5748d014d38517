package io.mitschnitt.recorder.mp3;

/** Decoded stereo sound; both arrays are equally long. */
@SuppressWarnings("ArrayRecordComponent") // millions of samples, never compared
public record Pcm(short[] left, short[] right, int sampleRate) {}
