// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.util.HashMap;
import java.util.Map;
import winnow.decode.LittleEndian;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** The exporters of a file, by the number that the file gives each. */
final class Exporters {
  private static final int MAX_OBSERVERS = 4096;
  private static final int FAMILY_IPV4 = 2;
  private static final long NO_DOMAIN = -1;

  private final Map<Integer, Observer> described = new HashMap<>();
  private final Map<Sight, Observer> observers = new HashMap<>();
  private Sight lastSight = new Sight(0, 0, 0, NO_DOMAIN);
  private Observer lastObserver = Observer.UNKNOWN;

  /** Who a record says has seen it; {@code domain} is negative when it does not say. */
  private record Sight(long routerHigh, long routerLow, int exporter, long domain) {}

  /** Takes an exporter record (type 7) of at least 32 bytes. */
  void describe(byte[] bytes, int at) {
    long high = LittleEndian.i64(bytes, at + 8);
    long low = LittleEndian.i64(bytes, at + 16);
    IpAddress address =
        LittleEndian.u16(bytes, at + 24) == FAMILY_IPV4
            ? IpAddress.ofIpv4((int) low)
            : new IpAddress(high, low);
    String text = (high | low) == 0 ? null : address.toString();
    Observer observer = new Observer(text, LittleEndian.u32(bytes, at + 28));
    described.put(LittleEndian.u16(bytes, at + 26), observer);
    observers.clear();
    lastSight = new Sight(0, 0, 0, NO_DOMAIN);
    lastObserver = Observer.UNKNOWN;
  }

  /**
   * Who has seen a record.
   *
   * @param routerHigh first half of the address that the record was received from, 0 when not there
   * @param routerLow second half of it, 0 when not there
   * @param exporter number of the exporter in the file
   * @param domain observation domain that the record names, negative when none
   * @param engine engine type and id
   */
  Observer observer(long routerHigh, long routerLow, int exporter, long domain, int engine) {
    long named = domain >= 0 ? domain : -2 - engine;
    Sight last = lastSight;
    if (last.routerLow == routerLow
        && last.routerHigh == routerHigh
        && last.exporter == exporter
        && last.domain == named) {
      return lastObserver;
    }
    lastSight = new Sight(routerHigh, routerLow, exporter, named);
    if (observers.size() >= MAX_OBSERVERS) {
      observers.clear();
    }
    lastObserver = observers.computeIfAbsent(lastSight, this::observer);
    return lastObserver;
  }

  private Observer observer(Sight sight) {
    Observer known = described.get(sight.exporter);
    boolean noRouter = (sight.routerHigh | sight.routerLow) == 0;
    String knownText = known == null ? null : known.exporter();
    String text =
        noRouter ? knownText : new IpAddress(sight.routerHigh, sight.routerLow).toString();
    long domain =
        sight.domain >= 0 ? sight.domain : known != null ? known.domain() : -2 - sight.domain;
    return text == null && domain == 0 ? Observer.UNKNOWN : new Observer(text, domain);
  }
}
