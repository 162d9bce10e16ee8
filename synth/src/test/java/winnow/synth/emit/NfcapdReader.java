// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.schema.IpAddress;

/** A second reading of the layout that {@link NfcapdFile} writes, for tests. */
public final class NfcapdReader {
  /** Flows and octets as the appendix sums them up. */
  public final long[] sums = new long[2];

  /** What the records say. */
  public final List<Flow> flows = new ArrayList<>();

  /**
   * A flow.
   *
   * @param firstMillis first packet
   * @param receivedMillis when it was exported
   * @param octets octets
   * @param source source address
   * @param destination destination address
   * @param destinationPort destination port
   */
  public record Flow(
      long firstMillis,
      long receivedMillis,
      long octets,
      IpAddress source,
      IpAddress destination,
      int destinationPort) {}

  private NfcapdReader() {}

  /** Reads a file. */
  public static NfcapdReader read(Path file) throws IOException {
    NfcapdReader reader = new NfcapdReader();
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getShort(0) != (short) 0xa50c || in.getShort(2) != 2) {
      throw new IOException("no nfcapd file: " + file);
    }
    in.position(40);
    for (int blocks = in.getInt(36); blocks > 0; blocks--) {
      reader.block(in);
    }
    if (in.position() != in.getLong(24)) {
      throw new IOException("appendix of " + file + " is not at " + in.position());
    }
    in.position(in.position() + 12);
    in.position(in.position() + in.getShort(in.position() + 2));
    reader.sums[0] = in.getLong(in.position() + 4);
    reader.sums[1] = in.getLong(in.position() + 12);
    return reader;
  }

  private void block(ByteBuffer in) {
    int records = in.getInt();
    int end = in.position() + in.getInt() + 8;
    in.position(in.position() + 4);
    for (; records > 0; records--) {
      record(in);
    }
    if (in.position() != end) {
      throw new IllegalStateException("block ends at " + in.position() + ", not " + end);
    }
  }

  private void record(ByteBuffer in) {
    int start = in.position();
    int size = in.getShort(start + 2) & 0xffff;
    int at = start + 12;
    long first = 0;
    long received = 0;
    long octets = 0;
    int port = 0;
    byte[] address = new byte[32];
    int length = 0;
    for (int n = in.getShort(start + 4); n > 0; n--) {
      int data = at + 4;
      switch (in.getShort(at)) {
        case 1 -> {
          first = in.getLong(data);
          received = in.getLong(data + 16);
          octets = in.getLong(data + 32);
          port = in.getShort(data + 42) & 0xffff;
        }
        case 2 -> {
          length = 4;
          ByteBuffer.wrap(address).putInt(in.getInt(data)).putInt(in.getInt(data + 4));
        }
        case 3 -> {
          length = 16;
          ByteBuffer out = ByteBuffer.wrap(address);
          for (int i = 0; i < 4; i++) {
            out.putLong(in.getLong(data + 8 * i));
          }
        }
        default -> {}
      }
      at += in.getShort(at + 2);
    }
    flows.add(
        new Flow(
            first,
            received,
            octets,
            IpAddress.ofBytes(address, 0, length),
            IpAddress.ofBytes(address, length, length),
            port));
    in.position(start + size);
  }
}
