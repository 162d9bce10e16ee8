// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

/**
 * One message in a segment, big-endian: payload length u32; CRC-32C (RFC 3720) u32 of all that
 * follows; time received, microseconds since the epoch, i64; sender's address, 16 bytes, IPv4 as
 * IPv4-mapped; sender's port u16; flags u8; a zero u8; payload. The flags are 1 when the sender is
 * known, 2 when it made a connection, 4 when there is no message: the connection begins or has
 * ended.
 */
final class Frame {
  static final int LENGTH = 0;
  static final int CHECKSUM = 4;
  static final int RECEIVED = 8;
  static final int ADDRESS_HIGH = 16;
  static final int ADDRESS_LOW = 24;
  static final int PORT = 32;
  static final int FLAGS = 34;
  static final int PAYLOAD = 36;
  static final byte SENDER_KNOWN = 1;
  static final byte CONNECTION = 2;
  static final byte BOUNDARY = 4;

  private Frame() {}
}
