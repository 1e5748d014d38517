package io.mitschnitt.gateway.media;

import io.mitschnitt.gateway.rtp.RtpPacket;

/** Where a leg's packets leave. The packet may be protected in place; nobody reads it afterwards. */
public interface PacketSink {
  void send(RtpPacket packet);
}
