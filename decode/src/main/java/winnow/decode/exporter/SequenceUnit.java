// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

/** What the sequence numbers of a protocol count. */
public enum SequenceUnit {
  /** There are none. */
  NONE,
  /** Datagrams that the domain sent before. */
  DATAGRAMS,
  /** Data records that the domain sent before. */
  RECORDS
}
