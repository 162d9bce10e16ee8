// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Text of MAC addresses, remembered for those seen lately: a link has few of them and records have
 * many. Not thread-safe.
 */
public final class MacAddresses {
  private static final int SLOTS = 1 << 10;

  private final long[] keys = new long[SLOTS];
  private final @Nullable String[] texts = new String[SLOTS];

  /**
   * Lower-case colon text of an address.
   *
   * @param address the address in the low 48 bits
   */
  public String text(long address) {
    int slot = (int) (address * 0x9e3779b97f4a7c15L >>> 54);
    String known = texts[slot];
    if (known != null && keys[slot] == address) {
      return known;
    }
    StringBuilder text = new StringBuilder(17);
    for (int shift = 40; shift >= 0; shift -= 8) {
      HexFormat.of().toHexDigits(text, (byte) (address >>> shift));
      if (shift > 0) {
        text.append(':');
      }
    }
    keys[slot] = address;
    return texts[slot] = text.toString();
  }
}
