// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Map;
import java.util.TreeMap;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/** How much hosts sent in each hour of the day, workdays and days off apart. */
final class SendingHours {
  private static final int HOURS = 24;

  /** An hour is quiet in which less than one in so many of the bytes are sent. */
  private static final long QUIET_PART = 100;

  private final Map<String, long[]> sent = new TreeMap<>();

  /** Whether a host that sends at all on such days hardly ever does in this hour. */
  boolean isOdd(String host, boolean isOff, int hour) {
    long[] ofHost = sent.get(host);
    if (ofHost == null) {
      return false;
    }
    long all = 0;
    int start = isOff ? HOURS : 0;
    for (int i = 0; i < HOURS; i++) {
      all += ofHost[start + i];
    }
    return all > 0 && QUIET_PART * ofHost[start + hour] < all;
  }

  void add(String host, boolean isOff, int hour, long octets) {
    sent.computeIfAbsent(host, name -> new long[2 * HOURS])[(isOff ? HOURS : 0) + hour] += octets;
  }

  void write(PackedWriter out) {
    out.number(sent.size());
    sent.forEach((host, octets) -> {
      out.text(host);
      for (long amount : octets) {
        out.number(amount);
      }
    });
  }

  void read(PackedReader in) {
    int hosts = in.size();
    for (int i = 0; i < hosts; i++) {
      long[] octets = new long[2 * HOURS];
      sent.put(in.text(), octets);
      for (int hour = 0; hour < octets.length; hour++) {
        octets[hour] = in.number();
      }
    }
  }
}
