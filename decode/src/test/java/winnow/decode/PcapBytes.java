// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A capture put together packet by packet: little-endian pcap, microseconds, raw IP. */
public final class PcapBytes {
  private static final int LINKTYPE_RAW = 101;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public PcapBytes() {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    out.writeBytes(header.putInt(262_144).putInt(LINKTYPE_RAW).array());
  }

  public PcapBytes udp(long micros, String from, int fromPort, String to, int toPort, byte[] data) {
    ByteBuffer udp = ByteBuffer.allocate(8 + data.length);
    udp.putShort((short) fromPort).putShort((short) toPort);
    udp.putShort((short) (8 + data.length)).putShort((short) 0).put(data);
    return packet(micros, 17, from, to, udp.array(), Integer.MAX_VALUE);
  }

  public PcapBytes tcp(
      long micros,
      String from,
      int fromPort,
      String to,
      int toPort,
      long sequence,
      int flags,
      byte[] data) {
    ByteBuffer tcp = ByteBuffer.allocate(20 + data.length);
    tcp.putShort((short) fromPort).putShort((short) toPort).putInt((int) sequence).putInt(0);
    tcp.put((byte) 0x50).put((byte) flags).putShort((short) 1000).putInt(0).put(data);
    return packet(micros, 6, from, to, tcp.array(), Integer.MAX_VALUE);
  }

  /** A packet of which at most {@code kept} bytes are captured. */
  public PcapBytes packet(
      long micros, int protocol, String from, String to, byte[] payload, int kept) {
    byte[] source = address(from);
    byte[] destination = address(to);
    ByteBuffer ip = ByteBuffer.allocate((source.length == 4 ? 20 : 40) + payload.length);
    if (source.length == 4) {
      ip.put((byte) 0x45).put((byte) 0).putShort((short) ip.capacity()).putInt(0);
      ip.put((byte) 64).put((byte) protocol).putShort((short) 0).put(source).put(destination);
    } else {
      ip.putInt(0x6000_0000).putShort((short) payload.length).put((byte) protocol).put((byte) 64);
      ip.put(source).put(destination);
    }
    ip.put(payload);
    int captured = Math.min(kept, ip.capacity());
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
    out.writeBytes(header.putInt(captured).putInt(ip.capacity()).array());
    out.write(ip.array(), 0, captured);
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
