// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an input does not say about itself.
 *
 * @param name name of the input, for formats that keep a time or exporter there
 * @param zone time zone of local times without offset
 * @param layout how lines of an access log are laid out: the format string of the program that
 *     wrote it, as in its configuration, or the name of one; null when the input tells
 */
public record DecodeOptions(String name, ZoneId zone, @Nullable String layout) {
  /** No layout is given. */
  public DecodeOptions(String name, ZoneId zone) {
    this(name, zone, null);
  }

  /** Times are UTC. */
  public static DecodeOptions named(String name) {
    return new DecodeOptions(name, ZoneOffset.UTC);
  }
}
