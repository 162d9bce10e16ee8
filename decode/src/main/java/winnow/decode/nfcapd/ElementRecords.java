// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import winnow.decode.LittleEndian;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.exporter.ApplicationIds;
import winnow.decode.exporter.FirewallEvents;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;
import winnow.schema.Translation;

/**
 * Flow records of nfdump 1.7 (type 11). A record is a list of elements: a first pass notes where
 * each is, then the flow is built straight from the bytes.
 */
final class ElementRecords {
  private static final int HEADER = 12;
  private static final long LATEST_MILLIS = 7_258_118_400_000L;

  private static final int GENERIC = 1;
  private static final int IPV4 = 2;
  private static final int IPV6 = 3;
  private static final int MISC = 4;
  private static final int COUNTERS = 5;
  private static final int VLAN = 6;
  private static final int AS = 7;
  private static final int BGP_NEXT_HOP_4 = 8;
  private static final int BGP_NEXT_HOP_6 = 9;
  private static final int NEXT_HOP_4 = 10;
  private static final int NEXT_HOP_6 = 11;
  private static final int ROUTER_4 = 12;
  private static final int ROUTER_6 = 13;
  private static final int MAC = 15;
  private static final int EVENT = 19;
  private static final int NAT_4 = 20;
  private static final int NAT_6 = 21;
  private static final int NAT_PORTS = 22;
  private static final int USER = 24;
  private static final int NAT_EVENT = 25;
  private static final int APPLICATION = 27;
  private static final int OBSERVATION = 33;
  private static final long ROUTED =
      1L << MISC
          | 1L << VLAN
          | 1L << AS
          | 1L << BGP_NEXT_HOP_4
          | 1L << BGP_NEXT_HOP_6
          | 1L << NEXT_HOP_4
          | 1L << NEXT_HOP_6
          | 1L << MAC;
  private static final long TRANSLATED = 1L << NAT_4 | 1L << NAT_6 | 1L << NAT_PORTS;

  /** Fewest bytes of the value of each element; 0 of those that are not read. */
  private static final int[] VALUE_BYTES = {
    0, 48, 8, 32, 16, 24, 8, 8, 4, 16, 4, 16, 4, 16, 0, 32, 0, 0, 12, 16, 8, 32, 4, 0, 66, 16, 0, 1,
    0, 0, 0, 0, 0, 12
  };

  private final Exporters exporters;
  private final RecordReader reader;
  private final RoutingReader routings = new RoutingReader();
  private final int[] offsets = new int[VALUE_BYTES.length];
  private long present;
  private int applicationEnd;

  ElementRecords(Exporters exporters, RecordReader reader) {
    this.exporters = exporters;
    this.reader = reader;
  }

  /** Reads the record of {@code size} bytes at index {@code at}. */
  void read(byte[] bytes, int at, int size) {
    if (size < HEADER) {
      reader.reject(RejectReason.MALFORMED, at, "flow record has " + size + " of 12 bytes");
    } else if (locate(bytes, at, at + size)) {
      if (has(GENERIC) && (has(IPV4) || has(IPV6))) {
        emit(bytes, at);
      } else {
        reader.sink().skip(SkipReason.OTHER_PROTOCOL, 1);
      }
    }
  }

  private boolean has(int element) {
    return (present & 1L << element) != 0;
  }

  private boolean locate(byte[] bytes, int record, int end) {
    int count = LittleEndian.u16(bytes, record + 4);
    long found = 0;
    int at = record + HEADER;
    for (int i = 0; i < count; i++) {
      int length = end - at < 4 ? 0 : LittleEndian.u16(bytes, at + 2);
      if (length < 4 || length > end - at) {
        String detail = "flow record ends inside element %d of %d";
        reader.reject(RejectReason.MALFORMED, record, detail.formatted(i + 1, count));
        return false;
      }
      int type = LittleEndian.u16(bytes, at);
      if (type < VALUE_BYTES.length) {
        if (length - 4 < VALUE_BYTES[type]) {
          String detail = "flow record has element %d of %d bytes";
          reader.reject(RejectReason.MALFORMED, record, detail.formatted(type, length));
          return false;
        }
        offsets[type] = at + 4;
        found |= 1L << type;
        applicationEnd = type == APPLICATION ? at + length : applicationEnd;
      }
      at += length;
    }
    present = found;
    return true;
  }

