// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.LittleEndian;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;
import winnow.schema.Translation;

/**
 * Flow records of nfdump 1.6 (types 1 and 10).
 *
 * <pre>
 *    0 u16 type, u16 size    4 u16 flags (type 1: u8 flags, u8 exporter)    6 u16 extension map
 *    8 u16 first ms, u16 last ms           12 u32 first s, u32 last s
 *   20 u8 forwarding status, u8 TCP flags, u8 protocol, u8 TOS
 *   24 u16 source port, u16 destination port (ICMP: type * 256 + code)
 *   28 type 10 only: u16 exporter, u8 biflow direction, u8 end reason
 * </pre>
 *
 * then source and destination address (flag 1: IPv6), packets (flag 2: 8 bytes, else 4), octets
 * (flag 4: 8 bytes, else 4), and the extensions of the map.
 */
final class CommonRecords {
  private static final int FLAG_IPV6 = 1;
  private static final int FLAG_PACKETS_64 = 2;
  private static final int FLAG_OCTETS_64 = 4;

  private final Exporters exporters;
  private final RecordReader reader;
  private final RoutingReader routings = new RoutingReader();
  private final Map<Integer, ExtensionMap> maps = new HashMap<>();
  private byte[] bytes = new byte[0];
  private ExtensionMap map = new ExtensionMap(bytes, 0, 0);
  private int extensions;

  CommonRecords(Exporters exporters, RecordReader reader) {
    this.exporters = exporters;
    this.reader = reader;
  }

  /** Reads an extension map (type 2). */
  void readMap(byte[] block, int at, int size) {
    ExtensionMap read = new ExtensionMap(block, at, size);
    if (read.id() < 0) {
      reader.reject(RejectReason.MALFORMED, at, "extension map has " + size + " of 8 bytes");
      return;
    }
    maps.put(read.id(), read);
    map = read;
    reader.sink().skip(SkipReason.TEMPLATE, 1);
  }

  /** Reads the record of {@code size} bytes at index {@code at}. */
  void read(int type, byte[] block, int at, int size) {
    int fixed = type == 1 ? 28 : 32;
    if (size < fixed) {
      reader.reject(RejectReason.MALFORMED, at, "flow record has " + size + " of 32 bytes");
      return;
    }
    int flags = type == 1 ? block[at + 4] & 0xff : LittleEndian.u16(block, at + 4);
    int mapId = LittleEndian.u16(block, at + 6);
    ExtensionMap named = mapId == map.id() ? map : maps.get(mapId);
    if (named == null) {
      String detail = "flow record names extension map %d, which has not come";
      reader.reject(RejectReason.MISSING_TEMPLATE, at, detail.formatted(mapId));
      return;
    }
    int addresses = at + fixed;
    int packets = addresses + ((flags & FLAG_IPV6) != 0 ? 32 : 8);
    int octets = packets + ((flags & FLAG_PACKETS_64) != 0 ? 8 : 4);
    bytes = block;
    map = named;
    extensions = octets + ((flags & FLAG_OCTETS_64) != 0 ? 8 : 4);
    if (extensions + named.length() > at + size) {
      String detail = "flow record has %d of %d bytes";
      int needed = extensions + named.length() - at;
      reader.reject(RejectReason.MALFORMED, at, detail.formatted(size, needed));
      return;
    }
    emit(at, type, flags, addresses, counter(packets, octets), counter(octets, extensions));
  }

  private long counter(int at, int end) {
    return end - at == 8 ? LittleEndian.i64(bytes, at) : LittleEndian.u32(bytes, at);
  }

  private void emit(int at, int type, int flags, int addresses, long packets, long octets) {
    long first = millis(at + 12, at + 8);
    long last = millis(at + 16, at + 10);
    int protocol = bytes[at + 22] & 0xff;
    boolean icmp = protocol == 1 || protocol == 58;
    int destinationPort = LittleEndian.u16(bytes, at + 26);
    boolean ipv6 = (flags & FLAG_IPV6) != 0;
    int exporter = type == 1 ? bytes[at + 5] & 0xff : LittleEndian.u16(bytes, at + 28);
    int endReason = type == 1 ? 0 : bytes[at + 31] & 0xff;
    reader
        .sink()
        .accept(
            new FlowRecord(
                observer(exporter),
                first * 1000,
                last > first ? (last - first) * 1000 : 0,
                received(),
                new Endpoint(address(addresses, ipv6), icmp ? 0 : LittleEndian.u16(bytes, at + 24)),
                new Endpoint(
                    address(addresses + (ipv6 ? 16 : 4), ipv6), icmp ? 0 : destinationPort),
                protocol,
                icmp ? Integer.valueOf(destinationPort >> 8) : null,
                icmp ? Integer.valueOf(destinationPort & 0xff) : null,
                new Traffic(octets, packets, bytes[at + 21] & 0xff, bytes[at + 23] & 0xff),
                reverse(),
                RecordReader.SAMPLING_INTERVAL,
                routing(bytes[at + 20] & 0xff),
                session(endReason),
                null,
                translation()));
  }

  private long millis(int seconds, int millis) {
    return LittleEndian.u32(bytes, seconds) * 1000 + LittleEndian.u16(bytes, millis);
  }

