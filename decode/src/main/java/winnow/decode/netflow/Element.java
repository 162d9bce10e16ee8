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
  PACKETS(id(2)),
  PACKETS_TOTAL(id(86)),
  PACKETS_INITIATOR(id(298)),
  PACKETS_POST(id(24)),
  REVERSE_OCTETS(reverse(1)),
  REVERSE_OCTETS_TOTAL(reverse(85)),
  REVERSE_OCTETS_RESPONDER(id(232)),
  REVERSE_OCTETS_OUT(),
  REVERSE_PACKETS(reverse(2)),
  REVERSE_PACKETS_TOTAL(reverse(86)),
  REVERSE_PACKETS_RESPONDER(id(299)),
  REVERSE_PACKETS_OUT(),
  PROTOCOL(id(4)),
  TOS(id(5)),
  REVERSE_TOS(reverse(5)),
  TCP_FLAGS(id(6), enterprise(6871, 14), enterprise(6871, 15)),
  REVERSE_TCP_FLAGS(reverse(6), enterprise(6871, 16398), enterprise(6871, 16399)),
  SOURCE_PORT(id(7), id(180), id(182)),
  DESTINATION_PORT(id(11), id(181), id(183)),
  SOURCE_IPV4(id(8)),
  SOURCE_IPV6(id(27)),
  DESTINATION_IPV4(id(12)),
  DESTINATION_IPV6(id(28)),
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
  INPUT_INTERFACE(id(10)),
  OUTPUT_INTERFACE(id(14)),
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
  APPLICATION_NAME(id(96), id(56701)),
  USER(id(371), id(40000), id(56702));

  /** Elements that say the same; the first that a template has is read, the others are skipped. */
  static final List<List<Element>> ALTERNATIVES =
      List.of(
          List.of(OCTETS, OCTETS_TOTAL, OCTETS_INITIATOR, OCTETS_POST, OCTETS_LAYER2),
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
          List.of(SOURCE_MAC, SOURCE_MAC_POST),
          List.of(DESTINATION_MAC, DESTINATION_MAC_POST));

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
    return enterprise(29305, number);
  }

  private static long enterprise(long enterprise, int number) {
    return enterprise << 16 | number;
  }
}
