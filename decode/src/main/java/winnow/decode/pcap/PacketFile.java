// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.io.IOException;

/** The packets of a capture in one of the two file formats. */
sealed interface PacketFile permits PcapFile, PcapngFile {
  /** What there is to read. */
  enum Next {
    /** A packet. */
    PACKET,
    /** Nothing, or a packet that is not whole; more may come when the file grows. */
    INCOMPLETE,
    /** Something after which the file makes no sense. */
    END
  }

  /** Reads and dissects the next packet, if it is whole. */
  Next next(PacketView packet) throws IOException;

  /** Rejects what is left of a packet that will never be whole. */
  void rejectRest();
}
