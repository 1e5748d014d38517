package io.mitschnitt.gateway.demo;

import io.mitschnitt.recorder.contract.Codec;
import java.util.Optional;

/**
 * The little of SDP that a telephone with plain RTP and G.711 needs.
 *
 * @param host where the other side wants its packets, an IP literal
 * @param codec PCMA or PCMU, the first of them that was offered
 * @param digits payload type of RFC 4733 events, -1 where none was agreed
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8866">RFC 8866, SDP</a>
 */
record PlainSdp(String host, int port, Codec codec, int digits) {

  private static final int PCMU = 0;
  private static final int PCMA = 8;
  private static final int OUR_DIGITS = 101;

  /** Static payload type of this codec: RFC 3551, section 6. */
  int payloadType() {
    return codec == Codec.PCMA ? PCMA : PCMU;
  }

  /** What the other side's description says, or nothing where there is no G.711 in it. */
  static Optional<PlainSdp> read(String sdp) {
    String host = "";
    int port = 0;
    Codec codec = null;
    int digits = -1;
    for (String line : sdp.split("\r?\n")) {
      if (line.startsWith("c=IN IP4 ") || line.startsWith("c=IN IP6 ")) {
        host = line.substring(9).trim().split("/")[0];
      } else if (line.startsWith("m=audio ") && port == 0) {
        String[] words = line.substring(8).trim().split(" +");
        port = number(words[0]);
        codec = firstG711(words);
      } else if (line.startsWith("a=rtpmap:")
          && line.toLowerCase(java.util.Locale.ROOT).endsWith("telephone-event/8000")) {
        digits = number(line.substring(9).split(" ")[0]);
      }
    }
    return codec == null || port <= 0 || host.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlainSdp(host, port, codec, digits));
  }

  /** Our answer to this description: the codec that it named first, and digits where it has them. */
  String answer(String ourHost, int ourPort) {
    String map = "a=rtpmap:" + payloadType() + " " + codec + "/8000\r\n";
    return digits < 0
        ? description(ourHost, ourPort, String.valueOf(payloadType()), map)
        : description(ourHost, ourPort, payloadType() + " " + digits, map + events(digits));
  }

  /** Our own offer: PCMA, PCMU, digits. */
  static String offer(String ourHost, int ourPort) {
    String maps = "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n" + events(OUR_DIGITS);
    return description(ourHost, ourPort, "8 0 " + OUR_DIGITS, maps);
  }

  private static String events(int type) {
    return "a=rtpmap:" + type + " telephone-event/8000\r\na=fmtp:" + type + " 0-15\r\n";
  }

  private static String description(String host, int port, String types, String attributes) {
    String family = host.indexOf(':') >= 0 ? "IP6 " : "IP4 ";
    return "v=0\r\no=- " + port + " 1 IN " + family + host + "\r\ns=-\r\nc=IN " + family + host
        + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP " + types + "\r\n" + attributes
        + "a=ptime:20\r\na=sendrecv\r\n";
  }

  private static @org.jspecify.annotations.Nullable Codec firstG711(String[] words) {
    for (int i = 2; i < words.length; i++) {
      int type = number(words[i]);
      if (type == PCMA || type == PCMU) {
        return type == PCMA ? Codec.PCMA : Codec.PCMU;
      }
    }
    return null;
  }

  private static int number(String word) {
    return word.matches("\\d{1,5}") ? Integer.parseInt(word) : -1;
  }
}
