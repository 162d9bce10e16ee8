// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;

/** The fields of a Protocol Buffers message, one after another. */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 63;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;
  private int field;
  private long number;
  private int from;
  private int to;

  ProtobufReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    start = from;
    at = from;
    end = to;
  }

  /** Goes to the next field; false at the end. */
  boolean next() throws BadValueException {
    if (at >= end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    number = 0;
    from = at;
    switch ((int) tag & 7) {
      case VARINT -> number = varint();
      case FIXED64 -> number = fixed(8);
      case FIXED32 -> number = fixed(4);
      case BYTES -> bytesField();
      default -> throw bad("wire type " + (tag & 7));
    }
    to = at;
    return true;
  }

  /** Number of the field. */
  int field() {
    return field;
  }

  /** The number in it; 0 of bytes. */
  long number() {
    return number;
  }

  /** Index of its first byte. */
  int from() {
    return from;
  }

  /** Index after its last byte. */
  int to() {
    return to;
  }

  private void bytesField() throws BadValueException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw bad("a length of " + length);
    }
    from = at;
    at += (int) length;
  }

  private long varint() throws BadValueException {
    long value = 0;
    for (int shift = 0; shift <= MAX_VARINT_BITS && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw bad("a number without end");
  }

  private long fixed(int size) throws BadValueException {
    if (end - at < size) {
      throw bad("a number of " + size + " bytes");
    }
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    at += size;
    return value;
  }

  private BadValueException bad(String what) {
    return new BadValueException(
        RejectReason.MALFORMED,
        "protobuf message of %d bytes: %s at byte %d".formatted(end - start, what, at - start));
  }
}
