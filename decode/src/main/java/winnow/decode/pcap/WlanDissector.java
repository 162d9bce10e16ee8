// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import winnow.decode.BigEndian;
import winnow.decode.LittleEndian;

/** Walks IEEE 802.11 frames, with or without what the radio noted before them. */
final class WlanDissector {
  private static final int DATA = 2;
  private static final int NO_DATA = 4;
  private static final int QOS = 8;
  private static final int TO_DS = 1;
  private static final int FROM_DS = 2;
  private static final int PROTECTED = 0x40;
  private static final int ORDER = 0x80;

  private final PacketDissector packet;
  private final LinkDissector link;

  WlanDissector(PacketDissector packet, LinkDissector link) {
    this.packet = packet;
    this.link = link;
  }

  /** Radiotap: its length, then which fields there are; the flags tell of padding. */
  void radiotap() {
    if (!packet.has(8)) {
      return;
    }
    byte[] bytes = packet.bytes;
    int start = packet.at;
    int length = LittleEndian.u16(bytes, start + 2);
    if (length < 8 || !packet.has(length)) {
      return;
    }
    int present = LittleEndian.i32(bytes, start + 4);
    int field = start + 8;
    int word = present;
    while (word < 0 && field + 4 <= start + length) {
      word = LittleEndian.i32(bytes, field);
      field += 4;
    }
    if ((present & 1) != 0) {
      field = start + (field - start + 7 & ~7) + 8;
    }
    boolean padded = (present & 2) != 0 && field < start + length && (bytes[field] & 0x20) != 0;
    packet.at += length;
    frame(padded);
  }

  /** Prism: a message of which the length is at 4, or AVS in its place. */
  void prism() {
    if (packet.has(8)) {
      long length = LittleEndian.u32(packet.bytes, packet.at + 4);
      if (length >= 8 && length <= packet.end - packet.at) {
        packet.at += (int) length;
        frame(false);
      } else {
        avs();
      }
    }
  }

  /** AVS: version and length, big-endian. */
  void avs() {
    if (packet.has(8)) {
      long length = BigEndian.u32(packet.bytes, packet.at + 4);
      if (length >= 8 && length <= packet.end - packet.at) {
        packet.at += (int) length;
        frame(false);
      }
    }
  }

  /** A frame; only data that is not encrypted goes on, to LLC. */
  void frame(boolean padded) {
    if (!packet.has(24)) {
      return;
    }
    byte[] bytes = packet.bytes;
    int type = bytes[packet.at] >> 2 & 3;
    int subtype = bytes[packet.at] >> 4 & 15;
    int flags = bytes[packet.at + 1];
    if (type != DATA || (subtype & NO_DATA) != 0 || (flags & PROTECTED) != 0) {
      return;
    }
    boolean bridged = (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS);
    int header = bridged ? 30 : 24;
    boolean aggregated = false;
    if ((subtype & QOS) != 0 && packet.has(header + 2)) {
      aggregated = (bytes[packet.at + header] & 0x80) != 0;
      header += (flags & ORDER) != 0 ? 6 : 2;
    }
    addresses(flags);
    packet.at += padded ? header + 3 & ~3 : header;
    if (aggregated) {
      packet.at += 14;
    }
    link.logicalLink();
  }

  private void addresses(int flags) {
    int destination = (flags & TO_DS) != 0 ? 16 : 4;
    int source = (flags & FROM_DS) == 0 ? 10 : (flags & TO_DS) != 0 ? 24 : 16;
    packet.view.destinationMac = mac(destination);
    packet.view.sourceMac = packet.has(source + 6) ? mac(source) : 0;
  }

  private long mac(int offset) {
    int at = packet.at + offset;
    return BigEndian.u32(packet.bytes, at) << 16 | BigEndian.u16(packet.bytes, at + 4);
  }
}
