// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Locale;
import java.util.Set;
import winnow.schema.IpAddress;

/** Takes names apart where registries do, without their lists. */
public final class DomainNames {
  private static final int COUNTRY_CODE = 2;

  /** What registries of countries keep for themselves, as in {@code co.uk}. */
  private static final Set<String> REGISTRY_LABELS =
      Set.of(
          "ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "mil", "ne", "net", "nom", "or",
          "org", "plc", "sch");

  private DomainNames() {}

  /**
   * The domain of a name, in lower case: its last two labels, three where the last is a country's
   * and the last but one is one that registries keep for themselves, such as {@code co.uk}; a name
   * of fewer is its own, and so is an address.
   */
  public static String domain(String name) {
    String whole = name.substring(0, end(name)).toLowerCase(Locale.ROOT);
    if (IpAddress.find(whole).isPresent()) {
      return whole;
    }
    int last = whole.lastIndexOf('.');
    int second = whole.lastIndexOf('.', last - 1);
    boolean isRegistry =
        second >= 0
            && whole.length() - last - 1 == COUNTRY_CODE
            && REGISTRY_LABELS.contains(whole.substring(second + 1, last));
    return whole.substring((isRegistry ? whole.lastIndexOf('.', second - 1) : second) + 1);
  }

  /** What stands before {@code domain} in {@code name}, without the dot between them. */
  public static String below(String name, String domain) {
    return name.substring(0, Math.max(0, end(name) - domain.length() - 1));
  }

  private static int end(String name) {
    return name.endsWith(".") ? name.length() - 1 : name.length();
  }
}
