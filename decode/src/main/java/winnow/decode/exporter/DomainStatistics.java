// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import org.jspecify.annotations.Nullable;

/**
 * What has come from one domain so far.
 *
 * @param domain the domain
 * @param datagrams datagrams received, repeated ones too
 * @param repeated datagrams that repeat a recent one, and were skipped
 * @param records records handed on
 * @param loss what was lost on the way
 * @param times when the latest came, and the exporter's clock
 * @param templates templates known
 * @param samplingInterval one of how many packets the exporter looks at, as far as it holds for all
 *     records of the domain; 1 when it looks at all, or has not said
 * @param waiting data that waits for its template
 */
public record DomainStatistics(
    ExportDomain domain,
    long datagrams,
    long repeated,
    long records,
    Loss loss,
    Times times,
    int templates,
    long samplingInterval,
    Waiting waiting) {

  /**
   * What the sequence numbers tell.
   *
   * @param unit what is counted in {@code missed}
   * @param missed records or datagrams that were sent and never came
   * @param overtaken datagrams that came after one that was sent later; not missed
   * @param restarts how often the exporter began to count anew
   * @param dropped samples that the exporter itself dropped for want of resources (sFlow)
   */
  public record Loss(SequenceUnit unit, long missed, long overtaken, long restarts, long dropped) {}

  /**
   * Times of the latest datagram.
   *
   * @param receivedMicros when it was received, microseconds since the epoch; null when not known
   * @param clockSkewMicros how far the exporter's clock is ahead of ours, negative when behind,
   *     time on the way included; null when not known
   */
  public record Times(@Nullable Long receivedMicros, @Nullable Long clockSkewMicros) {}

  /**
   * Data sets that wait for their template.
   *
   * @param sets how many
   * @param bytes their size
   * @param sinceMicros when the oldest was received, microseconds since the epoch; null when none
   *     waits, or the time is not known
   */
  public record Waiting(int sets, int bytes, @Nullable Long sinceMicros) {
    /** Nothing waits. */
    public static final Waiting NONE = new Waiting(0, 0, null);
  }
}
