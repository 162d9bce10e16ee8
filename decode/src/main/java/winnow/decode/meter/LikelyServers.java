// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Ports at which servers listen. Only asked when the first packet seen of a flow does not tell who
 * began: TCP without SYN, and UDP.
 */
final class LikelyServers {
  private static final int[] PORTS = {
    20, 21, 22, 23, 25, 43, 49, 53, 67, 69, 79, 80, 81, 88, 110, 111, 113, 119, 123, 135, 137, 138,
    139, 143, 161, 162, 179, 389, 427, 443, 445, 464, 465, 502, 512, 513, 514, 515, 543, 554, 563,
    587, 593, 631, 636, 853, 873, 989, 990, 992, 993, 994, 995, 1080, 1194, 1433, 1434, 1521, 1645,
    1646, 1701, 1723, 1812, 1813, 1883, 1900, 2049, 2055, 2123, 2152, 2181, 2222, 2375, 2379, 3128,
    3260, 3268, 3269, 3306, 3389, 3478, 3544, 3702, 4369, 4739, 4786, 4789, 5060, 5061, 5222, 5269,
    5353, 5355, 5432, 5601, 5671, 5672, 5683, 5684, 5900, 5901, 5985, 5986, 6081, 6343, 6379, 6514,
    6660, 6661, 6662, 6663, 6664, 6665, 6666, 6667, 6668, 6669, 6697, 8000, 8080, 8088, 8443, 8883,
    8888, 9042, 9092, 9100, 9200, 9300, 9418, 9995, 9996, 11211, 20000, 27017, 44818, 47808, 51820
  };
  private static final BitSet KNOWN = known();

  private LikelyServers() {}

  private static BitSet known() {
    BitSet known = new BitSet();
    IntStream.of(PORTS).forEach(known::set);
    return known;
  }

  static boolean isLikely(int port) {
    return KNOWN.get(port);
  }
}
