// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.decode.BigEndian;
import winnow.decode.ByteWriter;
import winnow.decode.ExporterPayloads;
import winnow.decode.pcap.Packets;

/**
 * Payloads of an exporter as a capture of UDP port 2055. tshark 4.0 stops inside two that are read
 * to their end here. Mended, it reads them too, and no value of a record differs:
 *
 * <ul>
 *   <li>{@code netflow9_test_h3c}: its template gives field 43 two bytes. RFC 3954 leaves the field
 *       to vendors, tshark takes it for an IPv4 address and reads no field behind it. Mended, it
 *       has a number that tshark does not know.
 *   <li>{@code netflow9_test_invalid01}: its header counts 2 records, those of flows, where RFC
 *       3954 section 5.1 counts templates and options too: 6. tshark reads no more sets than the
 *       header counts. Mended, it counts 6.
 * </ul>
 */
final class TsharkCapture {
  private static final int H3C_FIELD_43 = 20 + 8 + 21 * 4;
  private static final int UNKNOWN_FIELD = 30_000;
  private static final int COUNT = 2;

  private TsharkCapture() {}

  /** The datagrams as they were sent. */
  static byte[] asSent(ExporterPayloads payloads) throws IOException {
    return capture(datagrams(payloads));
  }

  /** The datagrams as tshark reads them to their end. */
  static byte[] mended(ExporterPayloads payloads) throws IOException {
    List<byte[]> datagrams = datagrams(payloads);
    switch (payloads.exporter()) {
      case "netflow9_test_h3c" -> put(datagrams.getFirst(), H3C_FIELD_43, 43, UNKNOWN_FIELD);
      case "netflow9_test_invalid01" -> put(datagrams.getFirst(), COUNT, 2, 6);
      default -> {}
    }
    return capture(datagrams);
  }

  private static void put(byte[] datagram, int at, int before, int after) {
    if (BigEndian.u16(datagram, at) != before) {
      throw new IllegalStateException("no " + before + " at " + at + " of the datagram");
    }
    datagram[at] = (byte) (after >> 8);
    datagram[at + 1] = (byte) after;
  }

  private static List<byte[]> datagrams(ExporterPayloads payloads) throws IOException {
    List<byte[]> datagrams = new ArrayList<>();
    for (Path file : payloads.files()) {
      datagrams.addAll(ExporterPayloads.datagrams(file));
    }
    return datagrams;
  }

  private static byte[] capture(List<byte[]> datagrams) {
    byte[][] packets =
        datagrams.stream()
            .map(datagram -> Packets.ipv4(17, 0, Packets.udp(9999, 2055, datagram)))
            .toArray(byte[][]::new);
    return Packets.pcap(ByteWriter.littleEndian(), 101, packets);
  }
}
