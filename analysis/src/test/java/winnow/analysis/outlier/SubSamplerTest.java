// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubSamplerTest {
  private static final List<String> KEYS =
      IntStream.range(0, 1000).mapToObj(i -> "10.0." + i / 250 + "." + i % 250).toList();

  @Test
  void drawsEachRowEquallyOften() {
    SubSampler sampler = SubSampler.of(KEYS);
    int[] drawn = new int[KEYS.size()];
    for (int seed = 0; seed < 4000; seed++) {
      int[] rows = sampler.draw(seed, 250);
      assertThat(rows).hasSize(250).doesNotHaveDuplicates();
      for (int row : rows) {
        drawn[row]++;
      }
    }
    double chiSquare = 0;
    for (int count : drawn) {
      assertThat(count).isBetween(860, 1140);
      chiSquare += (count - 1000.0) * (count - 1000.0) / 750;
    }
    assertThat(chiSquare).isCloseTo(1000, within(200.0));
  }

  @Test
  void oneRowMoreReplacesAtMostOneOfASample() {
    SubSampler fewer = SubSampler.of(KEYS.subList(0, 999));
    SubSampler all = SubSampler.of(KEYS);
    for (int seed = 0; seed < 200; seed++) {
      Set<Integer> sample = rows(all.draw(seed, 100));
      sample.removeAll(rows(fewer.draw(seed, 100)));
      assertThat(sample).isSubsetOf(Set.of(999));
    }
  }

  @Test
  void drawsAllRowsIfAskedFor() {
    assertThat(SubSampler.of(KEYS).draw(1, 1000))
        .containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
  }

  @Test
  void keysDecideBetweenEqualHashes() {
    List<String> keys = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
    Random random = new Random(10);
    for (int i = 0; i < 100; i++) {
      Collections.shuffle(keys, random);
      int[] drawn = new SubSampler(keys, new long[keys.size()]).draw(i, 3);
      assertThat(IntStream.of(drawn).mapToObj(keys::get)).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  private static Set<Integer> rows(int[] rows) {
    return new HashSet<>(IntStream.of(rows).boxed().toList());
  }
}
