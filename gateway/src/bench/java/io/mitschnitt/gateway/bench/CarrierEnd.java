package io.mitschnitt.gateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The carrier's end: plain RTP, PCMA. */
final class CarrierEnd extends End {

  private static final int PCMA = 8;

  private final Way out;
  private final Way in;
  private final String host;
  private volatile boolean speaks;

  CarrierEnd(String host, Way out, Way in) throws IOException {
    super(host);
    this.host = host;
    this.out = out;
    this.in = in;
  }

  String sdp() throws IOException {
    return "v=0\r\no=- 1 1 IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\nm=audio "
        + port() + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=ptime:20\r\na=sendrecv\r\n";
  }

  /** Takes the gateway's address from its description. */
  void calls(String sdp) throws IOException {
    String address = host;
    int port = 0;
    for (String line : sdp.split("\r?\n")) {
      if (line.startsWith("c=IN IP4 ")) address = line.substring(9).trim();
      if (line.startsWith("m=audio ")) port = Integer.parseInt(line.split(" ")[1]);
    }
    connect(address, port);
    speaks = true;
  }

  @Override
  void heard(byte[] b, int length, long nanos) {
    if ((b[1] & 0x7F) == PCMA) in.came(sequence(b, 0), b, 12, length - 12, nanos);
  }

  @Override
  void speak(ByteBuffer direct, byte[] scratch, long nanos) {
    if (!speaks) return;
    byte[] frame = out.send(nanos);
    header(scratch, PCMA, 160);
    System.arraycopy(frame, 0, scratch, 12, frame.length);
    transmit(direct.clear().put(scratch, 0, 12 + frame.length).flip());
  }
}
