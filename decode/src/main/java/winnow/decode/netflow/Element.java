// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The information elements that are read, by enterprise and number in the IPFIX registry. NetFlow
 * v9 shares the numbers below 128 and vendors use some above 32767 there. All others are skipped.
 */
enum Element {
  OCTETS(id(1)),
  OCTETS_TOTAL(id(85)),
  OCTETS_INITIATOR(id(231)),
  OCTETS_POST(id(23)),
  OCTETS_LAYER2(id(352)),
  OCTETS_LAYER2_TOTAL(id(353)),
  PACKETS(id(2)),
  PACKETS_TOTAL(id(86)),
  PACKETS_INITIATOR(id(298)),
  PACKETS_POST(id(24)),
  REVERSE_OCTETS(reverse(1)),
  REVERSE_OCTETS_TOTAL(reverse(85)),
  REVERSE_OCTETS_RESPONDER(id(232), Vendor.IXIA | 176),
  REVERSE_OCTETS_OUT(),
  REVERSE_PACKETS(reverse(2)),
  REVERSE_PACKETS_TOTAL(reverse(86)),
  REVERSE_PACKETS_RESPONDER(id(299), Vendor.IXIA | 177),
  REVERSE_PACKETS_OUT(),
  PROTOCOL(id(4)),
  PAYLOAD_INITIATOR(),
  PAYLOAD_RESPONDER(),
  TOS(id(5)),
  DSCP(id(195)),
  REVERSE_TOS(reverse(5), id(55)),
  TCP_FLAGS(id(6), Vendor.CERT | 14, Vendor.CERT | 15),
  TCP_FIN_COUNT(id(219)),
  TCP_SYN_COUNT(id(218)),
  TCP_RST_COUNT(id(220)),
  TCP_PSH_COUNT(id(221)),
  TCP_ACK_COUNT(id(222)),
  TCP_URG_COUNT(id(223)),
  REVERSE_TCP_FLAGS(reverse(6), Vendor.CERT | 16398, Vendor.CERT | 16399),
  SOURCE_PORT(id(7), id(180), id(182), Vendor.CISCO | 12240),
  DESTINATION_PORT(id(11), id(181), id(183), Vendor.CISCO | 12241),
  SOURCE_IPV4(id(8), Vendor.CISCO | 12236),
  SOURCE_IPV6(id(27), Vendor.CISCO | 12238),
  DESTINATION_IPV4(id(12), Vendor.CISCO | 12237),
  DESTINATION_IPV6(id(28), Vendor.CISCO | 12239),
  FRAME_SECTION(id(315), id(104)),
  IP_SECTION(id(313)),
  ICMP_TYPE_CODE(id(32), id(139)),
  ICMP_TYPE(id(176), id(178)),
  ICMP_CODE(id(177), id(179)),
  START_NANOS(id(156)),
  START_MICROS(id(154)),
  START_MILLIS(id(152)),
  START_SECONDS(id(150)),
  START_BEFORE_EXPORT(id(158)),
  START_UPTIME(id(22)),
  END_NANOS(id(157)),
  END_MICROS(id(155)),
  END_MILLIS(id(153)),
  END_SECONDS(id(151)),
  END_BEFORE_EXPORT(id(159)),
  END_UPTIME(id(21)),
  OBSERVED_NANOS(id(325)),
  OBSERVED_MICROS(id(324)),
  OBSERVED_MILLIS(id(323)),
  OBSERVED_SECONDS(id(322)),
  DURATION_MICROS(id(162)),
  DURATION_MILLIS(id(161)),
  BOOT_MILLIS(id(160)),
  RECEIVED_MILLIS(id(258)),
  EXPORTER(id(130), id(131), id(403), id(404)),
  OBSERVATION_DOMAIN(id(149), id(405)),
  INPUT_INTERFACE(id(10)),
  INPUT_INTERFACE_PHYSICAL(id(252)),
  OUTPUT_INTERFACE(id(14)),
  OUTPUT_INTERFACE_PHYSICAL(id(253)),
  SOURCE_AS(id(16)),
  DESTINATION_AS(id(17)),
  SOURCE_PREFIX(id(9), id(29)),
  DESTINATION_PREFIX(id(13), id(30)),
  NEXT_HOP(id(15), id(62)),
  BGP_NEXT_HOP(id(18), id(63)),
  SOURCE_MAC(id(56)),
  SOURCE_MAC_POST(id(81)),
  DESTINATION_MAC(id(80)),
  DESTINATION_MAC_POST(id(57)),
  VLAN(id(58), id(243)),
  POST_VLAN(id(59), id(254)),
  DIRECTION(id(61)),
  END_REASON(id(136)),
  FORWARDING_STATUS(id(89)),
  FIREWALL_EVENT(id(233), id(40005)),
  FLOW_ID(id(148)),
  CONNECTION_ID(id(280), Vendor.CISCO | 12242),
  NAT_SOURCE(id(225), id(281), id(40001)),
  NAT_DESTINATION(id(226), id(282), id(40002)),
  NAT_SOURCE_PORT(id(227), id(40003)),
  NAT_DESTINATION_PORT(id(228), id(40004)),
  SAMPLING_INTERVAL(id(34), id(50)),
  SAMPLER_ID(id(48), id(302)),
  SAMPLING_PACKET_INTERVAL(id(305)),
  SAMPLING_PACKET_SPACE(id(306)),
  SAMPLING_SIZE(id(309)),
  SAMPLING_POPULATION(id(310)),
  SAMPLING_PROBABILITY(id(311)),
  APPLICATION_ID(id(95)),
  APPLICATION_NAME(
      id(96),
      id(56701),
      id(57591),
      id(57899),
      Vendor.NTOP | 119,
      Vendor.NTOP | 427,
      Vendor.IXIA | 111,
      Vendor.NETSCALER | 152,
      Vendor.SANDVINE | 1),
  APPLICATION_NUMBER(id(57590), Vendor.NTOP | 118),
  SERVICE(Vendor.BARRACUDA | 5),
  USER(
      id(371),
      id(40000),
      id(56702),
      id(57593),
      id(57900),
      Vendor.NTOP | 121,
      Vendor.NTOP | 428,
      Vendor.NETSCALER | 205,
      Vendor.NETSCALER | 250,
      Vendor.IXIA | 212),
  SERVER_NAME(id(57660), Vendor.NTOP | 188, Vendor.IXIA | 201, Vendor.GIGAMON | 112);