  private void emit(byte[] bytes, int at) {
    int generic = offsets[GENERIC];
    long first = firstMillis(bytes, generic);
    if (first < 0 || first > LATEST_MILLIS) {
      reader.reject(RejectReason.BAD_TIME, at, "flow began at " + first + " ms");
      return;
    }
    long last = LittleEndian.i64(bytes, generic + 8);
    if (last > LATEST_MILLIS) {
      reader.reject(RejectReason.BAD_TIME, at, "flow ended at " + last + " ms");
      return;
    }
    int protocol = bytes[generic + 44] & 0xff;
    boolean icmp = protocol == 1 || protocol == 58;
    int sourcePort = LittleEndian.u16(bytes, generic + 40);
    int destinationPort = LittleEndian.u16(bytes, generic + 42);
    reader
        .sink()
        .accept(
            new FlowRecord(
                observer(bytes, at),
                first * 1000,
                last > first ? (last - first) * 1000 : 0,
                received(LittleEndian.i64(bytes, generic + 16)),
                new Endpoint(source(bytes), icmp ? 0 : sourcePort),
                new Endpoint(destination(bytes), icmp ? 0 : destinationPort),
                protocol,
                icmp ? Integer.valueOf(destinationPort >> 8) : null,
                icmp ? Integer.valueOf(destinationPort & 0xff) : null,
                new Traffic(
                    LittleEndian.i64(bytes, generic + 32),
                    LittleEndian.i64(bytes, generic + 24),
                    bytes[generic + 45] & 0xff,
                    bytes[generic + 47] & 0xff),
                has(COUNTERS) ? reverse(bytes, offsets[COUNTERS]) : null,
                RecordReader.SAMPLING_INTERVAL,
                routing(bytes, forwardingStatus(bytes, bytes[generic + 46] & 0xff)),
                session(bytes),
                null,
                (present & TRANSLATED) == 0 ? null : translation(bytes)));
  }

  /** Exporters may send no times, or that of an event only; then it is when the flow came in. */
  private long firstMillis(byte[] bytes, int generic) {
    long first = LittleEndian.i64(bytes, generic);
    if (first == 0 && has(EVENT)) {
      return LittleEndian.i64(bytes, offsets[EVENT]);
    }
    if (first == 0 && has(NAT_EVENT)) {
      return LittleEndian.i64(bytes, offsets[NAT_EVENT]);
    }
    return first == 0 ? LittleEndian.i64(bytes, generic + 16) : first;
  }

  private static @Nullable Long received(long millis) {
    return millis <= 0 || millis > LATEST_MILLIS ? null : Long.valueOf(millis * 1000);
  }

  private IpAddress source(byte[] bytes) {
    return has(IPV4)
        ? IpAddress.ofIpv4(LittleEndian.i32(bytes, offsets[IPV4]))
        : ipv6(bytes, offsets[IPV6]);
  }

  private IpAddress destination(byte[] bytes) {
    return has(IPV4)
        ? IpAddress.ofIpv4(LittleEndian.i32(bytes, offsets[IPV4] + 4))
        : ipv6(bytes, offsets[IPV6] + 16);
  }

  private static IpAddress ipv6(byte[] bytes, int at) {
    return new IpAddress(LittleEndian.i64(bytes, at), LittleEndian.i64(bytes, at + 8));
  }

  private Observer observer(byte[] bytes, int at) {
    long high = 0;
    long low = 0;
    if (has(ROUTER_4)) {
      low = LittleEndian.u32(bytes, offsets[ROUTER_4]);
      low = low == 0 ? 0 : low | 0xffff_0000_0000L;
    } else if (has(ROUTER_6)) {
      high = LittleEndian.i64(bytes, offsets[ROUTER_6]);
      low = LittleEndian.i64(bytes, offsets[ROUTER_6] + 8);
    }
    long domain = has(OBSERVATION) ? LittleEndian.u32(bytes, offsets[OBSERVATION] + 8) : -1;
    int engine = (bytes[at + 6] & 0xff) << 8 | bytes[at + 7] & 0xff;
    return exporters.observer(high, low, LittleEndian.u16(bytes, at + 8), domain, engine);
  }

  private @Nullable Traffic reverse(byte[] bytes, int at) {
    long packets = LittleEndian.i64(bytes, at + 8);
    long octets = LittleEndian.i64(bytes, at + 16);
    if ((packets | octets) == 0) {
      return null;
    }
    boolean misc = has(MISC);
    int flags = misc ? bytes[offsets[MISC] + 14] & 0xff : 0;
    return new Traffic(octets, packets, flags, misc ? bytes[offsets[MISC] + 11] & 0xff : 0);
  }

