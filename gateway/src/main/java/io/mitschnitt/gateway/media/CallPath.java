package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.media.CallMedia.Prompt;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.rtp.KeyPresses;
import io.mitschnitt.gateway.rtp.Rtcp;
import io.mitschnitt.gateway.rtp.RtpOut;
import io.mitschnitt.gateway.rtp.RtpPacket;
import io.mitschnitt.recorder.contract.Leg;
import io.mitschnitt.recorder.contract.Tape;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packet's path through one call: authentic packets of either leg come in; keys are told, sound goes to the tape
 * where the gate is open, and to the other leg where the two are joined. Knows no socket, no cipher, no clock. Belongs
 * to one media loop.
 */
public final class CallPath {

  /** What the path tells while packets pass. */
  public interface Told {
    void digit(Leg leg, char digit);

    void promptDone(String name, boolean whole);
  }

  /** A joined leg of which nothing comes for so long is gone. */
  public static final int SILENCE_SECONDS = 30;

  /** A joined leg of which no packet of sound comes for so long is not heard: one-way audio. */
  public static final int ONE_WAY_SECONDS = 8;

  private static final int ROOM_FOR_REPORT = 256;

  private final Told told;
  private final SoundShelf shelf;
  private final Meters meters;
  private final Gate gate = new Gate();
  private Half customer;
  private Half agent;
  private final RtpPacket report = new RtpPacket(new byte[ROOM_FOR_REPORT]);
  private final Set<Leg> playsTo = EnumSet.noneOf(Leg.class);
  private @Nullable Prompt playing;
  private int playedFrames;
  private boolean bridged;
  private boolean early; // the agent hears the customer's side before it has answered

  /** @param random where SSRCs, first sequence numbers and first timestamps come from */
  public CallPath(Told told, SoundShelf shelf, Meters meters, Random random) {
    this.told = told;
    this.shelf = shelf;
    this.meters = meters;
    customer = half(Leg.CUSTOMER, random, true);
    agent = half(Leg.AGENT, random, false);
    gate.apart(true, 0);
  }

  private Half half(Leg leg, Random random, boolean filled) {
    RtpOut out = new RtpOut(random.nextInt(), random.nextInt(), random.nextInt());
    return new Half(leg, out, told, filled);
  }

  /** What {@code leg} agreed to, now or anew. */
  public void speaks(Leg leg, Format format) {
    half(leg).speaks(format);
  }

  public @Nullable Format format(Leg leg) {
    return half(leg).format;
  }

  /** Where packets to {@code leg} leave from now on. */
  public void sink(Leg leg, @Nullable PacketSink sink) {
    half(leg).sink = sink;
  }

  /** Whether {@code leg} sends and hears, by its own word; a hold by either is marked on the tape, and neither is kept. */
  public void direction(Leg leg, boolean sends, boolean hears, long nanos) {
    Half h = half(leg);
    if (sends && !h.sends) h.lastSoundNanos = nanos;
    h.sends = sends;
    h.hears = hears;
    gate.hold(leg, !(sends && hears), nanos);
  }

  public int ssrc(Leg leg) {
    return half(leg).out.ssrc();
  }

  public boolean bridged() {
    return bridged;
  }

  /** Whether {@code leg} is joined, means to send, and neither sound nor report came of it for too long. */
  public boolean silent(Leg leg, long nanos) {
    Half h = half(leg);
    return bridged && h.sends && nanos - h.lastHeardNanos > SILENCE_SECONDS * 1_000_000_000L;
  }

  /** Whether {@code leg} is joined, means to send, and no sound came of it for {@link #ONE_WAY_SECONDS}. */
  public boolean mute(Leg leg, long nanos) {
    Half h = half(leg);
    return bridged && h.sends && nanos - h.lastSoundNanos > ONE_WAY_SECONDS * 1_000_000_000L;
  }

  /** How {@code leg}'s sound fared since this was last asked; empty where it has agreed on nothing yet. */
  public Optional<LegQuality> quality(Leg leg) {
    Half h = half(leg);
    Format f = h.format;
    return f == null ? Optional.empty() : Optional.of(h.steps.next(leg, f, h.in, h.out));
  }

  /** An authentic RTP packet from {@code leg}. */
  public void rtp(Leg leg, RtpPacket p, long nanos) {
    Half from = half(leg);
    Format f = from.format;
    int header = p.headerLength();
    if (f == null || header < 0) return;
    int length = p.payloadLength(header);
    if (length <= 0) return;
    from.lastHeardNanos = nanos;
    from.lastSoundNanos = nanos;
    if (p.payloadType() == f.payloadType()) sound(from, f, p, header, length, nanos);
    else if (f.hasKeys() && p.payloadType() == f.keyPayloadType())
      key(from, f, p, header, length, nanos);
    // else comfort noise and what was never agreed
  }

  /** Reports from {@code leg}. */
  public void rtcp(Leg leg, RtpPacket p, long nanos) {
    Half from = half(leg);
    from.lastHeardNanos = nanos;
    Rtcp.read(p.bytes, p.offset, p.length, from.in, from.out, nanos);
  }

  /** Our report to {@code leg}, valid until the next call. */
  public RtpPacket report(Leg leg, String cname, long epochMillis, long nanos) {
    Half to = half(leg);
    return report.wrap(
        report.bytes, 0, Rtcp.write(report.bytes, 0, to.out, to.in, cname, epochMillis, nanos));
  }

