// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Small packet captures: DNS queries over UDP in IPv4, link type raw IP. */
final class Captures {
  private static final int RAW_IP = 101;

  private Captures() {}

  /** A capture of {@code packets}, all of one second. */
  static byte[] of(byte[]... packets) {
    int size = 24 + Arrays.stream(packets).mapToInt(packet -> 16 + packet.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size);
    file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(RAW_IP);
    for (byte[] packet : packets) {
      file.putInt(1_772_450_000).putInt(0).putInt(packet.length).putInt(packet.length);
      file.put(packet);
    }
    return file.array();
  }

  /** A question for the address of {@code name}. */
  static byte[] query(String name) {
    ByteBuffer message = ByteBuffer.allocate(300);
    message.putShort((short) 7).putShort((short) 0x0100).putShort((short) 1);
    message.putShort((short) 0).putInt(0);
    for (String label : name.split("\\.")) {
      message.put((byte) label.length()).put(label.getBytes(US_ASCII));
    }
    message.put((byte) 0).putShort((short) 1).putShort((short) 1);
    return packet(Arrays.copyOf(message.array(), message.position()));
  }

  /** A question that announces more than there is. */
  static byte[] brokenQuery() {
    byte[] whole = query("example.org");
    return packet(Arrays.copyOfRange(whole, 28, whole.length - 9));
  }

  private static byte[] packet(byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(28 + payload.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity()).putInt(0);
    packet.put((byte) 64).put((byte) 17).putShort((short) 0).putInt(0x0a000001).putInt(0x0a000002);
    packet.putShort((short) 40_000).putShort((short) 53);
    packet.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    return packet.array();
  }
}
