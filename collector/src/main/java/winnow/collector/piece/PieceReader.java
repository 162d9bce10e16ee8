// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.SegmentReader;

/**
 * Goes through an input piece by piece: lines, packets, datagrams or messages, each in the bytes of
 * the input. One thread.
 */
interface PieceReader {
  /**
   * Goes to the next piece.
   *
   * @return false at the end, or where the input can be followed no further
   */
  boolean next() throws IOException;

  /** Offset in the decompressed input at which the piece starts. */
  long offset();

  /** Offset at which the next piece starts. */
  long end();

  /** Whether it is no piece of its own but says how those behind it are to be read. */
  boolean isContext();

  /** A copy of the piece; null when it is too long to be kept. */
  byte @Nullable [] bytes();

  /** How many bytes at its start are of what holds it, and not what was sent. */
  default int frameBytes() {
    return 0;
  }

  /** A reader of an input of {@code format}; null when pieces of such cannot be told apart. */
  static @Nullable PieceReader of(String format, InputStream input) throws IOException {
    return switch (format) {
      case "pcap" -> new PcapPieces(input);
      case "pcapng" -> new PcapngPieces(input);
      case "netflow" -> new DatagramPieces(input);
      case "flow-datagrams-segment", "syslog-segment", "dnstap-segment" -> new SegmentPieces(input);
      default -> isLines(format) ? new LinePieces(input) : null;
    };
  }

  /**
   * Whether inputs of {@code format} are lines that can be read one by one. The order of day and
   * month in a Windows DNS log is told from all of its beginning.
   */
  static boolean isLines(String format) {
    return !format.endsWith(SegmentReader.FORMAT_SUFFIX)
        && !Set.of("pcap", "pcapng", "netflow", "nfcapd", "dnstap", "windows-dns", "azure-flow")
            .contains(format);
  }
}
