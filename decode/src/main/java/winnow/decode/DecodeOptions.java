// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/**
 * What an input does not say about itself, and what is wanted of it.
 *
 * @param name name of the input, for formats that keep a time or exporter there
 * @param zone time zone of local times without offset
 * @param layout how lines of an access log are laid out: the format string of the program that
 *     wrote it, as in its configuration, or the name of one; null when the input tells
 * @param writtenAt when the input was written or received, at the latest: gives the year to times
 *     without one; null when not known
 * @param kinds the kinds of records to produce; what others are made of is skipped
 */
public record DecodeOptions(
    String name,
    ZoneId zone,
    @Nullable String layout,
    @Nullable Instant writtenAt,
    Set<TelemetryKind> kinds) {
  /** Copies the set. */
  public DecodeOptions {
    kinds = Set.copyOf(kinds);
  }

  /** All kinds are wanted. */
  public DecodeOptions(
      String name, ZoneId zone, @Nullable String layout, @Nullable Instant writtenAt) {
    this(name, zone, layout, writtenAt, EnumSet.allOf(TelemetryKind.class));
  }

  /** No layout, and nothing is known of when the input was written; all kinds are wanted. */
  public DecodeOptions(String name, ZoneId zone) {
    this(name, zone, null, null);
  }

  /** Times are UTC; all kinds are wanted. */
  public static DecodeOptions named(String name) {
    return new DecodeOptions(name, ZoneOffset.UTC);
  }

  /** The same, but only records of {@code wanted} kinds. */
  public DecodeOptions only(Set<TelemetryKind> wanted) {
    return new DecodeOptions(name, zone, layout, writtenAt, wanted);
  }
}
