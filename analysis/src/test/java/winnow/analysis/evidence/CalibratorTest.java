// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratorTest {
  private static final int HOSTS = 300;

  private final Calibrator calibrator = new Calibrator();

  @Test
  void pValuesOfOrdinaryDaysAreUniform() {
    learn(10);
    Random random = new Random(5);
    int[] below = new int[3];
    int total = 0;
    for (int day = 0; day < 50; day++) {
      for (double p : calibrator.next(ordinary(random))) {
        total++;
        for (int k = 0; k < below.length; k++) {
          below[k] += p < Math.pow(10, -k - 1) ? 1 : 0;
        }
      }
    }
    for (int k = 0; k < below.length; k++) {
      assertThat(below[k] / (total * Math.pow(10, -k - 1))).isBetween(0.5, 2.0);
    }
  }

  @Test
  void pValuesAreOfAllHostsWhereMostHaveNothing() {
    Random random = new Random(6);
    int[] below = new int[3];
    int total = 0;
    for (int day = 0; day < 120; day++) {
      double[] scores = new double[HOSTS];
      Arrays.fill(scores, Double.NEGATIVE_INFINITY);
      for (int host = 0; host < HOSTS / 20; host++) {
        scores[random.nextInt(HOSTS)] = 5 + 2 * random.nextExponential();
      }
      double[] ps = calibrator.next(scores);
      for (int host = 0; day >= 7 && host < HOSTS; host++) {
        total++;
        for (int k = 0; k < below.length; k++) {
          below[k] += ps[host] < Math.pow(10, -k - 1) ? 1 : 0;
        }
      }
    }
    // One host in twenty has anything: fewer than one in ten can be below 1/10.
    assertThat(below[0] / (double) total).isBetween(0.04, 0.05);
    assertThat(below[1] / (total * 1e-2)).isBetween(0.7, 1.4);
    assertThat(below[2] / (total * 1e-3)).isBetween(0.5, 2.0);
  }

  @Test
  void oneThatStandsOutHasASmallP() {
    learn(10);
    double[] scores = ordinary(new Random(3));
    scores[17] = 12;
    assertThat(calibrator.next(scores)[17]).isBetween(1e-6, 3e-5);
  }

  @Test
  void whatBefallsManyIsNoNewsAboutOneOfThem() {
    learn(10);
    double[] scores = ordinary(new Random(3));
    Arrays.fill(scores, 0, 30, 12);
    double[] ps = calibrator.next(scores);
    assertThat(ps[0]).isBetween(0.005, 0.1);
  }

  @Test
  void whatBefellManyHidesNobodyLater() {
    learn(10);
    double[] crowd = ordinary(new Random(3));
    Arrays.fill(crowd, 0, 30, 12);
    calibrator.next(crowd);
    double[] scores = ordinary(new Random(4));
    scores[17] = 12;
    assertThat(calibrator.next(scores)[17]).isBetween(1e-6, 3e-5);
  }

  @Test
  void theManyThatHaveNothingAreLearntDayAfterDay() {
    Random random = new Random(2);
    double p = 0;
    for (int day = 0; day < 60; day++) {
      double[] scores = new double[HOSTS];
      for (int host = 0; host < HOSTS / 10; host++) {
        scores[host] = 1 - Math.log(random.nextDouble());
      }
      scores[HOSTS - 1] = 3;
      p = calibrator.next(scores)[HOSTS - 1];
    }
    // A tenth of the hosts has more than 1, of these exp(-2) more than 3.
    assertThat(p).isBetween(0.008, 0.03);
  }

  @Test
  void theOrderOfHostsDoesNotMatter() {
    learn(10);
    Calibrator other = new Calibrator();
    Random random = new Random(1);
    for (int day = 0; day < 10; day++) {
      other.next(reversed(ordinary(random)));
    }
    double[] scores = ordinary(new Random(9));
    assertThat(other.next(reversed(scores))).isEqualTo(reversed(calibrator.next(scores)));
  }

  private void learn(int days) {
    Random random = new Random(1);
    for (int day = 0; day < days; day++) {
      calibrator.next(ordinary(random));
    }
  }

  private static double[] ordinary(Random random) {
    return random.doubles(HOSTS).map(u -> -Math.log(u)).toArray();
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
    return reversed;
  }
}
