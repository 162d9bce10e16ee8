// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array, little-endian as Parquet is, that is filled from the front. */
public final class ByteSink extends OutputStream {
  public static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  public static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int size;

  /** The bytes, {@link #size} of them filled; replaced when the sink grows. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /** Makes room for {@code more} bytes beyond {@link #size}. */
  public void reserve(int more) {
    if (more > bytes.length - size) {
      int needed = Math.addExact(size, more);
      bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * size), 0x7fff_fff7));
    }
  }

  /** Counts {@code more} bytes that were put straight into {@link #bytes}. */
  public void advance(int more) {
    size += more;
  }

  @Override
  public void write(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  public void putInt(int value) {
    reserve(4);
    INTS.set(bytes, size, value);
    size += 4;
  }

  public void putLong(long value) {
    reserve(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  /** Changes four bytes put before. */
  public void setInt(int position, int value) {
    INTS.set(bytes, position, value);
  }

  /** Unsigned LEB128. */
  public void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    write((int) rest);
  }

  public void putZigZag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }
}
