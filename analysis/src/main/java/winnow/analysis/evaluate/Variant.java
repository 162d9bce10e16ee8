// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import winnow.analysis.evidence.Combination;
import winnow.analysis.host.HostFeature;
import winnow.analysis.view.ViewDetector;
import winnow.analysis.view.ViewSettings;

/**
 * A way to make cases: that of the product, or the same with one thing changed, which tells what it
 * brings.
 *
 * @param name its name in tables
 * @param families the families of evidence that are used
 * @param views how views judge
 * @param combination how the families' evidence becomes one score
 * @param reserved among the first {@value #RESERVED_WITHIN} hosts of a day, so many places are
 *     reserved for the first of each family alone
 */
public record Variant(
    String name, Set<String> families, ViewSettings views, Combination combination, int reserved) {
  /** The name of what the product does. */
  public static final String PRODUCT = "cases";

  /** Places beyond are reserved for nobody. */
  public static final int RESERVED_WITHIN = 20;

  private static final List<Integer> TOPICS = List.of(0, 5, 10, 50);
  private static final List<Integer> WINDOWS = List.of(3, 7, 28);
  private static final List<Integer> RESERVED = List.of(1, 2);

  /** Takes a copy. */
  public Variant {
    families = Set.copyOf(families);
  }

  /** What the product does, with all {@code families}. */
  public static Variant product(SortedSet<String> families) {
    return new Variant(PRODUCT, families, ViewSettings.PRODUCT, Combination.CAUCHY, 0);
  }

  /** What the product does with one thing changed, for each such thing. */
  public static List<Variant> changed(SortedSet<String> families) {
    Variant product = product(families);
    List<Variant> changed = new ArrayList<>();
    families.forEach(family -> changed.add(product.without(family, family::equals)));
    Set<String> views = new TreeSet<>();
    ViewDetector.all(1).forEach(view -> views.add(view.family()));
    Set<String> amounts = new TreeSet<>();
    for (HostFeature.Family family : HostFeature.Family.values()) {
      amounts.add(family.label());
    }
    changed.add(product.without("views", views::contains));
    changed.add(product.without("amounts", amounts::contains));
    Set<String> detectors = new TreeSet<>(families);
    detectors.removeAll(views);
    detectors.removeAll(amounts);
    changed.add(product.without("detectors", detectors::contains));
    ViewSettings usual = ViewSettings.PRODUCT;
    changed.add(product.with("axis-host", usual.with(ViewSettings.Axes.HOST)));
    changed.add(product.with("axis-fleet", usual.with(ViewSettings.Axes.FLEET)));
    changed.add(product.with("own-habits-off", usual.withoutOwnHabits()));
    changed.add(product.with("memory-off", usual.withoutMemory()));
    changed.add(product.with("repeats-logarithm", usual.with(ViewSettings.Repeats.LOGARITHM)));
    changed.add(product.with("repeats-every", usual.with(ViewSettings.Repeats.EVERY)));
    TOPICS.forEach(k -> changed.add(product.with("topics-" + k, usual.withTopics(k))));
    WINDOWS.forEach(days -> changed.add(product.with("window-" + days, usual.withWindow(days))));
    changed.add(product.with("words-uncalibrated", usual.uncalibrated()));
    RESERVED.forEach(each -> changed.add(product.reserving(each)));
    changed.add(product.with("ranks", Combination.RANKS));
    changed.add(product.with("bits", Combination.BITS));
    changed.add(product.with("least", Combination.LEAST));
    changed.add(product.with("fisher", Combination.FISHER));
    return changed;
  }

  private Variant without(String what, Predicate<String> left) {
    Set<String> others = new TreeSet<>(families);
    others.removeIf(left);
    return new Variant(PRODUCT + "-without-" + what, others, views, combination, reserved);
  }

  private Variant with(String what, ViewSettings other) {
    return new Variant(PRODUCT + "-" + what, families, other, combination, reserved);
  }

  private Variant with(String what, Combination other) {
    return new Variant(PRODUCT + "-" + what, families, views, other, reserved);
  }

  private Variant reserving(int each) {
    return new Variant(PRODUCT + "-reserved-" + each, families, views, combination, each);
  }

  /** As this one judges without reserved places, by these families alone. */
  public Variant of(Set<String> few) {
    return new Variant(name, few, views, combination, 0);
  }
}
