// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how much is spooled.
 *
 * @param folder where the segments are, one folder a source; made when needed
 * @param quotaBytes most bytes that all segments together may have
 * @param segmentBytes size from which on a segment is closed
 * @param segmentAge age from which on a segment is closed
 */
public record SpoolSettings(Path folder, long quotaBytes, long segmentBytes, Duration segmentAge) {
  private static final long QUOTA_BYTES = 10_000_000_000L;
  private static final long SEGMENT_BYTES = 256L << 20;
  private static final Duration SEGMENT_AGE = Duration.ofSeconds(20);

  /** Checks the ranges. */
  public SpoolSettings {
    if (segmentBytes < 1 || quotaBytes < 1) {
      throw new IllegalArgumentException(
          "segments of " + segmentBytes + " bytes, quota of " + quotaBytes + " bytes");
    }
    if (!segmentAge.isPositive()) {
      throw new IllegalArgumentException("segments of age " + segmentAge);
    }
  }

  /** 10 GB, a segment at least every 20 seconds. */
  public static SpoolSettings in(Path folder) {
    return new SpoolSettings(folder, QUOTA_BYTES, SEGMENT_BYTES, SEGMENT_AGE);
  }

  /** The same with another quota. */
  public SpoolSettings withQuota(long bytes) {
    return new SpoolSettings(folder, bytes, segmentBytes, segmentAge);
  }

  /** The same with other segments. */
  public SpoolSettings withSegments(long bytes, Duration age) {
    return new SpoolSettings(folder, quotaBytes, bytes, age);
  }
}
