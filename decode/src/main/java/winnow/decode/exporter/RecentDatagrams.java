// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import java.util.zip.CRC32C;

/**
 * The digests of the latest datagrams of a domain, so that one that comes twice is known: by a
 * mirror port, two network paths or a sender that repeats. Sequence number and export time are in
 * the digest with the rest of the bytes. Of an exporter that does not count, datagrams of the same
 * time may look alike without being repeats.
 */
final class RecentDatagrams {
  private static final int WINDOW = 32;

  private final CRC32C checksum = new CRC32C();
  private final long[] digests = new long[WINDOW];
  private int next;

  /** Whether the datagram is one of the latest; it is one from now on. */
  boolean isRepeat(FlowDatagram datagram) {
    checksum.reset();
    checksum.update(datagram.bytes(), datagram.offset(), datagram.length());
    long digest = (long) (datagram.length() + 1) << 32 | checksum.getValue();
    for (long recent : digests) {
      if (recent == digest) {
        return true;
      }
    }
    digests[next++ % WINDOW] = digest;
    next %= WINDOW;
    return false;
  }
}
