// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.util.List;
import java.util.function.Supplier;

/**
 * What else runs in the process of a server, as {@code /metrics} and {@code /health/ready} tell.
 *
 * @param metrics its metrics in the text format of Prometheus, version 0.0.4
 * @param troubles what is wrong with it at present, in one sentence each
 */
public record Companion(Supplier<String> metrics, Supplier<List<String>> troubles) {
  /** Nothing else. */
  public static final Companion NONE = new Companion(() -> "", List::of);
}
