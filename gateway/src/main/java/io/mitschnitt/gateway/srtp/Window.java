package io.mitschnitt.gateway.srtp;

import io.mitschnitt.gateway.rtp.RtpPacket;
import org.jitsi.utils.ByteArrayBuffer;

/** How jitsi-srtp sees our packets. */
final class Window implements ByteArrayBuffer {

  private RtpPacket packet = new RtpPacket();

  Window over(RtpPacket p) {
    packet = p;
    return this;
  }

  @Override
  public byte[] getBuffer() {
    return packet.bytes;
  }

  @Override
  public int getOffset() {
    return packet.offset;
  }

  @Override
  public int getLength() {
    return packet.length;
  }

  @Override
  public void setLength(int octets) {
    packet.length = octets;
  }

  @Override
  public void setOffset(int at) {
    packet.offset = at;
  }

  @Override
  public boolean isInvalid() {
    return false;
  }

  @Override
  public void readRegionToBuff(int at, int octets, byte[] to) {
    System.arraycopy(packet.bytes, packet.offset + at, to, 0, octets);
  }

  /** Never makes a new array: who protects a packet leaves room behind it. */
  @Override
  public void grow(int octets) {
    if (packet.offset + packet.length + octets > packet.bytes.length) {
      throw new IllegalStateException("no room for the tag");
    }
  }

  @Override
  public void append(byte[] data, int octets) {
    grow(octets);
    System.arraycopy(data, 0, packet.bytes, packet.offset + packet.length, octets);
    packet.length += octets;
  }

  @Override
  public void shrink(int octets) {
    packet.length -= octets;
  }
}
