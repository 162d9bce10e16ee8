// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.host.HostFeature;
import winnow.analysis.host.HostFeatures;

class HabitsDetectorTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final int HOSTS = 100;

  private final Random random = new Random(1);

  @Test
  void tellsWhichAmountsOfItsFamilyAreMoreThanUsual() {
    HabitsDetector detector = new HabitsDetector(HostFeature.Family.UPLOADS);
    for (int day = 0; day < 12; day++) {
      detector.next(Observed.day(MONDAY.plusDays(day), new HostFeatures(ordinary())));
    }
    Map<String, double[]> hosts = ordinary();
    double[] loud = hosts.getOrDefault("h7", new double[0]);
    loud[HostFeature.OCTETS_OUT.ordinal()] *= 1000;
    loud[HostFeature.FLOWS.ordinal()] *= 1000;

    List<Evidence> found =
        detector.next(Observed.day(MONDAY.plusDays(12), new HostFeatures(hosts)));

    Evidence first =
        found.stream().filter(one -> one.host().equals("h7")).findFirst().orElseThrow();
    assertThat(found).allMatch(one -> one.p() >= first.p());
    assertThat(first.family()).isEqualTo("uploads");
    assertThat(first.technique()).isEqualTo("T1048");
    assertThat(first.parts()).extracting(Evidence.Part::fact).containsExactly("bytes sent");
    assertThat(first.parts().getFirst().value()).isEqualTo(loud[HostFeature.OCTETS_OUT.ordinal()]);
    assertThat(first.lastMicros() - first.firstMicros()).isEqualTo(86_400_000_000L - 1);
  }

  private Map<String, double[]> ordinary() {
    Map<String, double[]> hosts = new HashMap<>();
    for (int host = 0; host < HOSTS; host++) {
      double[] values = new double[HostFeature.values().length];
      for (int f = 0; f < values.length; f++) {
        values[f] = 1e4 * Math.exp(host % 5 + 0.2 * random.nextGaussian());
      }
      hosts.put("h" + host, values);
    }
    return hosts;
  }
}
