// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

/**
 * Where the facts of a flow are in its row of longs, and the bits of {@link #STATUS}. What comes in
 * a pair has the value of the source first, that of the destination behind it.
 */
final class Row {
  static final int SOURCE_HIGH = 0;
  static final int SOURCE_LOW = 1;
  static final int DESTINATION_HIGH = 2;
  static final int DESTINATION_LOW = 3;

  /** See {@link FlowTable#key}. */
  static final int KEY = 4;

  /** Hash of the key in the low 32 bits, number of the idle list above. */
  static final int HASH = 5;

  /** Rows before (high) and behind (low) in the idle list. */
  static final int LINKS = 6;

  /** Number of the flow, in the order of first packets. */
  static final int NUMBER = 7;

  /**
   * First packet of all slices, and of this one, {@link Long#MAX_VALUE} before it; last packet of
   * all.
   */
  static final int STARTED = 8;

  static final int FIRST = 9;
  static final int LAST = 10;

  static final int OCTETS = 11;
  static final int PACKETS = 13;
  static final int PAYLOAD = 15;

  /** Payload bytes between what was seen, not seen themselves. */
  static final int MISSED = 17;

  /** TCP sequence number expected next. */
  static final int SEQUENCE = 19;

  /** MAC addresses. */
  static final int MAC = 21;

  /** {@link History} in two longs. */
  static final int HISTORY = 23;

  /** Flags, ToS, endpoint states and so on. */
  static final int STATUS = 25;

  /** Longs per flow. */
  static final int LONGS = 26;

  /** Bits of the TCP flags of the source, 8 higher those of the destination. */
  static final int FLAGS = 0;

  /** Bits of the ToS of the source, 8 higher those of the destination. */
  static final int TOS = 16;

  /** Bits of the {@link TcpTracker endpoint state} of the source, 4 higher of the destination. */
  static final int ENDPOINT = 32;

  /** Whether a direction has a {@link #SEQUENCE}; 1 bit each. */
  static final int SEQUENCED = 40;

  /** Whether a packet of a direction was seen, in any slice; 1 bit each. */
  static final int SEEN = 42;

  /** 12 bits of the VLAN id. */
  static final int VLAN = 44;

  private Row() {}
}
