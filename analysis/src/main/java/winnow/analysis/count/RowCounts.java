// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the rows of an analysis.
 *
 * @param valid rows that were scored
 * @param invalid rows that could not be, by reason; reasons without rows are left out
 * @param withoutLength valid DNS rows whose length nobody knew
 */
public record RowCounts(long valid, Map<InvalidReason, Long> invalid, long withoutLength) {
  /** Takes a copy. */
  public RowCounts {
    EnumMap<InvalidReason, Long> copy = new EnumMap<>(InvalidReason.class);
    copy.putAll(invalid);
    invalid = Collections.unmodifiableMap(copy);
  }

  /** All rows. */
  public long total() {
    return valid + invalid.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why rows could not be scored, such as `3 no name, 1 no host`; empty when all could be. */
  public String reasons() {
    return invalid.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Adds up what all workers counted. */
  public static RowCounts of(Iterable<Share> shares) {
    long valid = 0;
    long withoutLength = 0;
    Map<InvalidReason, Long> invalid = new EnumMap<>(InvalidReason.class);
    for (Share share : shares) {
      WordTally tally = share.tally();
      valid += tally.valid();
      withoutLength += tally.withoutLength();
      for (InvalidReason reason : InvalidReason.values()) {
        if (tally.invalid(reason) > 0) {
          invalid.merge(reason, tally.invalid(reason), Long::sum);
        }
      }
    }
    return new RowCounts(valid, invalid, withoutLength);
  }
}
