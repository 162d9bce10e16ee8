// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.util.ArrayList;
import java.util.List;
import winnow.schema.IpAddress;

/**
 * The organisation's own networks: private addresses (RFC 1918, RFC 4193), link-local and loopback
 * ones, and those that it names.
 */
public final class InternalNetworks {
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "fc00::/7",
          "fe80::/10",
          "::1");

  private final AddressRanges<Boolean> ranges;
  private final List<AddressRange> named;

  /** Private networks, and {@code more}. */
  public InternalNetworks(List<AddressRange> more) {
    named = List.copyOf(more);
    List<AddressRanges.Entry<Boolean>> entries = new ArrayList<>();
    PRIVATE.forEach(text -> entries.add(new AddressRanges.Entry<>(AddressRange.parse(text), true)));
    more.forEach(range -> entries.add(new AddressRanges.Entry<>(range, true)));
    ranges = AddressRanges.of(entries);
  }

  /** Those that the organisation names. */
  public List<AddressRange> named() {
    return named;
  }

  /** Whether {@code address} is inside. */
  public boolean contains(IpAddress address) {
    return ranges.find(address).isPresent();
  }
}
