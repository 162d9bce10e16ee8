// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.pcap.PacketView;
import winnow.schema.IpAddress;

/**
 * The fields of one data record as they come. Reused record after record; zero, null or, where zero
 * means something, -1 when the record does not have them.
 */
final class FlowFields {
  private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;

  private static final int LINK_ETHERNET = 1;
  private static final int LINK_IP = 228;

  final ExportClock clock = new ExportClock();
  private final PacketView packet = new PacketView();

  long octets;
  long packets;
  long reverseOctets;
  long reversePackets;
  boolean hasReverse;
  int protocol;
  int tos;
  int reverseTos;
  int tcpFlags;
  int reverseTcpFlags;
  int sourcePort;
  int destinationPort;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int icmpType;
  int icmpCode;

  long inputInterface;
  long outputInterface;
  @Nullable IpAddress nextHop;
  @Nullable IpAddress bgpNextHop;
  long sourceAs;
  long destinationAs;
  int sourcePrefix;
  int destinationPrefix;
  long sourceMac;
  long destinationMac;
  int vlan;
  int postVlan;
  int forwardingStatus;
  int direction;

  int endReason;
  long flowId;
  int firewallEvent;
  @Nullable String user;
  @Nullable String service;
  @Nullable String serverName;
  long payloadOctets;
  long reversePayloadOctets;
  long receivedMillis;

  /** Address of the exporter and number of the domain as the record has them. */
  @Nullable IpAddress exporter;

  long observationDomain;

  /** Whether the record is the beginning of a packet, and not of IP. */
  boolean isOtherPacket;

  @Nullable IpAddress natSource;
  @Nullable IpAddress natDestination;
  int natSourcePort;
  int natDestinationPort;

  long packetInterval;
  long packetSpace;
  long sampleSize;
  long population;
  double probability;

  long samplingInterval;

  /** Sampler or selector named by the record, negative when none. */
  long samplerId;

  /** RFC 6759 application id: engine in the top byte, selector below it; 0 when none. */
  long applicationKey;

  /** Number of the application in nDPI, 0 when none. */
  long applicationNumber;

  /** Name of the application, null when the record has none. */
  @Nullable String applicationName;

  /** Milliseconds since the epoch at which the exporter started, 0 when the record has none. */
  long bootMillis;

  /** Makes ready for the records of {@code message}. */
  void begin(Message message) {
    clock.begin(message);
  }

  void reset() {
    clock.reset();
    octets = 0;
    packets = 0;
    reverseOctets = 0;
    reversePackets = 0;
    hasReverse = false;
    protocol = 0;
    tos = 0;
    reverseTos = 0;
    tcpFlags = 0;
    reverseTcpFlags = 0;
    sourcePort = 0;
    destinationPort = 0;
    sourceHigh = 0;
    sourceLow = IPV4_MAPPED;
    destinationHigh = 0;
    destinationLow = IPV4_MAPPED;
    icmpType = -1;
    icmpCode = -1;
    inputInterface = 0;
    outputInterface = 0;
    nextHop = null;
    bgpNextHop = null;
    sourceAs = 0;
    destinationAs = 0;
    sourcePrefix = 0;
    destinationPrefix = 0;
    sourceMac = 0;
    destinationMac = 0;
    vlan = 0;
    postVlan = 0;
    forwardingStatus = 0;
    direction = -1;
    endReason = -1;
    flowId = 0;
    firewallEvent = 0;
    user = null;
    service = null;
    serverName = null;
    payloadOctets = -1;
    reversePayloadOctets = -1;
    receivedMillis = 0;
    exporter = null;
    observationDomain = -1;
    isOtherPacket = false;
    natSource = null;
    natDestination = null;
    natSourcePort = 0;
    natDestinationPort = 0;
    packetInterval = 0;
    packetSpace = 0;
    sampleSize = 0;
    population = 0;
    probability = 0;
    samplingInterval = 0;
    samplerId = -1;
    applicationKey = 0;
    applicationName = null;
    applicationNumber = 0;
    bootMillis = 0;
  }

