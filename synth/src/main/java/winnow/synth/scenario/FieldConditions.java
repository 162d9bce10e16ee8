// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import java.util.Set;

/**
 * What keeps telemetry in the field from being complete.
 *
 * @param samplingInterval exporters look at 1 of so many packets, 1 to 1000000; flows without a
 *     packet that was looked at are not reported, of the others the packets that were
 * @param missingDays days without any telemetry, 0 is the first of the scenario
 * @param churnShare share of the computers of people that get another address from one day to the
 *     next, 0 to 1; at 0 laptops alone do, a twelfth of them
 */
public record FieldConditions(int samplingInterval, Set<Integer> missingDays, double churnShare) {
  /** Everything is seen, and few addresses change. */
  public static final FieldConditions IDEAL = new FieldConditions(1, Set.of(), 0);

  /** Checks the ranges; takes a copy of {@code missingDays}. */
  public FieldConditions {
    missingDays = Set.copyOf(missingDays);
    if (samplingInterval < 1 || samplingInterval > 1_000_000) {
      throw new IllegalArgumentException(
          "field conditions: sampling of 1 in %d packets, expected 1 to 1000000"
              .formatted(samplingInterval));
    }
    if (!(churnShare >= 0 && churnShare <= 1)) {
      throw new IllegalArgumentException(
          "field conditions: churn share is %s, expected 0 to 1".formatted(churnShare));
    }
  }

  /** With packets sampled 1 in {@code value}. */
  public FieldConditions withSamplingInterval(int value) {
    return new FieldConditions(value, missingDays, churnShare);
  }

  /** With other days missing. */
  public FieldConditions withMissingDays(Set<Integer> value) {
    return new FieldConditions(samplingInterval, value, churnShare);
  }

  /** With another share of addresses that change. */
  public FieldConditions withChurnShare(double value) {
    return new FieldConditions(samplingInterval, missingDays, value);
  }
}
