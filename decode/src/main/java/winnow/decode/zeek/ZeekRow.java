// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import winnow.decode.text.BadValueException;
import winnow.schema.TelemetryRecord;

/** A row under way: fields are put one after another, then the row ends as a record. */
sealed interface ZeekRow permits ConnRow, DnsRow, HttpRow, SslRow {
  /** Forgets everything. */
  void reset();

  /** The record. */
  TelemetryRecord end() throws BadValueException;
}
