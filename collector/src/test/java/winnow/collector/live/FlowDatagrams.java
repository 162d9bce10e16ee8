// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.nio.ByteBuffer;

/** NetFlow v5 datagrams with flows that can be told apart. */
final class FlowDatagrams {
  static final int BEGIN_SECONDS = 1_772_450_000;

  private FlowDatagrams() {}

  /** A datagram with flows number {@code first} and those after; the number is in the octets. */
  static ByteBuffer version5(int first, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(24 + 48 * count);
    bytes.putShort((short) 5).putShort((short) count).putInt(1000).putInt(BEGIN_SECONDS).putInt(0);
    bytes.putInt(first).putShort((short) 0).putShort((short) 0);
    for (int i = 0; i < count; i++) {
      bytes.putInt(0xc0000201).putInt(0xc6336401).putInt(0).putInt(0);
      bytes.putInt(1).putInt(100 + first + i).putInt(0).putInt(500);
      bytes.putShort((short) 40_000).putShort((short) 443).put((byte) 0).put((byte) 0x18);
      bytes.put((byte) 6).put((byte) 0).putLong(0);
    }
    return bytes.flip();
  }

  /** An IPFIX message that defines template 256: four addresses and counters. */
  static ByteBuffer ipfixTemplate() {
    int[][] fields = {{8, 4}, {12, 4}, {7, 2}, {11, 2}, {4, 1}, {1, 8}, {2, 8}, {152, 8}, {153, 8}};
    ByteBuffer bytes = ByteBuffer.allocate(16 + 4 + 4 + 4 * fields.length);
    header(bytes, bytes.capacity());
    bytes.putShort((short) 2).putShort((short) (bytes.capacity() - 16));
    bytes.putShort((short) 256).putShort((short) fields.length);
    for (int[] field : fields) {
      bytes.putShort((short) field[0]).putShort((short) field[1]);
    }
    return bytes.flip();
  }

  /** An IPFIX message with a flow of template 256. */
  static ByteBuffer ipfixData(int number) {
    return ipfixData(number, 0);
  }

  /** The same, of a flow that began so many hours earlier. */
  static ByteBuffer ipfixData(int number, int hoursBefore) {
    long begin = (BEGIN_SECONDS - hoursBefore * 3600L) * 1000;
    ByteBuffer bytes = ByteBuffer.allocate(16 + 4 + 45);
    header(bytes, bytes.capacity());
    bytes.putShort((short) 256).putShort((short) 49);
    bytes.putInt(0xc0000201).putInt(0xc6336401).putShort((short) 40_000).putShort((short) 443);
    bytes.put((byte) 6).putLong(100 + number).putLong(1);
    bytes.putLong(begin).putLong(begin + 5);
    return bytes.flip();
  }

  private static void header(ByteBuffer bytes, int length) {
    bytes.putShort((short) 10).putShort((short) length).putInt(BEGIN_SECONDS).putInt(0).putInt(7);
  }
}
