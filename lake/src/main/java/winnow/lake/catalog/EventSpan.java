// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

/**
 * From the earliest to the latest event, both included.
 *
 * @param firstMicros earliest event time, microseconds since the epoch
 * @param lastMicros latest event time, microseconds since the epoch
 */
public record EventSpan(long firstMicros, long lastMicros) {
  /** Checks the order. */
  public EventSpan {
    if (firstMicros > lastMicros) {
      throw new IllegalArgumentException(
          "first event " + firstMicros + " is after last event " + lastMicros);
    }
  }
}
