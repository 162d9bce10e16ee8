// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

/** Kinds of input that are understood and are no telemetry of ours. Each is counted on its own. */
public enum SkipReason {
  /** A comment, header or summary line. */
  COMMENT,
  /** A template or options template. */
  TEMPLATE,
  /** Options data: facts about the exporter. */
  OPTIONS,
  /** A counter sample: what the interfaces of a device have counted. */
  COUNTERS,
  /** A record without addresses, or of another protocol than this format is read for. */
  OTHER_PROTOCOL,
  /** A packet that carries nothing we read. */
  OTHER_PACKET,
  /** A line that reports something else than this format is read for. */
  OTHER_LINE,
  /** A line whose facts are in the record of another line. */
  JOINED,
  /** A line whose facts could not be kept until the record came that they belong to. */
  NO_ROOM,
  /** A report of something that goes on, and whose counters come with a later report. */
  INTERIM,
  /** A line by which the exporter says that it saw, or kept, nothing. */
  NO_DATA,
  /** A record of a kind that was not asked for. */
  OTHER_KIND,
  /** A message that repeats an earlier one: a retransmission. */
  RETRANSMISSION,
  /** An empty line. */
  EMPTY;

  /** Lower-case name for reports, with blanks. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
