// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.InputBuffer;
import winnow.decode.LittleEndian;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

/**
 * The classic capture file (draft-ietf-opsawg-pcap): a header of 24 bytes, then packets, each with
 * a header of 16 bytes (24 in the "modified" variant of 0xa1b2cd34).
 */
final class PcapFile implements PacketFile {
  /** Length of the file header. */
  static final int FILE_HEADER = 24;

  private final InputBuffer input;
  private final Variant variant;
  private final int linkType;
  private final DecodeSink sink;

  private PcapFile(InputBuffer input, Variant variant, int linkType, DecodeSink sink) {
    this.input = input;
    this.variant = variant;
    this.linkType = linkType;
    this.sink = sink;
  }

  /** Reads the file header, which must be there. */
  static PcapFile open(InputBuffer input, Variant variant, DecodeSink sink) {
    int linkType = (int) variant.u32(input.bytes(), input.position() + 20) & 0xffff;
    if (!LinkDissector.reads(linkType)) {
      String detail = "pcap has link type " + linkType + ", whose packets are not looked into";
      sink.reject(new Rejection(RejectReason.UNSUPPORTED, 20, detail));
    }
    input.advance(FILE_HEADER);
    return new PcapFile(input, variant, linkType, sink);
  }

  @Override
  public Next next(PacketView packet) throws IOException {
    if (!input.fill(variant.packetHeader)) {
      return Next.INCOMPLETE;
    }
    byte[] bytes = input.bytes();
    int at = input.position();
    long seconds = variant.u32(bytes, at);
    long fraction = variant.u32(bytes, at + 4);
    long captured = variant.u32(bytes, at + 8);
    long original = variant.u32(bytes, at + 12);
    if (captured > CaptureReader.MAX_PACKET_BYTES) {
      reject(RejectReason.MALFORMED, "packet claims " + captured + " captured bytes");
      return Next.END;
    }
    int whole = variant.packetHeader + (int) captured;
    if (!input.fill(whole)) {
      return Next.INCOMPLETE;
    }
    packet.timestampMicros =
        seconds * 1_000_000 + (variant.nanoseconds ? fraction / 1000 : fraction);
    packet.captureOffset = input.offset();
    packet.windowOffset = input.offset() - input.position();
    packet.wireLength = Math.max(original, captured);
    int start = input.position() + variant.packetHeader;
    packet.dissect(input.bytes(), start, (int) captured, linkType);
    input.advance(whole);
    return Next.PACKET;
  }

  @Override
  public void rejectRest() {
    int there = input.available() - variant.packetHeader;
    if (there >= 0) {
      long captured = variant.u32(input.bytes(), input.position() + 8);
      reject(RejectReason.TRUNCATED, "packet has " + there + " of " + captured + " captured bytes");
    } else if (input.available() > 0) {
      reject(RejectReason.TRUNCATED, "packet header has " + input.available() + " bytes");
    }
  }

  private void reject(RejectReason reason, String detail) {
    sink.reject(new Rejection(reason, input.offset(), "pcap " + detail));
  }

  /** Byte order, time unit and packet header, as the magic number tells. */
  enum Variant {
    BIG_MICROS(0xa1b2c3d4, true, false, 16),
    BIG_NANOS(0xa1b23c4d, true, true, 16),
    BIG_MODIFIED(0xa1b2cd34, true, false, 24),
    LITTLE_MICROS(0xd4c3b2a1, false, false, 16),
    LITTLE_NANOS(0x4d3cb2a1, false, true, 16),
    LITTLE_MODIFIED(0x34cdb2a1, false, false, 24);

    private final int magic;
    private final boolean bigEndian;
    private final boolean nanoseconds;
    private final int packetHeader;

    Variant(int magic, boolean bigEndian, boolean nanoseconds, int packetHeader) {
      this.magic = magic;
      this.bigEndian = bigEndian;
      this.nanoseconds = nanoseconds;
      this.packetHeader = packetHeader;
    }

    /** The variant whose file starts with {@code magic}, null when none does. */
    static @Nullable Variant of(int magic) {
      for (Variant variant : values()) {
        if (variant.magic == magic) {
          return variant;
        }
      }
      return null;
    }

    private long u32(byte[] bytes, int index) {
      return bigEndian ? BigEndian.u32(bytes, index) : LittleEndian.u32(bytes, index);
    }
  }
}