  /** One of how many packets was looked at (RFC 5477 section 8.2); 0 when the record is silent. */
  long samplingInterval() {
    if (samplingInterval > 0) {
      return samplingInterval;
    }
    if (packetInterval > 0) {
      return Math.max(1, (packetInterval + packetSpace) / packetInterval);
    }
    if (sampleSize > 0) {
      return Math.max(1, population / sampleSize);
    }
    return probability > 0 && probability <= 1 ? Math.round(1 / probability) : 0;
  }

  /** Takes the value of one field. A number wider than 64 bits counts by its low 64. */
  void set(Element element, byte[] bytes, int at, int length) {
    long value = number(bytes, at, length);
    switch (element) {
      case OCTETS,
          OCTETS_TOTAL,
          OCTETS_INITIATOR,
          OCTETS_POST,
          OCTETS_LAYER2,
          OCTETS_LAYER2_TOTAL ->
          octets = value;
      case PACKETS, PACKETS_TOTAL, PACKETS_INITIATOR, PACKETS_POST -> packets = value;
      case REVERSE_OCTETS, REVERSE_OCTETS_TOTAL, REVERSE_OCTETS_RESPONDER -> {
        reverseOctets = value;
        hasReverse = true;
      }
      case REVERSE_PACKETS, REVERSE_PACKETS_TOTAL, REVERSE_PACKETS_RESPONDER -> {
        reversePackets = value;
        hasReverse = true;
      }
      case REVERSE_OCTETS_OUT -> {
        reverseOctets = value;
        hasReverse |= value != 0;
      }
      case REVERSE_PACKETS_OUT -> {
        reversePackets = value;
        hasReverse |= value != 0;
      }
      case PROTOCOL -> protocol = (int) value & 0xff;
      case PAYLOAD_INITIATOR -> payloadOctets = value;
      case PAYLOAD_RESPONDER -> reversePayloadOctets = value;
      case TOS -> tos = (int) value & 0xff;
      case DSCP -> tos = (int) value << 2 & 0xff;
      case REVERSE_TOS -> reverseTos = (int) value & 0xff;
      case TCP_FLAGS -> tcpFlags |= (int) value & 0xff;
      case REVERSE_TCP_FLAGS -> reverseTcpFlags |= (int) value & 0xff;
      case TCP_FIN_COUNT -> tcpFlags |= value == 0 ? 0 : 1;
      case TCP_SYN_COUNT -> tcpFlags |= value == 0 ? 0 : 2;
      case TCP_RST_COUNT -> tcpFlags |= value == 0 ? 0 : 4;
      case TCP_PSH_COUNT -> tcpFlags |= value == 0 ? 0 : 8;
      case TCP_ACK_COUNT -> tcpFlags |= value == 0 ? 0 : 16;
      case TCP_URG_COUNT -> tcpFlags |= value == 0 ? 0 : 32;
      case SOURCE_PORT -> sourcePort |= (int) value & 0xffff;
      case DESTINATION_PORT -> destinationPort |= (int) value & 0xffff;
      case SOURCE_IPV4 -> setSourceIpv4(value);
      case SOURCE_IPV6 -> setSourceIpv6(bytes, at, length);
      case DESTINATION_IPV4 -> setDestinationIpv4(value);
      case DESTINATION_IPV6 -> setDestinationIpv6(bytes, at, length);
      case FRAME_SECTION -> packet(bytes, at, length, LINK_ETHERNET);
      case IP_SECTION -> packet(bytes, at, length, LINK_IP);
      case ICMP_TYPE_CODE -> setIcmp((int) value);
      case ICMP_TYPE -> icmpType = (int) value & 0xff;
      case ICMP_CODE -> icmpCode = (int) value & 0xff;
      case START_NANOS -> clock.start(clock.ntp(value, 1000));
      case START_MICROS -> clock.start(clock.ntp(value, 1));
      case START_MILLIS -> clock.start(value * 1000);
      case START_SECONDS -> clock.start(value * 1_000_000);
      case START_BEFORE_EXPORT -> clock.start(clock.beforeExport(value));
      case START_UPTIME -> clock.startUptime((int) value);
      case END_NANOS -> clock.end(clock.ntp(value, 1000));
      case END_MICROS -> clock.end(clock.ntp(value, 1));
      case END_MILLIS -> clock.end(value * 1000);
      case END_SECONDS -> clock.end(value * 1_000_000);
      case END_BEFORE_EXPORT -> clock.end(clock.beforeExport(value));
      case END_UPTIME -> clock.endUptime((int) value);
      case OBSERVED_NANOS -> clock.observed(clock.ntp(value, 1000));
      case OBSERVED_MICROS -> clock.observed(clock.ntp(value, 1));
      case OBSERVED_MILLIS -> clock.observed(value * 1000);
      case OBSERVED_SECONDS -> clock.observed(value * 1_000_000);
      case DURATION_MICROS -> clock.duration(value);
      case DURATION_MILLIS -> clock.duration(value * 1000);
      case BOOT_MILLIS -> bootMillis = value;
      case RECEIVED_MILLIS -> receivedMillis = value;
      case EXPORTER -> exporter = address(exporter, bytes, at, length);
      case OBSERVATION_DOMAIN -> observationDomain = value;
      case INPUT_INTERFACE, INPUT_INTERFACE_PHYSICAL -> inputInterface = value;
      case OUTPUT_INTERFACE, OUTPUT_INTERFACE_PHYSICAL -> outputInterface = value;
      case SOURCE_AS -> sourceAs = value;
      case DESTINATION_AS -> destinationAs = value;
      case SOURCE_PREFIX -> sourcePrefix |= (int) value & 0xff;
      case DESTINATION_PREFIX -> destinationPrefix |= (int) value & 0xff;
      case NEXT_HOP -> nextHop = address(nextHop, bytes, at, length);
      case BGP_NEXT_HOP -> bgpNextHop = address(bgpNextHop, bytes, at, length);
      case SOURCE_MAC, SOURCE_MAC_POST -> sourceMac = value;
      case DESTINATION_MAC, DESTINATION_MAC_POST -> destinationMac = value;
      case VLAN -> vlan |= (int) value & 0xfff;
      case POST_VLAN -> postVlan |= (int) value & 0xfff;
      case DIRECTION -> direction = (int) value & 0xff;
      case END_REASON -> endReason = (int) value & 0xff;
      case FORWARDING_STATUS -> forwardingStatus = (int) value & 0xff;
      case FIREWALL_EVENT -> firewallEvent = (int) value & 0xff;
      case FLOW_ID, CONNECTION_ID -> flowId = value;
      case NAT_SOURCE -> natSource = address(natSource, bytes, at, length);
      case NAT_DESTINATION -> natDestination = address(natDestination, bytes, at, length);
      case NAT_SOURCE_PORT -> natSourcePort = (int) value & 0xffff;
      case NAT_DESTINATION_PORT -> natDestinationPort = (int) value & 0xffff;
      case SAMPLING_INTERVAL -> samplingInterval = value;
      case SAMPLER_ID -> samplerId = value;
      case SAMPLING_PACKET_INTERVAL -> packetInterval = value;
      case SAMPLING_PACKET_SPACE -> packetSpace = value;
      case SAMPLING_SIZE -> sampleSize = value;
      case SAMPLING_POPULATION -> population = value;
      case SAMPLING_PROBABILITY -> probability = real(value, length);
      case APPLICATION_ID -> applicationKey = applicationKey(value, bytes[at], length);
      case APPLICATION_NAME ->
          applicationName = applicationName == null ? text(bytes, at, length) : applicationName;
      case APPLICATION_NUMBER -> applicationNumber = value;
      case SERVICE -> service = text(bytes, at, length);
      case USER -> user = text(bytes, at, length);
      case SERVER_NAME -> serverName = text(bytes, at, length);
    }
  }

