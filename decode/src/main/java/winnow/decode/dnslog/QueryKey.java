// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * What the lines of a query and of its response share, as far as the log tells.
 *
 * @param client who asks; null when the log leaves it out of responses
 * @param number what sets apart queries of one client: id and protocol, or a serial number; else 0
 * @param name the name; null when there is none
 * @param type the type; null when the log does not say
 */
record QueryKey(
    @Nullable IpAddress client, long number, @Nullable String name, @Nullable Integer type)
    implements Comparable<QueryKey> {
  private static final Comparator<QueryKey> ORDER =
      Comparator.comparingLong(QueryKey::number)
          .thenComparing(QueryKey::client, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(QueryKey::name, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(QueryKey::type, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** So that many of one hash, which a client can choose, are found fast all the same. */
  @Override
  public int compareTo(QueryKey other) {
    return ORDER.compare(this, other);
  }
}
