// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that was meant. */
public final class NearestName {
  private NearestName() {}

  /** {@code ; did you mean "x"?} with the nearest of {@code known}, empty when none is near. */
  public static String hint(String wrong, Collection<String> known) {
    int limit = Math.max(1, wrong.length() / 3);
    return known.stream()
        .filter(name -> distance(wrong, name) <= limit)
        .min(
            Comparator.comparingInt((String name) -> distance(wrong, name))
                .thenComparing(name -> name))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("");
  }

  /** Insertions, deletions and replacements from one to the other (Levenshtein), case aside. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
