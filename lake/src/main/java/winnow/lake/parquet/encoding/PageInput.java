// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

/**
 * Reads within a part of a byte array; behind the part there must be {@link BitPacking#SLACK} more
 * bytes, of any value.
 */
public final class PageInput {
  public final byte[] bytes;
  public final int limit;
  public int position;

  /** Reads {@code bytes[position, limit)}. */
  public PageInput(byte[] bytes, int position, int limit) {
    this.bytes = bytes;
    this.position = position;
    this.limit = limit;
  }

  public int remaining() {
    return limit - position;
  }

  /** Where {@code length} bytes start, which are skipped. */
  public int take(long length, String what) throws MalformedParquetException {
    if (length < 0 || length > remaining()) {
      throw new MalformedParquetException(
          what + " should take " + length + " bytes, " + remaining() + " are left");
    }
    int from = position;
    position += (int) length;
    return from;
  }

  public int readByte(String what) throws MalformedParquetException {
    return bytes[take(1, what)] & 0xff;
  }

  public int readInt(String what) throws MalformedParquetException {
    return (int) ByteSink.INTS.get(bytes, take(4, what));
  }

  /** The next {@code length} bytes as an input of their own. */
  public PageInput slice(int length, String what) throws MalformedParquetException {
    int from = take(length, what);
    return new PageInput(bytes, from, position);
  }

  /** Unsigned LEB128 of at most 64 bits. */
  public long readVarint(String what) throws MalformedParquetException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte(what);
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedParquetException(what + " is a number of more than 64 bits");
  }

  public long readZigZag(String what) throws MalformedParquetException {
    long value = readVarint(what);
    return (value >>> 1) ^ -(value & 1);
  }
}
