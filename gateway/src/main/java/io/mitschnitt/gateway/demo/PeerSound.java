package io.mitschnitt.gateway.demo;

import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.KeySender;
import io.mitschnitt.gateway.rtp.RtpOut;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.gateway.srtp.SrtpLeg;
import io.mitschnitt.recorder.codec.Codecs;
import io.mitschnitt.recorder.codec.Resampler;
import io.mitschnitt.recorder.codec.SoundDecoder;
import io.mitschnitt.recorder.codec.SoundEncoder;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a peer says and hears, as samples on one side and as RTP on the other. */
final class PeerSound {

  private static final int LARGEST = 1275;
  private static final int LONGEST_DECODED = 5760;
  private static final int LONGEST_HEARD_SECONDS = 300;
  private static final double LOUDNESS = 8000;

  private final Format format;
  private final RtpOut out;
  private final SoundEncoder encoder;
  private final SoundDecoder decoder;
  private final short[] decoded = new short[LONGEST_DECODED];
  private final RtpPacket packet =
      new RtpPacket(new byte[RtpPacket.FIXED_HEADER + LARGEST + SrtpLeg.TAIL]);
  private short[] heard = new short[48_000];
  private int heardSamples;
  private int nextSequence = -1;
  private long toneSamples;
  private @Nullable Resampler resampler;
  private int resamplesFrom;

  PeerSound(Format format, Random random) {
    this.format = format;
    out = new RtpOut(random.nextInt(), random.nextInt(), random.nextInt());
    out.clockRate(format.codec().clockRate());
    encoder = Codecs.encoder(format.codec());
    decoder = Codecs.decoder(format.codec());
  }

  int sampleRate() {
    return decoder.sampleRate();
  }

  /** 20 ms of samples at 8, 16 or 48 kHz as a packet, valid until the next. */
  RtpPacket say(short[] pcm, long nanos) {
    short[] right = pcm.length * 50 == encoder.sampleRate() ? pcm : resampled(pcm);
    int payload = encoder.encode(right, 0, right.length, packet.bytes, RtpPacket.FIXED_HEADER);
    boolean first = out.packets() == 0;
    out.next(packet.bytes, 0, format.payloadType(), first, format.ticks(20), payload, nanos);
    return packet.wrap(packet.bytes, 0, RtpPacket.FIXED_HEADER + payload);
  }

  /** The next 20 ms of a tone. */
  RtpPacket say(double hertz, long nanos) {
    short[] pcm = new short[encoder.sampleRate() / 50];
    for (int i = 0; i < pcm.length; i++) {
      double phase = 2 * Math.PI * hertz * toneSamples++ / encoder.sampleRate();
      pcm[i] = (short) Math.round(LOUDNESS * Math.sin(phase));
    }
    return say(pcm, nanos);
  }

  KeySender key(char key, int millis) {
    return new KeySender(key, format.ticks(millis), format.ticks(20));
  }

  RtpPacket say(KeySender key, long nanos) {
    return packet.wrap(
        packet.bytes, 0, key.write(packet.bytes, 0, out, format.keyPayloadType(), nanos));
  }

  synchronized void hear(RtpPacket p) {
    int header = p.headerLength();
    int length = header < 0 ? -1 : p.payloadLength(header);
    if (length <= 0 || p.payloadType() != format.payloadType()) return;
    if (nextSequence >= 0 && (short) (p.sequence() - nextSequence) < 0) return;
    nextSequence = p.sequence() + 1 & 0xFFFF;
    keep(decoder.decode(p.bytes, p.offset + header, length, decoded));
  }

  synchronized short[] heard() {
    return Arrays.copyOf(heard, heardSamples);
  }

  private void keep(int samples) {
    if (heardSamples + samples > LONGEST_HEARD_SECONDS * sampleRate()) return;
    if (heardSamples + samples > heard.length)
      heard = Arrays.copyOf(heard, 2 * heard.length + samples);
    System.arraycopy(decoded, 0, heard, heardSamples, samples);
    heardSamples += samples;
  }

  private short[] resampled(short[] pcm) {
    int from = pcm.length * 50;
    Resampler r = resampler;
    if (r == null || resamplesFrom != from)
      resampler = r = new Resampler(from, encoder.sampleRate());
    resamplesFrom = from;
    short[] to = new short[encoder.sampleRate() / 50];
    r.process(pcm, pcm.length, to);
    return to;
  }
}
