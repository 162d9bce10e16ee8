// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.InputBuffer;
import winnow.decode.LittleEndian;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;

/**
 * The block-structured capture file (draft-ietf-opsawg-pcapng): sections, each in its own byte
 * order with its own interfaces; enhanced, simple and obsolete packet blocks. A simple packet has
 * no time and is given that of the packet before it.
 */
final class PcapngFile implements PacketFile {
  /** Block type of a section header; the same in both byte orders. */
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int MAX_INTERFACES = 4096;
  private static final long LATEST_MICROS = 7_258_118_400_000_000L;

  private final InputBuffer input;
  private final DecodeSink sink;
  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private boolean bigEndian;
  private boolean timeKnown;
  private long lastMicros;

  PcapngFile(InputBuffer input, DecodeSink sink) {
    this.input = input;
    this.sink = sink;
  }

  @Override
  public Next next(PacketView packet) throws IOException {
    while (true) {
      if (!input.fill(12)) {
        return Next.INCOMPLETE;
      }
      if (BigEndian.i32(input.bytes(), input.position()) == SECTION_HEADER && !startSection()) {
        return Next.END;
      }
      int type = i32(input.position());
      long length = i32(input.position() + 4) & 0xffff_ffffL;
      if (length < 12 || (length & 3) != 0) {
        reject(RejectReason.MALFORMED, "block 0x%x claims %d bytes".formatted(type, length));
        return Next.END;
      }
      if (length > CaptureReader.MAX_PACKET_BYTES) {
        reject(RejectReason.UNSUPPORTED, "block 0x%x has %d bytes".formatted(type, length));
        if (!input.skip(length)) {
          return Next.END;
        }
        continue;
      }
      if (!input.fill((int) length)) {
        return Next.INCOMPLETE;
      }
      boolean isPacket = readBlock(type, (int) length, packet);
      input.advance((int) length);
      if (isPacket) {
        return Next.PACKET;
      }
    }
  }

  @Override
  public void rejectRest() {
    if (input.available() >= 12) {
      int at = input.position();
      long length = i32(at + 4) & 0xffff_ffffL;
      String detail = "block 0x%x has %d of %d bytes".formatted(i32(at), input.available(), length);
      reject(RejectReason.TRUNCATED, detail);
    } else if (input.available() > 0) {
      reject(RejectReason.TRUNCATED, "block header has " + input.available() + " bytes");
    }
  }

  private boolean startSection() {
    int magic = BigEndian.i32(input.bytes(), input.position() + 8);
    bigEndian = magic == BYTE_ORDER_MAGIC;
    if (!bigEndian && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      reject(RejectReason.MALFORMED, "section has byte-order magic 0x%08x".formatted(magic));
      return false;
    }
    interfaces.clear();
    return true;
  }

  private boolean readBlock(int type, int length, PacketView packet) {
    int at = input.position();
    switch (type) {
      case ENHANCED_PACKET:
        return length >= 32
            ? readPacket(packet, i32(at + 8), i64Halves(at + 12), at + 20, length - 32)
            : tooShort("enhanced packet", length);
      case OBSOLETE_PACKET:
        return length >= 32
            ? readPacket(packet, u16(at + 8), i64Halves(at + 12), at + 20, length - 32)
            : tooShort("packet", length);
      case SIMPLE_PACKET:
        return length >= 16 ? readSimple(packet, length) : tooShort("simple packet", length);
      case INTERFACE_DESCRIPTION:
        if (length >= 20) {
          addInterface(length);
        } else {
          tooShort("interface description", length);
        }
        return false;
      default:
        sink.skip(SkipReason.COMMENT, 1);
        return false;
    }
  }

  private boolean tooShort(String block, int length) {
    reject(RejectReason.MALFORMED, block + " block has only " + length + " bytes");
    return false;
  }

