// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import winnow.decode.text.BadValueException;
import winnow.schema.TelemetryRecord;

/** A row under way: fields are put one after another, then the row ends. */
sealed interface ZeekRow {
  /** Forgets everything. */
  void reset();

  /** A row that ends as a record. */
  sealed interface OfRecord extends ZeekRow permits ConnRow, DnsRow, HttpRow {
    /** The record. */
    TelemetryRecord end() throws BadValueException;
  }

  /** A row that tells something about a connection whose record is elsewhere. */
  sealed interface OfNotes extends ZeekRow permits SslRow, X509Row, SshRow, FilesRow, DhcpRow {
    /** When it began, microseconds since the epoch; 0 when the row does not say. */
    long timeMicros();

    /** Tells {@code notes} what it says. */
    void tell(ZeekNotes notes) throws BadValueException;
  }

  /** Takes rows as they end. */
  @FunctionalInterface
  interface Taker {
    /** Takes {@code row}, which is valid until the return. */
    void take(ZeekRow row) throws BadValueException;
  }
}
