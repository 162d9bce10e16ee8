// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.io.IOException;

/** The packets of a capture in one of the two file formats. */
sealed interface PacketFile permits PcapFile, PcapngFile {
  /** Reads and dissects the next packet; false when there is none. */
  boolean next(PacketView packet) throws IOException;
}
