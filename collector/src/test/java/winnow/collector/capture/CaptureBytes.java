// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Packets between 192.0.2.1 and 198.51.100.2, and the files that capture programs write of them.
 */
final class CaptureBytes {
  static final int RAW_IP = 101;
  static final long START_MICROS = 1_700_000_000_000_000L;
  private static final int CLIENT = 0xc0000201;
  private static final int SERVER = 0xc6336402;

  private CaptureBytes() {}

  /** An IPv4 packet of the client or, when it comes {@code back}, of the server. */
  static byte[] udp(int sourcePort, int destinationPort, boolean back, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(28 + payload.length);
    packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0);
    packet.put((byte) 64).put((byte) 17).putShort((short) 0);
    packet.putInt(back ? SERVER : CLIENT).putInt(back ? CLIENT : SERVER);
    packet.putShort((short) sourcePort).putShort((short) destinationPort);
    packet.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    return packet.array();
  }

  /**
   * A question for the addresses of www.example, in a message with {@code id} and {@code flags}.
   */
  static byte[] dns(int id, int flags) {
    byte[] name = "\3www\7example\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer message = ByteBuffer.allocate(12 + name.length + 4);
    message.putShort((short) id).putShort((short) flags).putShort((short) 1);
    message.position(12).put(name).putShort((short) 1).putShort((short) 1);
    return message.array();
  }

  /** The start of a file: of pcap, or the section and interface of pcapng. */
  static byte[] head(boolean isPcapng) {
    ByteBuffer head = ByteBuffer.allocate(isPcapng ? 48 : 24).order(ByteOrder.LITTLE_ENDIAN);
    if (isPcapng) {
      head.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
      head.putInt(1).putInt(20).putInt(RAW_IP).putInt(0).putInt(20);
    } else {
      head.putInt(0xa1b2c3d4).putInt(0x40002).putLong(0).putInt(0xffff).putInt(RAW_IP);
    }
    return head.array();
  }

  /** A packet as it is in a file, {@code afterMicros} after {@link #START_MICROS}. */
  static byte[] record(boolean isPcapng, long afterMicros, byte[] packet) {
    long time = START_MICROS + afterMicros;
    int padded = isPcapng ? packet.length + 3 & ~3 : packet.length;
    ByteBuffer out = ByteBuffer.allocate(padded + (isPcapng ? 32 : 16));
    out.order(ByteOrder.LITTLE_ENDIAN);
    if (isPcapng) {
      out.putInt(6).putInt(32 + padded).putInt(0).putInt((int) (time >> 32)).putInt((int) time);
      out.putInt(packet.length).putInt(packet.length).put(packet);
      out.putInt(28 + padded, 32 + padded);
    } else {
      out.putInt((int) (time / 1_000_000)).putInt((int) (time % 1_000_000));
      out.putInt(packet.length).putInt(packet.length).put(packet);
    }
    return out.array();
  }

  /** A whole file of packets 10 ms apart, from {@code afterMicros} on. */
  static byte[] file(boolean isPcapng, long afterMicros, byte[]... packets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head(isPcapng));
    for (int i = 0; i < packets.length; i++) {
      out.writeBytes(record(isPcapng, afterMicros + i * 10_000L, packets[i]));
    }
    return out.toByteArray();
  }
}
