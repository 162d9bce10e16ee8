// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.List;
import winnow.schema.TelemetryRecord;
import winnow.synth.scenario.Blend;

/**
 * What is to be blended in, with all that was recorded where it comes from.
 *
 * @param blend whose traffic it is and where it goes
 * @param records of all kinds, of any host, in any order
 */
public record Captured(Blend blend, List<TelemetryRecord> records) {
  /** Takes a copy. */
  public Captured {
    records = List.copyOf(records);
  }
}
