// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import winnow.schema.TelemetryRecord;

/**
 * Takes what a decoder finds, in the order of the input. Everything in an input reaches exactly one
 * of the three methods, so that what was read is what was accepted, rejected or skipped.
 */
public interface DecodeSink {
  /** A good record. */
  void accept(TelemetryRecord record);

  /** Something that should have been a record and is not; good records around it survive. */
  void reject(Rejection rejection);

  /**
   * {@code count} things that were understood and are no telemetry of ours.
   *
   * @param reason why
   * @param count how many, at least 1
   */
  void skip(SkipReason reason, long count);
}