  private static long number(byte[] bytes, int at, int length) {
    switch (length) {
      case 1:
        return bytes[at] & 0xff;
      case 2:
        return BigEndian.u16(bytes, at);
      case 4:
        return BigEndian.u32(bytes, at);
      case 8:
        return BigEndian.i64(bytes, at);
      default:
        long value = 0;
        for (int i = Math.max(0, length - 8); i < length; i++) {
          value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
  }

  /** The selector of an engine of its own enterprise is 8 bytes, the first of which is always 0. */
  private static long applicationKey(long value, byte engine, int length) {
    long selectorMask = length > 7 ? 0x00ff_ffff_ffff_ffffL : (1L << length * 8 - 8) - 1;
    return (long) engine << 56 | value & selectorMask;
  }

  private static double real(long bits, int length) {
    return length == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  private static @Nullable String text(byte[] bytes, int at, int length) {
    int size = 0;
    while (size < length && bytes[at + size] != 0) {
      size++;
    }
    String text = new String(bytes, at, size, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? null : text;
  }

  /** An address of 4 or 16 bytes; {@code other}, of the other family, where it is all zeros. */
  private static @Nullable IpAddress address(
      @Nullable IpAddress other, byte[] bytes, int at, int length) {
    if (length == 4) {
      int bits = BigEndian.i32(bytes, at);
      return bits == 0 ? other : IpAddress.ofIpv4(bits);
    }
    if (length != 16) {
      return other;
    }
    long high = BigEndian.i64(bytes, at);
    long low = BigEndian.i64(bytes, at + 8);
    return (high | low) == 0 ? other : new IpAddress(high, low);
  }

  private void setSourceIpv4(long bits) {
    if (bits != 0) {
      sourceHigh = 0;
      sourceLow = IPV4_MAPPED | bits & 0xffff_ffffL;
    }
  }

  private void setDestinationIpv4(long bits) {
    if (bits != 0) {
      destinationHigh = 0;
      destinationLow = IPV4_MAPPED | bits & 0xffff_ffffL;
    }
  }

  private void setSourceIpv6(byte[] bytes, int at, int length) {
    if (length == 16 && isEmpty(sourceHigh, sourceLow)) {
      sourceHigh = BigEndian.i64(bytes, at);
      sourceLow = BigEndian.i64(bytes, at + 8);
    }
  }

  private void setDestinationIpv6(byte[] bytes, int at, int length) {
    if (length == 16 && isEmpty(destinationHigh, destinationLow)) {
      destinationHigh = BigEndian.i64(bytes, at);
      destinationLow = BigEndian.i64(bytes, at + 8);
    }
  }

  private static boolean isEmpty(long high, long low) {
    return high == 0 && low == IPV4_MAPPED;
  }

  /** The beginning of a sampled packet (RFC 5477 section 8.5). */
  private void packet(byte[] bytes, int at, int length, int linkType) {
    packet.dissectSample(bytes, at, length, length, linkType);
    isOtherPacket = !packet.isIp();
    if (isOtherPacket) {
      return;
    }
    sourceHigh = packet.sourceHigh();
    sourceLow = packet.sourceLow();
    destinationHigh = packet.destinationHigh();
    destinationLow = packet.destinationLow();
    sourcePort = packet.sourcePort();
    destinationPort = packet.destinationPort();
    protocol = packet.protocol();
    tos = packet.tos();
    tcpFlags = packet.tcpFlags();
    vlan |= packet.vlan();
    octets = packet.ipLength();
    packets = 1;
    if (packet.isIcmp()) {
      icmpType = packet.icmpType();
      icmpCode = packet.icmpCode();
    }
  }

  private void setIcmp(int typeAndCode) {
    icmpType = typeAndCode >> 8 & 0xff;
    icmpCode = typeAndCode & 0xff;
  }
}
