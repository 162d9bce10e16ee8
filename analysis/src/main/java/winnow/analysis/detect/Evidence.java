// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.analysis.day.HostAddresses;

/**
 * Something about a host on a day that speaks for an attack.
 *
 * @param family the detector that found it
 * @param host what the host is known by
 * @param peer the other side: an address, a name or a domain
 * @param technique ATT&amp;CK technique id
 * @param firstMicros when it began, microseconds since the epoch
 * @param lastMicros when it ended
 * @param score how much it says, in bits: the sum of its parts
 * @param p how often chance brings any host of the network as much on a day
 * @param parts what the score is made of; they sum to it exactly
 */
public record Evidence(
    String family,
    String host,
    String peer,
    String technique,
    long firstMicros,
    long lastMicros,
    double score,
    double p,
    List<Part> parts) {

  /** Takes a copy. */
  public Evidence {
    parts = List.copyOf(parts);
    double sum = Part.sum(parts);
    if (sum != score) {
      throw new IllegalArgumentException(
          family + ": the parts sum to " + sum + ", not to the score " + score);
    }
  }

  /** The same with addresses where hosts were last seen in place of the names they are known by. */
  public Evidence at(HostAddresses addresses) {
    return new Evidence(
        family,
        addresses.lastOf(host),
        addresses.withAddresses(peer),
        technique,
        firstMicros,
        lastMicros,
        score,
        p,
        parts.stream()
            .map(part ->
                new Part(
                    addresses.withAddresses(part.fact()),
                    part.value(),
                    part.usual(),
                    part.fleet(),
                    part.bits()))
            .toList());
  }

  /**
   * A part of a score.
   *
   * @param fact what was measured, with its unit, such as {@code median interval, s}
   * @param value what it was
   * @param usual what is usual for the host, as its family defines it; null where nothing is
   * @param fleet what is usual for all hosts, as its family defines it; null where nothing is
   * @param bits what it adds to the score, a multiple of 1/65536, so that sums are exact
   */
  public record Part(
      String fact, double value, @Nullable Double usual, @Nullable Double fleet, double bits) {
    private static final double STEPS_PER_BIT = 1 << 16;

    /** A part of {@code bits}, rounded to a multiple of 1/65536. */
    public static Part of(
        String fact, double value, @Nullable Double usual, @Nullable Double fleet, double bits) {
      return new Part(
          fact, value, usual, fleet, StrictMath.rint(bits * STEPS_PER_BIT) / STEPS_PER_BIT);
    }

    /** What {@code parts} add up to. */
    public static double sum(List<Part> parts) {
      return parts.stream().mapToDouble(Part::bits).reduce(0, Double::sum);
    }

    /** A part that nothing is usual of. */
    public static Part of(String fact, double value, double bits) {
      return of(fact, value, null, null, bits);
    }
  }
}
