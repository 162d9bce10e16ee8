// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import winnow.decode.RejectReason;

/** Names of IP protocols as flow tools print them, and their IANA numbers. */
public final class ProtocolNames {
  private static final Map<String, Integer> NUMBERS = numbers();
  private static final int MAX_PROTOCOL = 255;

  private ProtocolNames() {}

  /** The number of the protocol that {@code text} names, or is. */
  public static int number(String text) throws BadValueException {
    Integer number = NUMBERS.get(text);
    if (number == null) {
      number = NUMBERS.get(text.strip().toUpperCase(Locale.ROOT));
    }
    if (number != null) {
      return number;
    }
    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      throw BadValueException.notA("the name of a protocol", text, RejectReason.MALFORMED);
    }
    return Numbers.parseInt(text, 0, MAX_PROTOCOL);
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    put(numbers, 0, "HOPOPT", "ICMP", "IGMP", "GGP", "IPIP", "ST", "TCP", "CBT", "EGP", "IGP");
    put(numbers, 17, "UDP");
    put(numbers, 27, "RDP", "IRTP", "ISO-TP4");
    put(numbers, 33, "DCCP");
    put(numbers, 41, "IPV6", "SDRP", "IPV6-ROUTE", "IPV6-FRAG", "IDRP", "RSVP", "GRE");
    put(numbers, 50, "ESP", "AH");
    put(numbers, 57, "SKIP", "ICMP6", "IPV6-NONXT", "IPV6-OPTS");
    put(numbers, 58, "IPV6-ICMP");
    put(numbers, 58, "ICMPV6");
    put(numbers, 88, "EIGRP", "OSPF");
    put(numbers, 89, "OSPFIGP");
    put(numbers, 94, "IPIP-ENCAP");
    put(numbers, 97, "ETHERIP", "ENCAP");
    put(numbers, 103, "PIM");
    put(numbers, 108, "IPCOMP");
    put(numbers, 112, "VRRP");
    put(numbers, 115, "L2TP");
    put(numbers, 132, "SCTP", "FC");
    put(numbers, 136, "UDPLITE");
    put(numbers, 137, "MPLS-IN-IP");
    return Map.copyOf(numbers);
  }

  private static void put(Map<String, Integer> numbers, int first, String... names) {
    for (int i = 0; i < names.length; i++) {
      numbers.put(names[i], first + i);
    }
  }
}
