// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of an input.
 *
 * @param accepted records stored
 * @param rejected records found bad, by reason
 * @param skipped records that are no telemetry, by reason
 */
public record InputCounts(long accepted, Map<String, Long> rejected, Map<String, Long> skipped) {
  /** Takes copies, sorted by reason. */
  public InputCounts {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
  }

  /** Nothing but {@code accepted} good records. */
  public static InputCounts accepted(long accepted) {
    return new InputCounts(accepted, Map.of(), Map.of());
  }
}