  /** Whether the agent hears what the other side sends before it has answered; nothing of that passes the gate. */
  public void early(boolean heard) {
    if (early == heard || bridged) return;
    early = heard;
    agent.sourceChanged();
  }

  public void bridge(long nanos) {
    if (bridged) return;
    bridged = true;
    early = false;
    gate.apart(false, nanos);
    customer.lastHeardNanos = nanos;
    agent.lastHeardNanos = nanos;
    customer.lastSoundNanos = nanos;
    agent.lastSoundNanos = nanos;
    customer.sourceChanged();
    agent.sourceChanged();
  }

  public void part(long nanos) {
    if (!bridged) return;
    bridged = false;
    gate.apart(true, nanos);
    customer.sourceChanged();
    agent.sourceChanged();
  }

  /** Two legs change places, each with what it speaks, where its packets go and how its sound fared. */
  public void exchange(Leg mine, CallPath other, Leg theirs, long nanos) {
    if (playsTo.contains(mine)) endPrompt(false);
    if (other.playsTo.contains(theirs)) other.endPrompt(false);
    Half leaves = half(mine);
    seat(mine, other.half(theirs), nanos);
    other.seat(theirs, leaves, nanos);
  }

  private void seat(Leg side, Half half, long nanos) {
    if (side == Leg.AGENT) agent = half;
    else customer = half;
    half.leg = side;
    half.told = told;
    half.lastHeardNanos = nanos;
    half.lastSoundNanos = nanos;
    customer.sourceChanged();
    agent.sourceChanged();
    gate.another(side, !(half.sends && half.hears), nanos);
  }

  /** False where the gate cannot open: it was open before. */
  public boolean openGate(Tape tape, long nanos, Instant at) {
    return gate.open(tape, nanos, at);
  }

  public Future<Void> shutGate(long nanos) {
    return gate.shut(nanos);
  }

  /** While paused nothing of either leg is kept. */
  public void pauseGate(boolean paused, long nanos) {
    gate.pause(paused, nanos);
  }

  public void play(Prompt prompt, Set<Leg> to) {
    endPrompt(false);
    playing = prompt;
    playedFrames = 0;
    playsTo.addAll(to);
    for (Leg leg : to) half(leg).prompted = true;
  }

  public void stopPrompt() {
    endPrompt(false);
  }

  public void key(Leg leg, char digit, int millis) {
    half(leg).key(digit, millis);
  }

  /** 20 ms passed. */
  public void tick(long nanos) {
    boolean customerKey = customer.sendsKey(nanos);
    boolean agentKey = agent.sendsKey(nanos);
    Prompt prompt = playing;
    if (prompt != null && !customerKey && !agentKey && canBegin()) playFrame(prompt, nanos);
    quiet(customer, nanos);
    quiet(agent, nanos);
  }

  /** What the clock gives to {@code to} while it hears neither key nor announcement. */
  private void quiet(Half to, long nanos) {
    if (to.occupied()) return;
    if (bridged || (early && to == agent)) to.playTranscoded(nanos);
    to.fill(shelf, nanos);
  }

  private void sound(Half from, Format f, RtpPacket p, int header, int length, long nanos) {
    from.in.heard(p, nanos);
    from.keys.sound(nanos);
    if (gate.isOpen()) {
      gate.write(
          from.leg,
          f.codec(),
          p.sequence(),
          p.timestamp(),
          p.ssrc(),
          nanos,
          p.bytes,
          p.offset + header,
          length);
    }
    if (!bridged && !(early && from == customer)) return;
    Half to = other(from);
    Format target = to.format;
    if (target == null || !to.reachable() || to.occupied() || !to.hears) return;
    meters.relayed++;
    if (target.codec() == f.codec()) to.relay(p, f.ticks(20), nanos);
    else to.transcode(p, header, length, f, nanos);
  }

  private void key(Half from, Format f, RtpPacket p, int header, int length, long nanos) {
    from.in.heard(p, nanos);
    from.keys.heard(p.ssrc(), p.timestamp(), p.bytes, p.offset + header, length, nanos);
    Half to = other(from);
    if (bridged && !to.occupied() && length >= KeyPresses.PAYLOAD) to.relayKey(p, header, f, nanos);
  }

  /** The customer must not miss a word: an announcement to both waits for the customer, not for the agent. */
  private boolean canBegin() {
    return playsTo.contains(Leg.CUSTOMER) ? customer.reachable() : agent.reachable();
  }

  private void playFrame(Prompt prompt, long nanos) {
    if (playedFrames == EncodedSound.frames(prompt.sound().samples16k())) {
      endPrompt(true);
      return;
    }
    for (Leg leg : playsTo) playFrame(half(leg), prompt, nanos);
    playedFrames++;
  }

  private void playFrame(Half to, Prompt prompt, long nanos) {
    Format f = to.format;
    if (f == null || !to.reachable()) return;
    to.play(shelf.take(prompt.sound(), f.codec()).frame(playedFrames), playedFrames == 0, nanos);
  }

  private void endPrompt(boolean whole) {
    Prompt prompt = playing;
    if (prompt == null) return;
    playing = null;
    for (Leg leg : playsTo) {
      half(leg).prompted = false;
      half(leg).sourceChanged();
    }
    playsTo.clear();
    told.promptDone(prompt.name(), whole);
  }

  private Half half(Leg leg) {
    return leg == Leg.AGENT ? agent : customer;
  }

  private Half other(Half h) {
    return h == agent ? customer : agent;
  }
}
