// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Locale;

/** Why a row is about no host. */
public enum Unused {
  /** It lacks an address. */
  NO_ADDRESS,
  /** None of its addresses is one of the network's own. */
  NOT_INSIDE,
  /** It is of the network, and asks for no name. */
  NO_NAME;

  /** In words. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
