// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.util.EnumSet;
import java.util.List;
import winnow.decode.argus.ArgusDecoder;
import winnow.schema.TelemetryKind;

/** Flow logs as text: of sensors, firewalls and clouds. */
final class FlowLogFormats {
  static final List<Format> ALL =
      List.of(
          new Format(
              "argus",
              "Argus flows, as `ra` prints them (`.binetflow`)",
              EnumSet.of(TelemetryKind.FLOW),
              (head, file) -> ArgusDecoder.recognizes(Head.firstLine(head)),
              ArgusDecoder::new));

  private FlowLogFormats() {}
}
