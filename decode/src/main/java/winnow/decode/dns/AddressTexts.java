// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/** Texts of addresses; of those that were asked for lately, the same text again. */
final class AddressTexts {
  private static final int SLOT_BITS = 12;

  private final @Nullable IpAddress[] addresses = new IpAddress[1 << SLOT_BITS];
  private final String[] texts = new String[1 << SLOT_BITS];

  /** The text of the address in {@code bytes[from, from + length)}. */
  String text(byte[] bytes, int from, int length) {
    IpAddress address = IpAddress.ofBytes(bytes, from, length);
    int slot = address.hashCode() * 0x9e37_79b9 >>> Integer.SIZE - SLOT_BITS;
    if (!address.equals(addresses[slot])) {
      addresses[slot] = address;
      texts[slot] = address.toString();
    }
    return texts[slot];
  }
}
