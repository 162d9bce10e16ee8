// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.detect.Evidence;

class CaseMakerTest {
  private static final int HOSTS = 200;
  private static final List<String> FAMILIES = List.of("beacon", "edges", "uploads", "names");

  private final CaseMaker maker = new CaseMaker(FAMILIES.size());
  private final Random random = new Random(5);

  @Test
  void anOrdinaryDayHasHalfACaseAboveTheAlertLevel() {
    List<Long> notable = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      List<HostCase> cases = maker.next(hosts(), ordinary(), one -> 1);
      if (day >= 10) {
        notable.add(cases.stream().filter(HostCase::notable).count());
      }
    }
    assertThat(notable.stream().mapToLong(Long::longValue).sum()).isBetween(8L, 50L);
    assertThat(notable.stream().filter(count -> count > 1)).hasSizeLessThan(10);
  }

  @Test
  void pValuesAreWhatTheySay() {
    int days = 300;
    int small = 0;
    for (int day = 0; day < days; day++) {
      List<HostCase> cases = maker.next(hosts(), ordinary(), one -> 1);
      if (day >= 50) {
        small += (int) cases.stream().filter(one -> one.p() < 1e-2).count();
      }
    }
    assertThat(small / (double) ((days - 50) * HOSTS)).isBetween(0.5e-2, 2e-2);
  }

  @Test
  void whatOneFamilySeesComesFirstWithItsShare() {
    for (int day = 0; day < 10; day++) {
      maker.next(hosts(), ordinary(), one -> 1);
    }
    List<List<Evidence>> found = ordinary();
    found.getFirst().add(evidence("beacon", "h7", 1e-9));
    HostCase first = maker.next(hosts(), found, one -> 1).getFirst();
    assertThat(first.host()).isEqualTo("h7");
    assertThat(first.notable()).isTrue();
    assertThat(first.provisional()).isFalse();
    assertThat(first.headline().family()).isEqualTo("beacon");
    assertThat(first.shares().getFirst().family()).isEqualTo("beacon");
    assertThat(first.shares().getFirst().score()).isGreaterThan(0.99 * first.score());
  }

  @Test
  void sharesSumToTheScore() {
    for (int day = 0; day < 5; day++) {
      for (HostCase one : maker.next(hosts(), ordinary(), it -> 1)) {
        assertThat(one.shares().stream().mapToDouble(HostCase.Share::score).sum())
            .isEqualTo(one.score());
        assertThat(one.score())
            .isEqualTo(-Math.log10(one.p()), org.assertj.core.data.Offset.offset(1e-4));
        assertThat(one.provisional()).isTrue();
      }
    }
  }

  @Test
  void whatPeopleCalledBenignCountsLess() {
    for (int day = 0; day < 10; day++) {
      maker.next(hosts(), ordinary(), one -> 1);
    }
    List<List<Evidence>> found = ordinary();
    found.getFirst().add(evidence("beacon", "h7", 1e-9));
    found.getFirst().add(evidence("beacon", "h8", 1e-8));
    HostCase first =
        maker.next(hosts(), found, one -> one.host().equals("h7") ? 1.0 / 16 : 1).getFirst();
    assertThat(first.host()).isEqualTo("h8");
  }

  @Test
  void whatWasLearntCanBePacked() {
    for (int day = 0; day < 10; day++) {
      maker.next(hosts(), ordinary(), one -> 1);
    }
    PackedWriter out = new PackedWriter();
    maker.write(out);
    CaseMaker other = new CaseMaker(FAMILIES.size());
    other.read(new PackedReader(out.toBytes()));
    List<List<Evidence>> found = ordinary();
    assertThat(other.next(hosts(), found, one -> 1))
        .isEqualTo(maker.next(hosts(), found, one -> 1));
  }

  private static Set<String> hosts() {
    Set<String> hosts = new TreeSet<>();
    for (int host = 0; host < HOSTS; host++) {
      hosts.add("h" + host);
    }
    return hosts;
  }

  /** Evidence by chance: p-values are even. */
  private List<List<Evidence>> ordinary() {
    List<List<Evidence>> found = new ArrayList<>();
    for (String family : FAMILIES) {
      List<Evidence> ofFamily = new ArrayList<>();
      for (String host : hosts()) {
        ofFamily.add(evidence(family, host, random.nextDouble()));
      }
      found.add(ofFamily);
    }
    return found;
  }

  private static Evidence evidence(String family, String host, double p) {
    List<Evidence.Part> parts = List.of(Evidence.Part.of("bits", 1, -Math.log(p)));
    return new Evidence(family, host, "", "T1071", 0, 1, Evidence.Part.sum(parts), p, parts);
  }
}
