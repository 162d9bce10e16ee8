// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds the hours in which the records of a segment lie, since the lake takes no more than so many
 * at a time: one exporter whose times are wild must not keep out all others. The two days before a
 * message was received are free; of all other hours an exporter, and all together, may have some.
 */
final class HourLimit {
  /** Most hours of an exporter beyond the free ones. */
  static final int MOST_OF_EXPORTER = 1_000;

  /** Most hours of all exporters beyond the free ones; well below what the lake takes. */
  private static final int MOST = 9_000;

  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final int FREE_BEFORE = 48;
  private static final int FREE_AFTER = 2;

  /** The hours admitted, numbered in the order in which they came. */
  private final Map<Long, Integer> numbers = new HashMap<>();

  /**
   * Whether a record may be stored.
   *
   * @param ofExporter numbers of the hours of its exporter that were admitted so far; changed
   * @param eventMicros its time, microseconds since the epoch
   * @param receivedMicros when it was received, microseconds since the epoch
   */
  boolean admits(BitSet ofExporter, long eventMicros, long receivedMicros) {
    long hour = Math.floorDiv(eventMicros, HOUR_MICROS);
    long now = Math.floorDiv(receivedMicros, HOUR_MICROS);
    if (hour >= now - FREE_BEFORE && hour <= now + FREE_AFTER) {
      return true;
    }
    Integer known = numbers.get(hour);
    if (known != null && ofExporter.get(known)) {
      return true;
    }
    boolean hasRoom =
        ofExporter.cardinality() < MOST_OF_EXPORTER && (known != null || numbers.size() < MOST);
    if (hasRoom) {
      int number = known == null ? numbers.size() : known;
      numbers.put(hour, number);
      ofExporter.set(number);
    }
    return hasRoom;
  }
}
