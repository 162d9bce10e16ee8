// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Hourly capture files (pcap, microseconds, little-endian, Ethernet). */
final class PcapFiles implements Closeable {
  private static final int HEADER_OCTETS = 24;

  private final HourlyFiles files;
  private final ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);

  PcapFiles(Path folder, String pattern) {
    files = new HourlyFiles(folder, pattern, header());
  }

  void write(long timeMicros, byte[] frame, int length) throws IOException {
    OutputStream out = files.at(timeMicros);
    record.clear().putInt((int) (timeMicros / 1_000_000)).putInt((int) (timeMicros % 1_000_000));
    record.putInt(length).putInt(length);
    out.write(record.array());
    out.write(frame, 0, length);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(65_535).putInt(1);
    return header.array();
  }
}
