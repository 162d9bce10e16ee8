// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.Closeable;
import java.io.IOException;

/** Writes flows, which come in the order of their export. */
interface FlowWriter extends Closeable {
  void write(FlowSegment segment) throws IOException;
}