  private Routing routing(byte[] bytes, int forwardingStatus) {
    if ((present & ROUTED) == 0 && forwardingStatus == 0) {
      return Routing.UNKNOWN;
    }
    routings.clear(forwardingStatus);
    if (has(MISC)) {
      routings.misc(bytes, offsets[MISC]);
    }
    if (has(AS)) {
      routings.systems(bytes, offsets[AS]);
    }
    if (has(VLAN)) {
      routings.vlans(bytes, offsets[VLAN]);
    }
    if (has(MAC)) {
      routings.macs(bytes, offsets[MAC]);
    }
    routings.nextHop(address(bytes, NEXT_HOP_4, NEXT_HOP_6));
    routings.bgpNextHop(address(bytes, BGP_NEXT_HOP_4, BGP_NEXT_HOP_6));
    return routings.build();
  }

  private @Nullable IpAddress address(byte[] bytes, int element4, int element6) {
    if (has(element4)) {
      int bits = LittleEndian.i32(bytes, offsets[element4]);
      return bits == 0 ? null : IpAddress.ofIpv4(bits);
    }
    return has(element6) ? orNull(ipv6(bytes, offsets[element6])) : null;
  }

  private static @Nullable IpAddress orNull(IpAddress address) {
    return (address.high() | address.low()) == 0 ? null : address;
  }

  /** The firewall event of the record, 0 when it has none. */
  private int firewallEvent(byte[] bytes) {
    return has(EVENT) ? bytes[offsets[EVENT] + 14] & 0xff : 0;
  }

  private int forwardingStatus(byte[] bytes, int own) {
    return own == 0 ? FirewallEvents.forwardingStatus(firewallEvent(bytes)) : own;
  }

  private Session session(byte[] bytes) {
    int endReason = has(MISC) ? bytes[offsets[MISC] + 13] & 0xff : 0;
    if (endReason == 0 && !has(USER) && !has(APPLICATION) && !has(EVENT)) {
      return Session.UNKNOWN;
    }
    int reason = endReason == 0 ? FirewallEvents.endReason(firewallEvent(bytes)) : endReason;
    long connection = has(EVENT) ? LittleEndian.u32(bytes, offsets[EVENT] + 8) : 0;
    return new Session(
        connection == 0 ? null : Long.toString(connection),
        null,
        null,
        reason <= 0 ? null : Integer.valueOf(reason),
        null,
        has(APPLICATION) ? application(bytes) : null,
        has(USER) ? text(bytes, offsets[USER], 66) : null,
        null,
        null,
        null);
  }

  private static @Nullable String text(byte[] bytes, int at, int limit) {
    int length = 0;
    while (length < limit && bytes[at + length] != 0) {
      length++;
    }
    return length == 0 ? null : new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  /** Classification engine and selector (RFC 6759). */
  private @Nullable String application(byte[] bytes) {
    int at = offsets[APPLICATION];
    long selector = 0;
    for (int i = at + 1; i < applicationEnd; i++) {
      selector = (selector << 8 | bytes[i] & 0xff) & 0x00ff_ffff_ffff_ffffL;
    }
    long key = (long) bytes[at] << 56 | selector;
    return key == 0 ? null : ApplicationIds.text(key);
  }

  private @Nullable Translation translation(byte[] bytes) {
    IpAddress source = address(bytes, NAT_4, NAT_6);
    IpAddress destination = null;
    if (has(NAT_4)) {
      int bits = LittleEndian.i32(bytes, offsets[NAT_4] + 4);
      destination = bits == 0 ? null : IpAddress.ofIpv4(bits);
    } else if (has(NAT_6)) {
      destination = orNull(ipv6(bytes, offsets[NAT_6] + 16));
    }
    int sourcePort = has(NAT_PORTS) ? LittleEndian.u16(bytes, offsets[NAT_PORTS]) : 0;
    int destinationPort = has(NAT_PORTS) ? LittleEndian.u16(bytes, offsets[NAT_PORTS] + 2) : 0;
    return source == null && destination == null && (sourcePort | destinationPort) == 0
        ? null
        : new Translation(source, destination, sourcePort, destinationPort);
  }
}
