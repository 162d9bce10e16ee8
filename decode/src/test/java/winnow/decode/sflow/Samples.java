// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import winnow.decode.ByteWriter;

/** sFlow datagrams made byte by byte. */
public final class Samples {
  private Samples() {}

  /** A datagram of agent 192.0.2.1, sub-agent 3. */
  public static byte[] datagram(int sequence, byte[]... samples) {
    ByteWriter out = ByteWriter.bigEndian().u32(5).u32(1).hex("c0000201").u32(3);
    out.u32(sequence).u32(3_600_000).u32(samples.length);
    for (byte[] sample : samples) {
      out.bytes(sample);
    }
    return out.toBytes();
  }

  /** A flow sample of interface 7, one of 512, to interface 9; 2 dropped. */
  public static byte[] flow(byte[]... records) {
    ByteWriter out = ByteWriter.bigEndian().u32(11).u32(7).u32(512).u32(5120).u32(2).u32(7);
    return sample(1, records(out.u32(9), records));
  }

  /** The same with numbers as {@code ifIndex} 70000 in, and dropped by an access list. */
  public static byte[] expandedFlow(byte[]... records) {
    ByteWriter out = ByteWriter.bigEndian().u32(11).u32(0).u32(70_000).u32(512).u32(5120).u32(0);
    return sample(3, records(out.u32(0).u32(70_000).u32(1).u32(257), records));
  }

  /** A counter sample with generic interface counters. */
  public static byte[] counters() {
    ByteWriter out = ByteWriter.bigEndian().u32(4).u32(7);
    return sample(2, records(out, record(1, new byte[88])));
  }

  /** A sample of any format. */
  public static byte[] sample(int format, byte[] body) {
    return ByteWriter.bigEndian().u32(format).u32(body.length).bytes(body).toBytes();
  }

  /** A record of a sample. */
  public static byte[] record(int format, byte[] body) {
    return sample(format, body);
  }

  /** A sampled header of a packet that had four bytes more, which were stripped. */
  public static byte[] header(int protocol, int frame, byte[] packet) {
    ByteWriter out = ByteWriter.bigEndian().u32(protocol).u32(frame).u32(4).u32(packet.length);
    return record(1, out.bytes(packet).zeros(-packet.length & 3).toBytes());
  }

  private static byte[] records(ByteWriter out, byte[]... records) {
    out.u32(records.length);
    for (byte[] record : records) {
      out.bytes(record);
    }
    return out.toBytes();
  }
}
