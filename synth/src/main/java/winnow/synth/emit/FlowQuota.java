// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

/**
 * Thins conversations evenly so that a wanted number of flow records is not exceeded.
 *
 * @param available how many records there are without thinning, those of attacks left out
 * @param wanted how many of them to keep, at most {@code available}
 */
public record FlowQuota(long available, long wanted) {
  /**
   * Whether to keep the next conversation after {@code seen} records of which were {@code kept}.
   */
  boolean keeps(long seen, long kept, int records) {
    return (kept + records) * (double) available <= (seen + records) * (double) wanted;
  }
}
