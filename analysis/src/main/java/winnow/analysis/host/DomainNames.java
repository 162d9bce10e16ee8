// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

/** Takes names apart where registries do, without their lists. */
public final class DomainNames {
  private static final int MOST_REGISTRY_LABEL = 3;

  private DomainNames() {}

  /**
   * The domain of a name: its last two labels, three where the last but one is as short as those
   * that registries keep for themselves, such as {@code co.uk}; a name of fewer is its own.
   */
  public static String domain(String name) {
    int end = end(name);
    int last = name.lastIndexOf('.', end - 1);
    int second = name.lastIndexOf('.', last - 1);
    boolean shortLabel = second >= 0 && last - second - 1 <= MOST_REGISTRY_LABEL;
    int start = shortLabel ? name.lastIndexOf('.', second - 1) : second;
    return name.substring(start + 1, end);
  }

  /** What stands before {@code domain} in {@code name}, without the dot between them. */
  public static String below(String name, String domain) {
    return name.substring(0, Math.max(0, end(name) - domain.length() - 1));
  }

  private static int end(String name) {
    return name.endsWith(".") ? name.length() - 1 : name.length();
  }
}
