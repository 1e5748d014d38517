package io.mitschnitt.gateway.sdp;

import io.mitschnitt.gateway.rtp.Format;
import io.mitschnitt.recorder.contract.Codec;
import java.util.List;
import java.util.Optional;

/**
 * What we say of our sound.
 *
 * @param address IP literal where we hear
 * @param reportPort where we want reports; the same as {@code port} means that one port carries both
 * @param session the same for all descriptions of one leg
 * @param version one more for each new description of it: RFC 3264, section 5
 * @param secure where the other side is a browser
 * @param crypto where the other side is a carrier with SRTP: the key of what we send
 */
public record OurAudio(
    String address,
    int port,
    int reportPort,
    long session,
    int version,
    Optional<Secure> secure,
    Optional<Crypto> crypto) {

  public OurAudio(
      String address,
      int port,
      int reportPort,
      long session,
      int version,
      Optional<Secure> secure) {
    this(address, port, reportPort, session, version, secure, Optional.empty());
  }

  private static final int EVENTS_8K = 101;
  private static final int EVENTS_48K = 110;
  private static final int OPUS = 111;

  /**
   * What makes it secure.
   *
   * @param lite whether we answer ICE checks only
   * @param cname the same as in our reports
   */
  public record Secure(
      String ufrag,
      String pwd,
      Fingerprint fingerprint,
      String setup,
      boolean lite,
      long ssrc,
      String cname) {}

  /** Our offer of {@code codecs}, best first, with telephone events for each of their clocks. */
  public String offer(List<Codec> codecs) {
    StringBuilder types = new StringBuilder();
    StringBuilder maps = new StringBuilder();
    for (Codec c : codecs) {
      types.append(' ').append(typeOf(c));
      maps.append(map(c, typeOf(c)));
      if (secure.isPresent()) maps.append(askForLost(typeOf(c)));
    }
    if (codecs.contains(Codec.OPUS)) events(types, maps, EVENTS_48K, 48_000);
    if (codecs.stream().anyMatch(c -> c.clockRate() == 8000)) events(types, maps, EVENTS_8K, 8000);
    return head() + bundle("0") + section(types, maps, Direction.SENDRECV, "0");
  }

  /** Our answer: one format, every section but the chosen one refused. */
  public String answer(RemoteAudio offer, Format format) {
    StringBuilder text = new StringBuilder(head()).append(bundle(offer.mid()));
    List<Sdp.Section> sections = offer.whole().sections();
    for (int i = 0; i < sections.size(); i++) {
      if (i == offer.index()) text.append(chosen(offer, format));
      else text.append(refused(offer.whole(), sections.get(i)));
    }
    return text.toString();
  }

  private String chosen(RemoteAudio offer, Format format) {
    StringBuilder types = new StringBuilder().append(' ').append(format.payloadType());
    StringBuilder maps = new StringBuilder(map(format.codec(), format.payloadType()));
    if (secure.isPresent() && offer.asksForLost(format.payloadType()))
      maps.append(askForLost(format.payloadType()));
    if (format.hasKeys()) {
      int clock = offer.keys().stream()
          .filter(k -> k.payloadType() == format.keyPayloadType())
          .findFirst()
          .map(RemoteAudio.Keys::clockRate)
          .orElse(8000);
      events(types, maps, format.keyPayloadType(), clock);
    }
    return section(types, maps, offer.direction().reversed(), offer.mid());
  }

  private String head() {
    return "v=0\r\no=- " + session + " " + version + " IN " + family() + "\r\ns=-\r\nc=IN "
        + family() + "\r\nt=0 0\r\n"
        + secure.filter(Secure::lite).map(s -> "a=ice-lite\r\n").orElse("");
  }

  private String bundle(String mid) {
    return secure.isPresent() ? "a=group:BUNDLE " + mid + "\r\n" : "";
  }

  private String section(CharSequence types, CharSequence maps, Direction direction, String mid) {
    String plain = crypto.isPresent() ? " RTP/SAVP" : " RTP/AVP";
    return "m=audio " + port + (secure.isPresent() ? " UDP/TLS/RTP/SAVPF" : plain) + types + "\r\n"
        + secure.map(s -> secured(s, mid)).orElse("")
        + crypto.map(Crypto::line).orElse("")
        + (reportPort == port ? "a=rtcp-mux\r\n" : "a=rtcp:" + reportPort + "\r\n")
        + maps
        + "a=ptime:20\r\na=" + direction.word() + "\r\n";
  }

  private String secured(Secure s, String mid) {
    return "c=IN " + family() + "\r\n"
        + "a=mid:" + mid + "\r\n"
        + "a=candidate:1 1 udp 2130706431 " + address + " " + port
        + " typ host\r\na=end-of-candidates\r\n"
        + "a=ice-ufrag:" + s.ufrag() + "\r\na=ice-pwd:" + s.pwd() + "\r\n"
        + "a=fingerprint:" + s.fingerprint() + "\r\na=setup:" + s.setup() + "\r\n"
        + "a=msid:" + s.cname() + " sound\r\n"
        + "a=ssrc:" + s.ssrc() + " cname:" + s.cname() + "\r\n";
  }

  private static String refused(Sdp sdp, Sdp.Section s) {
    String first = s.formats().isEmpty() ? "0" : s.formats().get(0);
    String mid = sdp.attribute(s, "mid")
        .filter(RemoteAudio::token)
        .map(m -> "a=mid:" + m + "\r\n")
        .orElse("");
    return "m=" + s.kind() + " 0 " + s.protocol() + " " + first + "\r\n" + mid;
  }

  private static void events(StringBuilder types, StringBuilder maps, int type, int clock) {
    types.append(' ').append(type);
    maps.append(
        "a=rtpmap:" + type + " telephone-event/" + clock + "\r\na=fmtp:" + type + " 0-15\r\n");
  }

  private static String askForLost(int type) {
    return "a=rtcp-fb:" + type + " nack\r\n";
  }

  private static String map(Codec c, int type) {
    return switch (c) {
      case PCMU -> "a=rtpmap:" + type + " PCMU/8000\r\n";
      case PCMA -> "a=rtpmap:" + type + " PCMA/8000\r\n";
      case G722 -> "a=rtpmap:" + type + " G722/8000\r\n";
      case OPUS ->
        "a=rtpmap:" + type + " opus/48000/2\r\na=fmtp:" + type
            + " minptime=10;useinbandfec=1;stereo=0;maxplaybackrate=16000\r\n";
    };
  }

  private static int typeOf(Codec c) {
    return switch (c) {
      case PCMU -> 0;
      case PCMA -> 8;
      case G722 -> 9;
      case OPUS -> OPUS;
    };
  }

  private String family() {
    return (address.indexOf(':') >= 0 ? "IP6 " : "IP4 ") + address;
  }
}
