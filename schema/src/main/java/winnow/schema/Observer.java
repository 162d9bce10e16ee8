// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/**
 * Who saw the traffic, as the input itself says.
 *
 * @param exporter address or name of the exporter, sensor or proxy; null when the input does not
 *     say
 * @param domain observation domain (RFC 7011 section 3.1) or engine id within the exporter, else 0
 */
public record Observer(@Nullable String exporter, long domain) {
  /** The input does not say. */
  public static final Observer UNKNOWN = new Observer(null, 0);
}
