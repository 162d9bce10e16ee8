// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

/** Decodes Snappy's raw format (google/snappy, format_description.txt). */
public final class SnappyDecoder {
  private static final String ELEMENT = "a Snappy element";

  private SnappyDecoder() {}

  /** Decodes {@code in} into {@code target[0, size)}; how many bytes came out. */
  public static int decode(PageInput in, byte[] target, int size) throws MalformedParquetException {
    long length = in.readVarint("the Snappy length");
    if (length != size) {
      throw new MalformedParquetException("Snappy data of " + length + " bytes, not " + size);
    }
    int end = 0;
    while (in.remaining() > 0) {
      int tag = in.readByte(ELEMENT);
      end =
          (tag & 3) == 0
              ? literal(in, tag >>> 2, target, end, size)
              : copy(in, tag, target, end, size);
    }
    return end;
  }

  private static int literal(PageInput in, int code, byte[] target, int end, int size)
      throws MalformedParquetException {
    long length = 1 + (code < 60 ? code : readLittleEndian(in, code - 59));
    requireRoom(length, end, size);
    int from = in.take(length, ELEMENT);
    System.arraycopy(in.bytes, from, target, end, (int) length);
    return end + (int) length;
  }

  private static int copy(PageInput in, int tag, byte[] target, int end, int size)
      throws MalformedParquetException {
    boolean near = (tag & 3) == 1;
    int length = near ? 4 + (tag >>> 2 & 7) : 1 + (tag >>> 2);
    long distance =
        near
            ? (long) (tag >>> 5) << 8 | in.readByte(ELEMENT)
            : readLittleEndian(in, (tag & 3) == 2 ? 2 : 4);
    if (distance <= 0 || distance > end) {
      throw new MalformedParquetException(
          "a Snappy copy from " + distance + " bytes before byte " + end);
    }
    requireRoom(length, end, size);
    int from = end - (int) distance;
    for (int i = 0; i < length; i++) {
      target[end + i] = target[from + i];
    }
    return end + length;
  }

  private static long readLittleEndian(PageInput in, int bytes) throws MalformedParquetException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) in.readByte(ELEMENT) << (8 * i);
    }
    return value;
  }

  private static void requireRoom(long length, int end, int size) throws MalformedParquetException {
    if (length > size - end) {
      throw new MalformedParquetException("Snappy data of more than " + size + " bytes");
    }
  }
}
