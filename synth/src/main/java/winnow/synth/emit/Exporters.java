// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.util.List;

/** Who exports flows: the core switch and the border router. */
final class Exporters {
  /** IPv4 addresses as 32 bits, by number of the exporter. */
  static final List<Integer> ADDRESSES = List.of(10 << 24 | 1, 10 << 24 | 2);

  /** Where they send to. */
  static final int COLLECTOR = 10 << 24 | 8 << 16 | 250;

  private Exporters() {}
}