  /** Elements that say the same; the first that a template has is read, the others are skipped. */
  static final List<List<Element>> ALTERNATIVES =
      List.of(
          List.of(
              OCTETS,
              OCTETS_TOTAL,
              OCTETS_INITIATOR,
              OCTETS_POST,
              OCTETS_LAYER2,
              OCTETS_LAYER2_TOTAL),
          List.of(PACKETS, PACKETS_TOTAL, PACKETS_INITIATOR, PACKETS_POST),
          List.of(
              REVERSE_OCTETS, REVERSE_OCTETS_TOTAL, REVERSE_OCTETS_RESPONDER, REVERSE_OCTETS_OUT),
          List.of(
              REVERSE_PACKETS,
              REVERSE_PACKETS_TOTAL,
              REVERSE_PACKETS_RESPONDER,
              REVERSE_PACKETS_OUT),
          List.of(
              START_NANOS,
              START_MICROS,
              START_MILLIS,
              START_SECONDS,
              START_BEFORE_EXPORT,
              START_UPTIME),
          List.of(END_NANOS, END_MICROS, END_MILLIS, END_SECONDS, END_BEFORE_EXPORT, END_UPTIME),
          List.of(OBSERVED_NANOS, OBSERVED_MICROS, OBSERVED_MILLIS, OBSERVED_SECONDS),
          List.of(DURATION_MICROS, DURATION_MILLIS),
          List.of(TOS, DSCP),
          List.of(INPUT_INTERFACE, INPUT_INTERFACE_PHYSICAL),
          List.of(OUTPUT_INTERFACE, OUTPUT_INTERFACE_PHYSICAL),
          List.of(CONNECTION_ID, FLOW_ID),
          List.of(SOURCE_MAC, SOURCE_MAC_POST),
          List.of(DESTINATION_MAC, DESTINATION_MAC_POST));

  /** Private enterprise numbers of those whose elements are read, in place for a key. */
  private static final class Vendor {
    static final long CISCO = 9L << 16;
    static final long IXIA = 3054L << 16;
    static final long NETSCALER = 5951L << 16;
    static final long CERT = 6871L << 16;
    static final long BARRACUDA = 10704L << 16;
    static final long SANDVINE = 15397L << 16;
    static final long GIGAMON = 26866L << 16;
    static final long NTOP = 35632L << 16;
  }

  private static final Map<Long, Element> BY_KEY = byKey();

  private final long[] keys;

  Element(long... keys) {
    this.keys = keys;
  }

  /** The element with this number, null when it is not read. */
  static @Nullable Element of(long enterprise, int number) {
    return BY_KEY.get(enterprise << 16 | number);
  }

  private static Map<Long, Element> byKey() {
    Map<Long, Element> elements = new HashMap<>();
    for (Element element : values()) {
      for (long key : element.keys) {
        elements.put(key, element);
      }
    }
    return Map.copyOf(elements);
  }

  private static long id(int number) {
    return number;
  }

  private static long reverse(int number) {
    return 29305L << 16 | number;
  }
}