  private void addInterface(int length) {
    if (interfaces.size() == MAX_INTERFACES) {
      reject(RejectReason.UNSUPPORTED, "section has more than " + MAX_INTERFACES + " interfaces");
      return;
    }
    int at = input.position();
    int resolution = 6;
    long offsetSeconds = 0;
    int end = at + length - 4;
    int option = at + 16;
    while (option + 4 <= end && u16(option) != 0) {
      int size = u16(option + 2);
      if (option + 4 + size > end) {
        break;
      }
      if (u16(option) == 9 && size >= 1) {
        resolution = input.bytes()[option + 4] & 0xff;
      } else if (u16(option) == 14 && size >= 8) {
        offsetSeconds = i64(option + 4);
      }
      option += 4 + (size + 3 & ~3);
    }
    long snapLength = i32(at + 12) & 0xffff_ffffL;
    int linkType = u16(at + 8);
    interfaces.add(new CaptureInterface(linkType, snapLength, resolution, offsetSeconds));
    if (LinkDissector.reads(linkType)) {
      sink.skip(SkipReason.COMMENT, 1);
    } else {
      String detail = "interface has link type " + linkType + ", whose packets are not looked into";
      reject(RejectReason.UNSUPPORTED, detail);
    }
  }

  private boolean readPacket(PacketView packet, int number, long ticks, int sizes, int room) {
    if (number < 0 || number >= interfaces.size()) {
      reject(
          RejectReason.MALFORMED,
          "packet of interface %d, but %d are described".formatted(number, interfaces.size()));
      return false;
    }
    CaptureInterface source = interfaces.get(number);
    long captured = i32(sizes) & 0xffff_ffffL;
    long original = i32(sizes + 4) & 0xffff_ffffL;
    if (captured > room) {
      reject(
          RejectReason.MALFORMED,
          "packet claims %d captured bytes in a block with %d".formatted(captured, room));
      return false;
    }
    long micros = source.micros(ticks);
    if (micros < 0 || micros > LATEST_MICROS) {
      reject(RejectReason.BAD_TIME, "packet has time " + Long.toUnsignedString(ticks));
      return false;
    }
    lastMicros = micros;
    timeKnown = true;
    deliver(packet, source, original, sizes + 8, (int) captured);
    return true;
  }

  private boolean readSimple(PacketView packet, int length) {
    if (interfaces.isEmpty()) {
      reject(RejectReason.MALFORMED, "simple packet, but no interface is described");
      return false;
    }
    if (!timeKnown) {
      reject(RejectReason.MISSING_FIELD, "simple packet has no time, nor has one before it");
      return false;
    }
    int at = input.position();
    CaptureInterface source = interfaces.getFirst();
    long original = i32(at + 8) & 0xffff_ffffL;
    long captured = source.snapLength() == 0 ? original : Math.min(original, source.snapLength());
    deliver(packet, source, original, at + 12, (int) Math.min(captured, length - 16));
    return true;
  }

  private void deliver(
      PacketView packet, CaptureInterface source, long original, int start, int captured) {
    packet.timestampMicros = lastMicros;
    packet.captureOffset = input.offset();
    packet.windowOffset = input.offset() - input.position();
    packet.wireLength = Math.max(original, captured);
    packet.dissect(input.bytes(), start, captured, source.linkType());
  }

  private int u16(int index) {
    byte[] bytes = input.bytes();
    return bigEndian ? BigEndian.u16(bytes, index) : LittleEndian.u16(bytes, index);
  }

  private int i32(int index) {
    byte[] bytes = input.bytes();
    return bigEndian ? BigEndian.i32(bytes, index) : LittleEndian.i32(bytes, index);
  }

  private long i64(int index) {
    byte[] bytes = input.bytes();
    return bigEndian ? BigEndian.i64(bytes, index) : LittleEndian.i64(bytes, index);
  }

  private long i64Halves(int index) {
    return (long) i32(index) << 32 | (i32(index + 4) & 0xffff_ffffL);
  }

  private void reject(RejectReason reason, String detail) {
    sink.reject(new Rejection(reason, input.offset(), "pcapng " + detail));
  }
}
