// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.feedback;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.analysis.detect.Evidence;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/**
 * What verdicts on earlier days make of evidence: a weight w, so that its p-value counts as {@code
 * min(1, p / w)} (weighted hypothesis testing: Genovese, Roeder and Wasserman, False discovery
 * control with p-value weighting, Biometrika 93, 2006).
 *
 * <p>w = 2^b. A high verdict adds 2 to b, a medium one 1, a low one takes 1 away, a benign one 4;
 * of several about the same host, family and peer, on different days, those count that were given
 * since people last changed their mind between alarming (high, medium) and not. b stays within -8
 * and 3. A peer that was benign to the same family on at least 3 hosts, and alarming on none, has b
 * = -4 for hosts on which nobody judged it.
 *
 * <p>Nothing applies to a whole host or a whole family. Who takes the smallest weighted p-value of
 * a family lets no verdict on one peer hide another. Evidence that lists several things, its peer
 * the first of them, has the mean of their b by their share of its bits.
 */
public final class Priors {
  private static final int LEAST_BITS = -8;
  private static final int MOST_BITS = 3;
  private static final int HOSTS_THAT_AGREE = 3;

  private final List<Verdict> used;
  private final Map<Scope, Integer> bits = new HashMap<>();

  /** Peers that are benign to a family, whichever the host. */
  private final Set<Scope> benignEverywhere = new HashSet<>();

  private Priors(List<Verdict> used) {
    this.used = used;
    Map<Scope, List<Verdict>> byScope = new HashMap<>();
    used.forEach(verdict ->
        byScope
            .computeIfAbsent(
                new Scope(verdict.host(), verdict.family(), verdict.peer()),
                scope -> new ArrayList<>())
            .add(verdict));
    Map<Scope, List<Importance>> newestOfPeer = new HashMap<>();
    byScope.forEach((scope, verdicts) -> {
      bits.put(scope, bits(verdicts));
      newestOfPeer
          .computeIfAbsent(scope.ofAllHosts(), peer -> new ArrayList<>())
          .add(verdicts.getLast().importance());
    });
    newestOfPeer.forEach((peer, newest) -> {
      long benign = newest.stream().filter(one -> one == Importance.BENIGN).count();
      boolean isAlarming = newest.stream().anyMatch(Importance::isAlarming);
      if (benign >= HOSTS_THAT_AGREE && !isAlarming && !peer.peer().isEmpty()) {
        benignEverywhere.add(peer);
      }
    });
  }

  /**
   * What {@code verdicts} make of the evidence of {@code day}: those on days before it count, so
   * that a day is judged the same however late it is analysed again.
   */
  public static Priors of(List<Verdict> verdicts, LocalDate day) {
    Comparator<Verdict> order =
        Comparator.comparing(Verdict::at)
            .thenComparing(Verdict::day)
            .thenComparing(Verdict::host)
            .thenComparing(Verdict::family)
            .thenComparing(Verdict::peer)
            .thenComparing(Verdict::importance);
    return new Priors(
        verdicts.stream().filter(verdict -> verdict.day().isBefore(day)).sorted(order).toList());
  }

  /** The verdicts that count, in the order they were given. */
  public List<Verdict> used() {
    return used;
  }

  /** The weight of a piece of evidence: 1 when nobody judged anything like it. */
  public double weight(Evidence evidence) {
    List<Evidence.Part> parts = evidence.parts();
    boolean listsPeers = !parts.isEmpty() && parts.getFirst().fact().equals(evidence.peer());
    double all = parts.stream().mapToDouble(Evidence.Part::bits).filter(b -> b > 0).sum();
    if (!listsPeers || all == 0) {
      return power(bits(evidence.host(), evidence.family(), evidence.peer()));
    }
    double mean = 0;
    for (Evidence.Part part : parts) {
      double share = Math.max(0, part.bits()) / all;
      mean += share * bits(evidence.host(), evidence.family(), part.fact());
    }
    return power(mean);
  }

  private int bits(String host, String family, String peer) {
    Scope scope = new Scope(host, family, peer);
    Integer own = bits.get(scope);
    if (own != null) {
      return own;
    }
    return benignEverywhere.contains(scope.ofAllHosts()) ? bits(Importance.BENIGN) : 0;
  }

  private static int bits(List<Verdict> verdicts) {
    boolean isAlarming = verdicts.getLast().importance().isAlarming();
    int bits = 0;
    for (Verdict verdict : verdicts.reversed()) {
      if (verdict.importance().isAlarming() != isAlarming) {
        break;
      }
      bits += bits(verdict.importance());
    }
    return Math.clamp(bits, LEAST_BITS, MOST_BITS);
  }

  private static int bits(Importance importance) {
    return switch (importance) {
      case HIGH -> 2;
      case MEDIUM -> 1;
      case LOW -> -1;
      case BENIGN -> -4;
    };
  }

  private static double power(double bits) {
    return StrictMath.pow(2, bits);
  }

  private record Scope(String host, String family, String peer) {
    Scope ofAllHosts() {
      return new Scope("", family, peer);
    }
  }
}
