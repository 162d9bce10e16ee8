// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.cases;

import java.util.Comparator;
import java.util.List;
import winnow.analysis.day.HostAddresses;
import winnow.analysis.detect.Evidence;

/**
 * A host on a day, and everything that speaks against it.
 *
 * @param host what the host is known by
 * @param p how likely any host of the network is to look this bad on an ordinary day
 * @param score -log10 of {@code p}, a multiple of 1/65536: the sum of the shares
 * @param expectedFalse how many cases this bad an ordinary day has
 * @param notable whether it is above the alert level
 * @param provisional whether too little is known to judge it well
 * @param shares what each family adds to the score, the most first
 * @param evidence what the families found, the least probable first
 */
public record HostCase(
    String host,
    double p,
    double score,
    double expectedFalse,
    boolean notable,
    boolean provisional,
    List<Share> shares,
    List<Judged> evidence) {

  /** Takes copies. */
  public HostCase {
    shares = List.copyOf(shares);
    evidence = List.copyOf(evidence);
    double sum = shares.stream().mapToDouble(Share::score).reduce(0, Double::sum);
    if (sum != score) {
      throw new IllegalArgumentException(
          "case of " + host + ": the shares sum to " + sum + ", not to the score " + score);
    }
  }

  /** The same with addresses where hosts were last seen in place of the names they are known by. */
  HostCase at(HostAddresses addresses) {
    return new HostCase(
        addresses.lastOf(host),
        p,
        score,
        expectedFalse,
        notable,
        provisional,
        shares,
        evidence.stream()
            .map(one -> new Judged(one.evidence().at(addresses), one.weight()))
            .toList());
  }

  /** The evidence that says best what the host does: the most special of those that say most. */
  public Evidence headline() {
    return evidence.stream()
        .min(Comparator.comparingDouble(one -> one.p() * EvidenceText.generality(one.evidence())))
        .map(Judged::evidence)
        .orElseThrow();
  }

  /**
   * What a family adds to the score of a case.
   *
   * @param family the family
   * @param score a multiple of 1/65536
   */
  public record Share(String family, double score) {}

  /**
   * Evidence, how much its family counts, and what people said of the like of it on earlier days.
   *
   * @param evidence what was found
   * @param weight its p-value is divided by this
   */
  public record Judged(Evidence evidence, double weight) {
    /** The p-value that counts. */
    public double p() {
      return Math.min(1, evidence.p() / weight);
    }
  }
}
