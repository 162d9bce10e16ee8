// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import winnow.analysis.run.EvidenceFinder;

class VariantTest {
  private static final SortedSet<String> FAMILIES = EvidenceFinder.families();
  private static final Variant PRODUCT = Variant.product(FAMILIES);
  private static final List<Variant> CHANGED = Variant.changed(FAMILIES);

  @Test
  void eachChangesOneThing() {
    for (Variant variant : CHANGED) {
      int changes =
          (variant.families().equals(PRODUCT.families()) ? 0 : 1)
              + (variant.views().equals(PRODUCT.views()) ? 0 : 1)
              + (variant.combination() == PRODUCT.combination() ? 0 : 1)
              + (variant.reserved() == PRODUCT.reserved() ? 0 : 1);
      assertThat(changes).as(variant.name()).isEqualTo(1);
    }
    assertThat(CHANGED).doesNotHaveDuplicates().extracting(Variant::name).doesNotHaveDuplicates();
  }

  @Test
  void everyFamilyIsOfOneGroupThatIsLeftOut() {
    SortedSet<String> left = new TreeSet<>();
    int groups = 0;
    for (String group : List.of("views", "amounts", "detectors")) {
      SortedSet<String> of = new TreeSet<>(FAMILIES);
      of.removeAll(named("cases-without-" + group).families());
      assertThat(of).as(group).hasSizeGreaterThan(1);
      left.addAll(of);
      groups += of.size();
    }
    assertThat(left).isEqualTo(FAMILIES);
    assertThat(groups).isEqualTo(FAMILIES.size());
  }

  private static Variant named(String name) {
    return CHANGED.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
