// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;

/**
 * Takes the hellos out of datagrams of DTLS (RFC 6347 section 4.1). A hello that is split over
 * several records is passed over.
 */
final class DtlsRecords {
  private static final int HANDSHAKE = 22;
  private static final int RECORD_HEADER = 13;
  private static final int MESSAGE_HEADER = 12;

  private DtlsRecords() {}

  /** Whether a datagram starts with a handshake record before any encryption. */
  static boolean isHandshake(byte[] bytes, int from, int to) {
    return to - from >= RECORD_HEADER + MESSAGE_HEADER
        && bytes[from] == HANDSHAKE
        && isVersion(BigEndian.u16(bytes, from + 1))
        && BigEndian.u16(bytes, from + 3) == 0
        && RECORD_HEADER + BigEndian.u16(bytes, from + 11) <= to - from;
  }

  private static boolean isVersion(int version) {
    return version == 0xfeff || version == 0xfefd || version == 0x0100;
  }

  /** Hands the hellos of a datagram to {@code handshake}. */
  static void read(
      Handshake handshake, byte[] bytes, int from, int to, long captureOffset, DecodeSink sink) {
    int at = from;
    while (isHandshake(bytes, at, to)) {
      int body = at + RECORD_HEADER + MESSAGE_HEADER;
      int end = at + RECORD_HEADER + BigEndian.u16(bytes, at + 11);
      int length = BigEndian.i32(bytes, at + RECORD_HEADER) & 0xff_ffff;
      int fragmentOffset = BigEndian.i32(bytes, at + RECORD_HEADER + 5) & 0xff_ffff;
      if (fragmentOffset == 0 && length <= end - body) {
        handshake.message(
            bytes[at + RECORD_HEADER], bytes, body, body + length, captureOffset, sink);
      }
      at = end;
    }
  }
}
