// SPDX-License-Identifier: Apache-2.0
package winnow.schema.lease;

import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * What a DHCP server told of one of its addresses (a binding, RFC 2131 section 1.5): who holds it,
 * or, with neither hardware address nor name, that from then on nobody does. Times are microseconds
 * since the epoch.
 *
 * @param address the address
 * @param fromMicros when the lease begins; null when that is not told
 * @param untilMicros when it ends, itself not included; null when it holds until more is told
 * @param mac hardware address of the client (chaddr) in lower case, empty when not known
 * @param hostName what the client calls itself (option 12 or 81), empty when not known
 */
public record Binding(
    IpAddress address,
    @Nullable Long fromMicros,
    @Nullable Long untilMicros,
    String mac,
    String hostName) {
  /** Checks that it ends after it begins, or at once. */
  public Binding {
    if (fromMicros != null && untilMicros != null && untilMicros < fromMicros) {
      throw new IllegalArgumentException(
          "the lease of " + address + " ends " + untilMicros + " before it begins " + fromMicros);
    }
  }

  /** Nobody holds {@code address} from then on. */
  public static Binding freed(IpAddress address, long fromMicros) {
    return new Binding(address, fromMicros, null, "", "");
  }

  /** Whether it names who holds the address. */
  public boolean isHeld() {
    return !mac.isEmpty() || !hostName.isEmpty();
  }
}
