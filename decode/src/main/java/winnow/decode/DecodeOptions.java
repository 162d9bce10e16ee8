// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an input does not say about itself.
 *
 * @param name name of the input, for formats that keep a time or exporter there
 * @param zone time zone of local times without offset
 * @param writtenAt when the input was written or received, at the latest: gives the year to times
 *     without one; null when not known
 */
public record DecodeOptions(String name, ZoneId zone, @Nullable Instant writtenAt) {
  /** Nothing is known of when the input was written. */
  public DecodeOptions(String name, ZoneId zone) {
    this(name, zone, null);
  }

  /** Times are UTC. */
  public static DecodeOptions named(String name) {
    return new DecodeOptions(name, ZoneOffset.UTC);
  }
}