  private IpAddress address(int at, boolean ipv6) {
    return ipv6
        ? new IpAddress(LittleEndian.i64(bytes, at), LittleEndian.i64(bytes, at + 8))
        : IpAddress.ofIpv4(LittleEndian.i32(bytes, at));
  }

  /** Index of the extension {@code id}, or {@link ExtensionMap#ABSENT}. */
  private int find(int id) {
    int offset = map.offset(id);
    return offset == ExtensionMap.ABSENT ? offset : extensions + offset;
  }

  private @Nullable IpAddress address(int extension4, int extension6) {
    int at = find(extension4);
    if (at >= 0) {
      int bits = LittleEndian.i32(bytes, at);
      return bits == 0 ? null : IpAddress.ofIpv4(bits);
    }
    at = find(extension6);
    if (at < 0) {
      return null;
    }
    IpAddress address = address(at, true);
    return (address.high() | address.low()) == 0 ? null : address;
  }

  private Observer observer(int exporter) {
    IpAddress router = address(23, 24);
    int engine = find(25);
    int number = engine < 0 ? 0 : (bytes[engine + 2] & 0xff) << 8 | bytes[engine + 3] & 0xff;
    return router == null
        ? exporters.observer(0, 0, exporter, -1, number)
        : exporters.observer(router.high(), router.low(), exporter, -1, number);
  }

  private @Nullable Long received() {
    int at = find(27);
    long millis = at < 0 ? 0 : LittleEndian.i64(bytes, at);
    return millis <= 0 || millis > Long.MAX_VALUE / 1000 ? null : Long.valueOf(millis * 1000);
  }

  private @Nullable Traffic reverse() {
    long packets = counterOf(find(14), find(15));
    long octets = counterOf(find(16), find(17));
    int multiple = find(8);
    int tos = multiple < 0 ? 0 : bytes[multiple] & 0xff;
    return (packets | octets) == 0 ? null : new Traffic(octets, packets, 0, tos);
  }

  private long counterOf(int narrow, int wide) {
    return wide >= 0
        ? LittleEndian.i64(bytes, wide)
        : narrow >= 0 ? LittleEndian.u32(bytes, narrow) : 0;
  }

  private Routing routing(int forwardingStatus) {
    routings.clear(forwardingStatus);
    int multiple = find(8);
    if (multiple >= 0) {
      routings.direction(bytes[multiple + 1] & 0xff);
      routings.masks(bytes[multiple + 2] & 0xff, bytes[multiple + 3] & 0xff);
    }
    interfaces();
    systems();
    int vlan = find(13);
    if (vlan >= 0) {
      routings.vlans(LittleEndian.u16(bytes, vlan), LittleEndian.u16(bytes, vlan + 2));
    }
    macs();
    routings.nextHop(address(9, 10));
    routings.bgpNextHop(address(11, 12));
    return routings.build();
  }

  private void interfaces() {
    int narrow = find(4);
    int wide = find(5);
    if (wide >= 0) {
      routings.interfaces(LittleEndian.u32(bytes, wide), LittleEndian.u32(bytes, wide + 4));
    } else if (narrow >= 0) {
      routings.interfaces(LittleEndian.u16(bytes, narrow), LittleEndian.u16(bytes, narrow + 2));
    }
  }

  private void systems() {
    int narrow = find(6);
    int wide = find(7);
    if (wide >= 0) {
      routings.systems(bytes, wide);
    } else if (narrow >= 0) {
      routings.systems(LittleEndian.u16(bytes, narrow), LittleEndian.u16(bytes, narrow + 2));
    }
  }

  private void macs() {
    int first = find(20);
    int second = find(21);
    if (first >= 0) {
      routings.source(LittleEndian.i64(bytes, first));
    }
    if (second >= 0) {
      routings.destination(LittleEndian.i64(bytes, second));
      routings.source(LittleEndian.i64(bytes, second + 8));
    }
    if (first >= 0) {
      routings.destination(LittleEndian.i64(bytes, first + 8));
    }
  }

  private Session session(int endReason) {
    int longUser = find(43);
    int at = longUser >= 0 ? longUser : find(42);
    String user = at < 0 ? null : text(at, longUser >= 0 ? 72 : 24);
    if (endReason == 0 && user == null) {
      return Session.UNKNOWN;
    }
    Integer reason = endReason == 0 ? null : Integer.valueOf(endReason);
    return new Session(null, null, null, reason, null, null, user, null, null, null);
  }

  private @Nullable String text(int at, int limit) {
    int length = 0;
    while (length < limit && bytes[at + length] != 0) {
      length++;
    }
    return length == 0 ? null : new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private @Nullable Translation translation() {
    int ports = find(38);
    int addresses4 = find(39);
    int addresses6 = find(40);
    if (ports < 0 && addresses4 < 0 && addresses6 < 0) {
      return null;
    }
    IpAddress source = null;
    IpAddress destination = null;
    if (addresses4 >= 0 || addresses6 >= 0) {
      boolean ipv6 = addresses4 < 0;
      int at = ipv6 ? addresses6 : addresses4;
      source = address(at, ipv6);
      destination = address(at + (ipv6 ? 16 : 4), ipv6);
    }
    return new Translation(
        source,
        destination,
        ports < 0 ? 0 : LittleEndian.u16(bytes, ports),
        ports < 0 ? 0 : LittleEndian.u16(bytes, ports + 2));
  }
}
