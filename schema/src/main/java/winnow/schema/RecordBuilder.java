// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/**
 * Builds records of one kind, one after another.
 *
 * @param <R> the kind of record
 */
public sealed interface RecordBuilder<R extends TelemetryRecord>
    permits FlowBuilder, DnsBuilder, HttpBuilder {
  /** Sets who saw the records that follow; survives {@link #reset}. */
  void observer(Observer seenBy);

  /** Who sees the records that follow. */
  Observer observer();

  /** Forgets everything but the observer. */
  void reset();

  /** The record as collected so far. */
  R build();
}
