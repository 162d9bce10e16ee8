// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

/**
 * What people know about the sampling of an exporter. Counters are never multiplied: the interval
 * goes into the record beside them.
 *
 * @param interval one of how many packets the exporter looks at; 0 when nothing is configured
 * @param overrides whether that holds against what the exporter says, not only where it is silent
 */
public record ConfiguredSampling(long interval, boolean overrides) {
  /** Nothing is configured. */
  public static final ConfiguredSampling NONE = new ConfiguredSampling(0, false);

  /** Checks the interval. */
  public ConfiguredSampling {
    if (interval < 0) {
      throw new IllegalArgumentException("sampling interval " + interval);
    }
  }

  /**
   * The interval that holds.
   *
   * @param exported what the exporter says, 0 when it is silent
   */
  public long settle(long exported) {
    if (interval > 0 && (overrides || exported <= 0)) {
      return interval;
    }
    return Math.max(1, exported);
  }
}
