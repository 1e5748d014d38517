package io.mitschnitt.gateway.sdp;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.gateway.sdp.Sdp.Section;
import io.mitschnitt.recorder.contract.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the other side says of its sound: the first audio section that we can live with.
 *
 * @param whole the description it stands in, whose other sections an answer refuses
 * @param index of the section
 * @param sounds formats we know, in their order
 * @param keys telephone events: payload type and clock rate
 * @param address where it wants to hear; empty where there is none
 * @param reportPort where it wants reports
 * @param ice user fragment and password, where it speaks ICE
 * @param setup DTLS role, empty where it says none
 */
public record RemoteAudio(
    Sdp whole,
    int index,
    List<Sound> sounds,
    List<Keys> keys,
    String address,
    int port,
    int reportPort,
    boolean reportsOnSamePort,
    Direction direction,
    Optional<Ice> ice,
    Optional<Fingerprint> fingerprint,
    String setup,
    String mid) {

  private static final Map<Integer, String> STATIC =
      Map.of(0, "pcmu/8000", 8, "pcma/8000", 9, "g722/8000");
  private static final int MOST_FORMATS = 64;

  /** A payload type and what is in it. */
  public record Sound(Codec codec, int payloadType) {}

  /** Telephone events. */
  public record Keys(int payloadType, int clockRate) {}

  /** ICE credentials: RFC 8839, section 5.4. */
  public record Ice(String ufrag, String pwd) {
    @Override
    public String toString() {
      return "Ice[" + ufrag + "]";
    }
  }

  /** How sound travels. */
  public enum Way {
    /** UDP/TLS/RTP/SAVPF: a browser. */
    SECURE,
    /** RTP/SAVP with the key beside it: a carrier with SRTP. */
    KEYED,
    /** RTP/AVP: a carrier. */
    PLAIN
  }

  /** Reads the description of a side that we talk to by {@code way}. */
  public static RemoteAudio read(String text, Way way) throws BadSdp {
    Sdp sdp = Sdp.parse(text);
    for (int i = 0; i < sdp.sections().size(); i++) {
      Section s = sdp.sections().get(i);
      if (s.kind().equals("audio") && s.port() > 0 && fits(s, way)) return of(sdp, i, s, way);
    }
    throw new BadSdp(
        switch (way) {
          case SECURE -> "no DTLS-SRTP audio";
          case KEYED -> "no RTP/SAVP audio with a key that we can use";
          case PLAIN -> "no RTP/AVP audio";
        });
  }

  /** The key of what it sends, where it is a carrier with SRTP. */
  public Optional<Crypto> crypto() {
    return Crypto.read(whole.sections().get(index).lines());
  }

  /**
   * Chooses one sound that {@code preferred} and this side have in common, and its telephone events.
   *
   * @throws BadSdp where they have nothing in common
   */
  public Format choose(List<Codec> preferred) throws BadSdp {
    for (Codec codec : preferred) {
      for (Sound sound : sounds) {
        if (sound.codec() == codec) return new Format(codec, sound.payloadType(), keysFor(codec));
      }
    }
    throw new BadSdp("no common codec");
  }

  /** What an answer to our offer chose: its first sound. */
  public Format chosen() throws BadSdp {
    if (sounds.isEmpty()) throw new BadSdp("no known codec");
    return choose(List.of(sounds.get(0).codec()));
  }

  /** Whether it will ask for lost packets of {@code payloadType}: RFC 4585, section 4.2. */
  public boolean asksForLost(int payloadType) {
    List<String> lines = whole.sections().get(index).lines();
    return lines.contains("a=rtcp-fb:" + payloadType + " nack")
        || lines.contains("a=rtcp-fb:* nack");
  }

  private int keysFor(Codec codec) {
    return keys.stream()
        .filter(k -> k.clockRate() == codec.clockRate())
        .findFirst()
        .or(() -> keys.stream().findFirst()) // some say 8000 whatever the sound's clock
        .map(Keys::payloadType)
        .orElse(Format.NO_KEYS);
  }

  private static boolean fits(Section s, Way way) {
    String protocol = s.protocol();
    return switch (way) {
      case KEYED ->
        (protocol.equals("RTP/SAVP") || protocol.equals("RTP/SAVPF"))
            && Crypto.read(s.lines()).isPresent();
      case SECURE -> protocol.endsWith("RTP/SAVPF") || protocol.endsWith("TLS/RTP/SAVP");
      case PLAIN -> protocol.equals("RTP/AVP") || protocol.equals("RTP/AVPF");
    };
  }

  private static RemoteAudio of(Sdp sdp, int index, Section s, Way way) {
    List<Sound> sounds = new ArrayList<>();
    List<Keys> keys = new ArrayList<>();
    s.formats().stream().limit(MOST_FORMATS).forEach(f -> format(s, f, sounds, keys));
    String address = sdp.connection(s).orElse("");
    int rtcp = sdp.attribute(s, "rtcp")
        .map(v -> Sdp.number(v.split(" ", 2)[0], 65_535))
        .orElse(-1);
    return new RemoteAudio(
        sdp,
        index,
        List.copyOf(sounds),
        List.copyOf(keys),
        address,
        s.port(),
        rtcp > 0 ? rtcp : Math.min(65_535, s.port() + 1),
        sdp.has(s, "rtcp-mux"),
        direction(sdp, s, way),
        ice(sdp, s),
        fingerprint(sdp, s),
        sdp.attribute(s, "setup").orElse(""),
        sdp.attribute(s, "mid").filter(RemoteAudio::token).orElse("0"));
  }

  private static void format(Section s, String text, List<Sound> sounds, List<Keys> keys) {
    int type = Sdp.number(text, 127);
    if (type < 0) return;
    String name = Sdp.first(s.lines(), "a=rtpmap:" + type + " ")
        .orElse(STATIC.getOrDefault(type, ""))
        .toLowerCase(Locale.ROOT);
    switch (name.endsWith("/1") ? name.substring(0, name.length() - 2) : name) {
      case "pcmu/8000" -> sounds.add(new Sound(Codec.PCMU, type));
      case "pcma/8000" -> sounds.add(new Sound(Codec.PCMA, type));
      case "g722/8000" -> sounds.add(new Sound(Codec.G722, type));
      case "opus/48000/2" -> sounds.add(new Sound(Codec.OPUS, type));
      default -> {
        if (name.startsWith("telephone-event/"))
          keys.add(new Keys(type, Sdp.number(name.substring(16), 192_000)));
      }
    }
  }

  private static Direction direction(Sdp sdp, Section s, Way way) {
    // RFC 2543's way to hold; from a browser it only means that its addresses come by ICE
    boolean held =
        way != Way.SECURE && sdp.connection(s).filter("0.0.0.0"::equals).isPresent();
    if (held) return Direction.INACTIVE;
    for (Direction d : Direction.values()) if (s.lines().contains("a=" + d.word())) return d;
    for (Direction d : Direction.values()) if (sdp.session().contains("a=" + d.word())) return d;
    return Direction.SENDRECV;
  }

  private static Optional<Ice> ice(Sdp sdp, Section s) {
    Optional<String> ufrag =
        sdp.attribute(s, "ice-ufrag").filter(u -> u.length() >= 4 && iceChars(u));
    Optional<String> pwd = sdp.attribute(s, "ice-pwd").filter(p -> p.length() >= 22 && iceChars(p));
    return ufrag.flatMap(u -> pwd.map(p -> new Ice(u, p)));
  }

  private static Optional<Fingerprint> fingerprint(Sdp sdp, Section s) {
    return fingerprints(s.lines()).or(() -> fingerprints(sdp.session()));
  }

  private static Optional<Fingerprint> fingerprints(List<String> lines) {
    return lines.stream()
        .filter(l -> l.startsWith("a=fingerprint:"))
        .flatMap(l -> Fingerprint.read(l.substring(14)).stream())
        .findFirst();
  }

  private static boolean iceChars(String text) {
    return text.length() <= 256
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/'));
  }

  static boolean token(String text) {
    return !text.isEmpty() && text.length() <= 32 && text.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
