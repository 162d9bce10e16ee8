// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Map;

/**
 * What the hosts of a network did on a day.
 *
 * @param byHost counts by address of the host; each has a value for each {@link HostFeature}, by
 *     ordinal
 */
public record HostFeatures(Map<String, double[]> byHost) {
  /** Takes a copy of the map; the arrays are shared. */
  public HostFeatures {
    byHost = Map.copyOf(byHost);
  }

  /** What {@code host} has of {@code feature}; 0 when it was not seen. */
  public double value(String host, HostFeature feature) {
    double[] values = byHost.get(host);
    return values == null ? 0 : values[feature.ordinal()];
  }
}
