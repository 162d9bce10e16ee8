// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.time.ZoneId;

/**
 * What an input does not say about itself.
 *
 * @param name name of the input, for formats that keep a time or exporter there
 * @param zone time zone of local times without offset
 */
public record DecodeOptions(String name, ZoneId zone) {
  /** Times are UTC. */
  public static DecodeOptions named(String name) {
    return new DecodeOptions(name, java.time.ZoneOffset.UTC);
  }
}
