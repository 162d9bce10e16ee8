// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.cases;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.analysis.day.HostAddresses;
import winnow.analysis.day.OwnHosts;

/**
 * How a case tells of a host that leases give a name.
 *
 * @param name the name; empty when the host is known by its address
 * @param seen its addresses, that where it was last seen at the end
 */
record NamedHost(String name, List<HostAddresses.Seen> seen) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Takes a copy. */
  NamedHost {
    seen = List.copyOf(seen);
  }

  /** The host that is known by {@code host}. */
  static NamedHost of(String host, HostAddresses addresses) {
    List<HostAddresses.Seen> seen = addresses.of(host);
    return new NamedHost(seen.isEmpty() ? "" : host.substring(OwnHosts.MARK.length()), seen);
  }

  /** What follows its address in a sentence, as in {@code (laptop-17, until 09:12 at 10.1.2.9)}. */
  String text() {
    if (name.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(" (").append(name);
    for (HostAddresses.Seen before : seen.subList(0, seen.size() - 1)) {
      boolean hasLeft = before.lastMicros() < seen.getLast().firstMicros();
      text.append(hasLeft ? ", until " + minute(before.lastMicros()) : ", also")
          .append(" at ")
          .append(before.address());
    }
    return text.append(')').toString();
  }

  private static String minute(long micros) {
    return MINUTE.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Puts it into the explanation of a case. */
  void put(ObjectNode json) {
    if (name.isEmpty()) {
      return;
    }
    ObjectNode host = json.putObject("host");
    host.put("name", name);
    ArrayNode addresses = host.putArray("addresses");
    for (HostAddresses.Seen one : seen) {
      addresses
          .addObject()
          .put("address", one.address())
          .put("first", Cases.time(one.firstMicros()))
          .put("last", Cases.time(one.lastMicros()));
    }
  }
}
