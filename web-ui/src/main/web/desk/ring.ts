/** Tones that the page makes itself: the bell of an incoming call and the ring-back of an outgoing one. */
export type Bell = "incoming" | "ringback";

/** Frequencies in Hz, seconds on, seconds off. */
const cadences: Record<Bell, { tones: number[]; on: number; off: number; gain: number }> = {
  incoming: { tones: [587, 740], on: 1.1, off: 1.4, gain: 0.12 },
  ringback: { tones: [425], on: 1, off: 4, gain: 0.06 },
};

let context: AudioContext | null = null;

/** Rings until the answer is called. Without a sound card it rings silently. */
export function ring(bell: Bell): () => void {
  const { tones, on, off, gain } = cadences[bell];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let level: GainNode | null = null;
  try {
    context ??= new AudioContext();
    void context.resume();
    const audio = context;
    const strike = () => {
      level = audio.createGain();
      level.connect(audio.destination);
      const now = audio.currentTime;
      level.gain.setValueAtTime(0, now);
      level.gain.linearRampToValueAtTime(gain, now + 0.03);
      level.gain.setValueAtTime(gain, now + on - 0.08);
      level.gain.linearRampToValueAtTime(0, now + on);
      tones.forEach((frequency, index) => {
        const tone = audio.createOscillator();
        tone.frequency.value = frequency;
        tone.connect(level as GainNode);
        const share = on / tones.length;
        tone.start(now + index * share);
        tone.stop(now + (index + 1) * share);
      });
      timer = setTimeout(strike, (on + off) * 1000);
    };
    strike();
  } catch {
    // The pop-up is seen all the same.
  }
  return () => {
    if (timer !== null) clearTimeout(timer);
    level?.disconnect();
  };
}
